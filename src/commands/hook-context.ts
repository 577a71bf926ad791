import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { findRepository, type Repository } from '../git/find-repository.ts';
import type { HookName } from '../hooks/hook-names.ts';
import type { Runner } from '../hooks/script.ts';
import { UserError } from '../lib/user-error.ts';
import type { CommandContext } from './context.ts';
import type { Flags } from './options.ts';

const hookFlags = [
  ['preCommit', 'pre-commit'],
  ['commitMsg', 'commit-msg'],
  ['prepareCommitMsg', 'prepare-commit-msg'],
  ['prePush', 'pre-push'],
] as const satisfies readonly (readonly [keyof Flags, HookName])[];

/** The hooks that the flags name. */
export function namedHooks(flags: Flags): HookName[] {
  return hookFlags.flatMap(([key, name]) => (flags[key] ? [name] : []));
}

/** The repository of the current folder; throws `UserError` where there is none. */
export function currentRepository({ cwd, env }: Pick<CommandContext, 'cwd' | 'env'>): Repository {
  const repository = findRepository(undefined, env);
  if (repository) return repository;
  throw new UserError('not-a-repository', `${cwd} is in no git repository`);
}

/** How hooks start this very program; `root`: of the work tree that it may be installed in. */
export function currentRunner(root: string | undefined): Runner {
  const here = import.meta.dirname;
  const folders = [here, dirname(here), join(here, '../../dist')];
  const folder = folders.find((each) => existsSync(join(each, 'keyturn.cjs'))) ?? here;
  const program = join(folder, 'keyturn.cjs');
  const local = root === undefined ? undefined : localCommand(root, program);
  return { node: process.execPath, program, ...(local !== undefined && { local }) };
}

/** `node_modules/.bin/keyturn`, where the program that runs was installed there; with `/`. */
function localCommand(root: string, program: string): string | undefined {
  const path = relative(root, program).replaceAll('\\', '/');
  if (path.startsWith('../') || isAbsolute(path)) return undefined;
  const [modules] = /^(?:.*?\/)?node_modules(?=\/)/.exec(path) ?? [];
  const command = modules && `${modules}/.bin/keyturn`;
  return command && existsSync(join(root, command)) ? command : undefined;
}
