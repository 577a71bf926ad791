import {
  closeSync,
  fsyncSync,
  lstatSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isInside } from '../lib/is-inside.ts';
import { crypto } from '../lib/lazy-crypto.ts';
import { UserError } from '../lib/user-error.ts';

/** What stands at the path of a baseline, or leads to it. */
export interface Target {
  /** The file itself, behind links. */
  path: string;
  exists: boolean;
  mode: number | undefined;
}

/**
 * Where a baseline will be written: links are followed as long as they stay in `root`. Throws `UserError` for what is no
 * plain file, may not be written to or has no folder.
 */
export function findTarget(path: string, name: string, root: string): Target {
  const fault = (problem: string) => new UserError('bad-baseline', `${name}: ${problem}`);
  const own = lstatSync(path, { throwIfNoEntry: false });
  const real = own?.isSymbolicLink() ? followLink(path, name, root) : path;
  const stats = own && statSync(real);
  if (stats && !stats.isFile()) throw fault('is no regular file');
  if (stats && (stats.mode & 0o222) === 0) throw fault('is read-only: nothing was written; chmod u+w lets it be');
  if (!statSync(dirname(real), { throwIfNoEntry: false })?.isDirectory()) throw fault('its folder does not exist');
  return { path: real, exists: stats !== undefined, mode: stats && stats.mode & 0o777 };
}

function followLink(path: string, name: string, root: string): string {
  try {
    if (isInside(root, path)) return realpathSync(path);
  } catch {
    throw new UserError('bad-baseline', `${name}: is a link to nowhere`);
  }
  throw new UserError('bad-baseline', `${name}: must not be a link that leaves ${root}`);
}

/**
 * Replaces a baseline whole or not at all: written beside it, brought to disk, renamed. Throws `UserError` that says
 * that nothing was changed. To be called by who holds the lock: what an earlier one left half-written goes.
 */
export function writeBaseline({ path, mode }: Target, text: string, name: string): void {
  const folder = dirname(path);
  const prefix = `${basename(path)}.`;
  const temporary = join(folder, `${prefix}${crypto().randomBytes(6).toString('hex')}.tmp`);
  try {
    removeLeftovers(folder, prefix);
    writeWhole(temporary, text, mode ?? 0o666);
    renameSync(temporary, path);
    syncFolder(folder);
  } catch (error) {
    remove(temporary);
    const { code = String(error) } = error as NodeJS.ErrnoException;
    const reason = reasons[code] ?? code;
    throw new UserError('bad-baseline', `${name} cannot be written: ${reason}; nothing was changed`, { cause: error });
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'no space left on the disk',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file would be larger than allowed',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
};

function removeLeftovers(folder: string, prefix: string): void {
  for (const name of readdirSync(folder)) {
    if (name.startsWith(prefix) && /^[\da-f]{12}\.tmp$/.test(name.slice(prefix.length))) remove(join(folder, name));
  }
}

function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch {}
}

function writeWhole(path: string, text: string, mode: number): void {
  const file = openSync(path, 'wx', mode);
  try {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** So that the rename itself outlives a loss of power; not every system can. */
function syncFolder(folder: string): void {
  try {
    const file = openSync(folder, 'r');
    try {
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch {}
}
