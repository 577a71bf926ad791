import { join, relative, resolve } from 'node:path';
import { readConfig } from '../git/config.ts';
import type { Repository } from '../git/find-repository.ts';
import { findHooksFolder, type HookChange, type HooksFolder, installHooks } from '../hooks/index.ts';
import { escapeControl } from '../lib/escape-control.ts';
import { UserError } from '../lib/user-error.ts';
import type { Command, CommandContext } from './context.ts';
import { currentRepository, currentRunner, namedHooks } from './hook-context.ts';

/** `hook install`: writes hooks for the current repository, or into a template for new ones. */
export const hookInstall: Command = async ({ flags }, context) => {
  const named = namedHooks(flags);
  const names = named.length > 0 ? named : (['pre-commit'] as const);
  if (flags.template !== undefined) {
    const template = settleTemplate(flags.template, context);
    const folder = { path: join(template, 'hooks'), isInTree: false };
    const runner = currentRunner(undefined);
    await tell(installHooks(folder, names, runner, undefined), context);
    noteProgram(runner.program, context);
    return 0;
  }
  const repository = currentRepository(context);
  const folder = findHooksFolder(repository, context.env);
  const runner = currentRunner(repository.root);
  await tell(installHooks(folder, names, runner, repository.root), context);
  noteFolder(folder, repository, context);
  if (!folder.husky || runner.local === undefined) noteProgram(runner.program, context);
  return 0;
};

/** The named folder, or that of `init.templateDir`; says what is missing for git to use it. */
function settleTemplate(given: string, { cwd, env, notice }: CommandContext): string {
  const known = readConfig(/^init\.templatedir$/, { cwd, env }, true).at(-1)?.value;
  if (given === 'auto' && !known) {
    throw new UserError(
      'bad-option',
      '--template must name a folder, as in --template=DIR: init.templateDir is not set',
    );
  }
  const folder = given === 'auto' ? resolve(cwd, known!) : resolve(cwd, given);
  if (!known || resolve(cwd, known) !== folder) {
    notice(`for git to use it: git config --global init.templateDir '${folder.replaceAll("'", "'\\''")}'`);
  }
  return folder;
}

const verbs: Readonly<Record<HookChange['done'], string>> = {
  installed: 'Installed',
  updated: 'Updated',
  unchanged: 'Already installed:',
  removed: 'Removed',
};

/** A path as the user can open it from a folder. */
export function shownPath(cwd: string, path: string): string {
  const inside = relative(cwd, path);
  return escapeControl(inside.startsWith('..') ? path : inside);
}

/** Says what was done. */
export async function tell(changes: readonly HookChange[], { cwd, print }: CommandContext): Promise<void> {
  const shown = (path: string) => shownPath(cwd, path);
  const lines = changes.map(({ name, path, done, kept }) => {
    const before =
      kept === undefined
        ? ''
        : done === 'removed'
          ? '; the hook that was there before is back'
          : `; the hook that was there runs first, as ${shown(kept)}`;
    return `${verbs[done]} ${name}: ${shown(path)}${before}\n`;
  });
  await print(lines.join(''));
}

function noteFolder(
  { path, scope, isInTree, husky }: HooksFolder,
  { isBare }: Repository,
  { notice }: CommandContext,
): void {
  if (scope === 'global' || scope === 'system') {
    notice(`core.hooksPath is set in the ${scope} configuration: hooks in ${path} run in all repositories`);
  } else if (husky) {
    notice('the files in .husky are part of the repository: commit them');
  } else if (isInTree) {
    notice(
      `${path} is part of the work tree: the hooks name paths of this machine; elsewhere they take keyturn from PATH`,
    );
  }
  if (isBare) notice('a bare repository: hooks run in its work trees, and for what is pushed from it');
}

/** npx keeps what it runs in a cache that may be emptied. */
function noteProgram(program: string, { notice }: CommandContext): void {
  if (!/[/\\]_npx[/\\]/.test(program)) return;
  notice(`the hooks start ${program}, from npx's cache: install the package, so that it stays`);
}
