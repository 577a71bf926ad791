import { constants } from 'node:fs';
import { access, lstat, open, realpath, rm } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { UserError } from '../lib/user-error.ts';
import { type LeftOut, type Needle, toReplacements } from './replacements.ts';

export interface WrittenReplacements {
  /** The file, absolute with links resolved; undefined where there was nothing to write. */
  file: string | undefined;
  /** How many distinct values are in it. */
  count: number;
  leftOut: LeftOut[];
}

/**
 * Refuses a `--replace-text` file before any work is done for it: one that exists, or would stand in one of the
 * `forbidden` folders (work tree, git folder). Gives its absolute path with links resolved. Throws `UserError`.
 */
export async function checkReplacementsFile(file: string, forbidden: readonly string[], cwd: string): Promise<string> {
  if (file === '' || file === '-') throw fileError(file, 'must name a file: it holds the secrets themselves');
  const path = resolve(cwd, file);
  const folder = await writableFolder(dirname(path)).catch((error: unknown) => {
    throw fileError(file, `the folder ${dirname(path)} cannot be used: ${reasonOf(error)}`, error);
  });
  const target = join(folder, basename(path));
  for (const each of forbidden) {
    const root = await realpath(each);
    if (isWithin(root, target)) {
      throw fileError(
        file,
        `stands inside the repository (${root}), where it would soon be committed; name one outside`,
      );
    }
  }
  const exists = await lstat(target).then(
    () => true,
    () => false,
  );
  if (exists) throw fileError(file, 'exists already; name a new file');
  return target;
}

/**
 * Writes the values for `git filter-repo --replace-text` (and `--replace-message`) to a new file that only its owner
 * can read; see `toReplacements` for what is left out. Throws `UserError`; nothing stays behind then.
 */
export async function writeReplacements(
  file: string,
  needles: readonly Needle[],
  { forbidden, cwd }: { forbidden: readonly string[]; cwd: string },
): Promise<WrittenReplacements> {
  const target = await checkReplacementsFile(file, forbidden, cwd);
  const { lines, leftOut } = toReplacements(needles);
  if (lines.length === 0) return { file: undefined, count: 0, leftOut };
  await writeNew(file, target, Buffer.concat(lines));
  return { file: target, count: lines.length, leftOut };
}

/** The folder with links resolved; throws the system's error where no file can be made in it. */
async function writableFolder(path: string): Promise<string> {
  const folder = await realpath(path);
  await access(`${folder}/`, constants.W_OK | constants.X_OK);
  return folder;
}

async function writeNew(file: string, target: string, content: Buffer): Promise<void> {
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);
  const handle = await open(target, flags, 0o600).catch((error: unknown) => {
    throw fileError(file, `cannot be written: ${reasonOf(error)}`, error);
  });
  try {
    await handle.writeFile(content);
    await handle.sync();
  } catch (error) {
    await rm(target, { force: true });
    throw fileError(file, `cannot be written: ${reasonOf(error)}`, error);
  } finally {
    await handle.close();
  }
}

function isWithin(folder: string, path: string): boolean {
  const inside = relative(folder, path);
  return inside !== '..' && !/^\.\.[/\\]/.test(inside) && !isAbsolute(inside);
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  ENOTDIR: 'it is not a folder',
  EACCES: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space left on the device',
  EEXIST: 'it exists already',
};

function reasonOf(error: unknown): string {
  const { code = '', message = String(error) } = error as NodeJS.ErrnoException;
  return reasons[code] ?? message;
}

function fileError(file: string, problem: string, cause?: unknown): UserError {
  return new UserError('replace-text', `--replace-text ${file === '' ? '""' : file}: ${problem}`, { cause });
}
