import { readFileSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { baselineName } from '../baseline/index.ts';
import { type Lock, takeLock } from '../baseline/lock.ts';
import { findTarget, type Target } from '../baseline/write.ts';
import { readIndexEntry } from '../git/index-entry.ts';
import { findWorkTree } from '../git/work-tree.ts';
import { blobId } from '../lib/blob-id.ts';
import { readSmallFile } from '../lib/read-small-file.ts';
import { UserError } from '../lib/user-error.ts';
import type { CommandContext } from './context.ts';

/** The other one may be scanning a large tree. */
const patienceMs = 60_000;

/** In MB. */
const mostSize = 64;

/** A baseline's file as a command names it. */
export interface BaselinePath {
  path: string;
  /** As messages call it. */
  name: string;
  target: Target;
}

/** The file that `--output` or `--baseline` names, or else the one in the root. Throws as `findTarget` does. */
export function baselinePath(
  named: string | undefined,
  root: string,
  { cwd }: Pick<CommandContext, 'cwd'>,
): BaselinePath {
  const path = named === undefined ? join(root, baselineName) : resolve(cwd, named);
  const inside = relative(cwd, path);
  const name = named ?? (isAbsolute(inside) ? path : inside.replaceAll(sep, '/'));
  return { path, name, target: findTarget(path, name, root) };
}

/** Its text; throws `UserError` where there is none. */
export function readBaseline({ target, name }: BaselinePath): string {
  if (target.exists) return readSmallFile(target.path, name, 'bad-baseline', mostSize);
  throw new UserError('baseline-missing', `${name} does not exist: keyturn baseline create makes it`);
}

/** Does something while no other keyturn changes the file. */
export async function withLock<Result>(
  { target, name }: BaselinePath,
  { notice }: Pick<CommandContext, 'notice'>,
  change: () => Promise<Result>,
): Promise<Result> {
  let lock: Lock;
  try {
    lock = await takeLock(target.path, name, patienceMs, () => notice(`${name}: waiting for another keyturn to end`));
  } catch (error) {
    if (error instanceof UserError) throw error;
    const { code = String(error) } = error as NodeJS.ErrnoException;
    throw new UserError('bad-baseline', `${name}.lock cannot be made: ${code}; nothing was written`, { cause: error });
  }
  try {
    return await change();
  } finally {
    lock.release();
  }
}

/** Throws `UserError` where the file has changes that the index has not: git could not bring them back. */
export async function refuseUnstaged({ target, name }: BaselinePath, env: NodeJS.ProcessEnv): Promise<void> {
  const tree = findWorkTree(target.path, env);
  if (!tree) return;
  const path = relative(tree.root, target.path).replaceAll(sep, '/');
  const staged = await readIndexEntry(path, { tree, env });
  const content = readFileSync(target.path);
  const asText = Buffer.from(content.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
  if (staged === undefined || [content, asText].some((each) => blobId(each, staged.length) === staged)) return;
  const advice = 'git add it, or give --force';
  throw new UserError('baseline-unstaged', `${name} has changes that are not staged and is left as it is: ${advice}`);
}
