import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../lib/user-error.ts';
import type { HookName } from './hook-names.ts';
import { type Manager, managerOf } from './managers.ts';
import { keptSuffix, whoseScript } from './script.ts';

/** A hook as it is found. */
export interface HookFile {
  name: HookName;
  path: string;
  whose: 'none' | 'ours' | 'changed' | 'other';
  /** What it says; empty where there is none. */
  text: string;
  /** Of somebody else's. */
  manager?: Manager;
  /** The hook that ours runs first. */
  kept?: string;
}

/** Finds the hook of a name in a folder, and ours where pre-commit has moved it to. Throws `UserError`. */
export function readHook(folder: string, name: HookName): HookFile {
  const own = read(folder, name, name);
  if (own.manager !== 'pre-commit') return own;
  const moved = read(folder, name, `${name}.legacy`);
  return moved.whose === 'ours' || moved.whose === 'changed' ? moved : own;
}

function read(folder: string, name: HookName, fileName: string): HookFile {
  const path = join(folder, fileName);
  const kept = join(folder, `${name}${keptSuffix}`);
  const stats = statOf(path);
  if (stats?.isDirectory()) throw new UserError('hook', `${path} is a folder, not a hook`);
  const text = stats ? readText(path) : '';
  const whose = stats ? whoseScript(text) : 'none';
  const manager = whose === 'other' ? managerOf(text) : undefined;
  return { name, path, whose, text, ...(manager && { manager }), ...(statOf(kept) && { kept }) };
}

/** A link that leads nowhere, a file that may not be read, one that is no text: somebody else's all the same. */
function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Keeps a hook under another name: there are both until ours takes its place. */
export function keepHook({ path, name }: HookFile): string {
  const kept = join(dirname(path), `${name}${keptSuffix}`);
  if (isSameFile(path, kept)) return kept;
  if (statOf(kept)) throw new UserError('hook', `${kept} is there already: move it away, then install again`);
  attempt(kept, () => {
    try {
      linkSync(path, kept);
    } catch (error) {
      // Not every file system has hard links.
      if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK', 'EOPNOTSUPP'].includes((error as NodeJS.ErrnoException).code ?? ''))
        throw error;
      renameSync(path, kept);
    }
  });
  return kept;
}

/** Whether two names lead to one file, as they do after a `keepHook` that nothing followed. */
export function isSameFile(one: string, other: string): boolean {
  const [a, b] = [statOf(one), statOf(other)];
  return a !== undefined && a.ino === b?.ino && a.dev === b.dev;
}

/** Writes a hook whole or not at all; its folder is made where it is missing. Throws `UserError`. */
export function writeHook(path: string, text: string, mode = 0o755): void {
  const temporary = `${path}.keyturn-${process.pid}`;
  attempt(path, () => {
    mkdirSync(dirname(path), { recursive: true });
    try {
      writeFileSync(temporary, text, { flag: 'wx', mode });
      chmodSync(temporary, mode);
      renameSync(temporary, path);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  });
}

/** Puts back what was kept, or else takes the hook away. Throws `UserError`. */
export function removeHook(path: string, kept: string | undefined): void {
  attempt(path, () => (kept === undefined ? rmSync(path) : renameSync(kept, path)));
}

/** Runs what writes; throws `UserError` naming the file where the system refuses. */
function attempt(path: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UserError('hook', `${path} cannot be written: ${code ?? message}`, { cause: error });
  }
}

/** What stands at a path, links not followed. */
function statOf(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch {
    return undefined;
  }
}
