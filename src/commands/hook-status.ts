import { findHooksFolder, type HookStatus, readHookStatus } from '../hooks/index.ts';
import type { Command } from './context.ts';
import { currentRepository } from './hook-context.ts';
import { shownPath } from './hook-install.ts';
import { checkListFormat } from './list-format.ts';

/** `hook status`: how it stands with each hook; exit code 0 where one is installed and each of ours is as it should be. */
export const hookStatus: Command = async ({ flags }, context) => {
  const { cwd, env, print } = context;
  const repository = currentRepository(context);
  const folder = findHooksFolder(repository, env);
  const { hooks, mentions } = readHookStatus(folder, repository.root);
  const isFine =
    (mentions.length > 0 || hooks.some(({ state }) => state === 'installed')) &&
    hooks.every(({ state, missingProgram }) => state !== 'changed' && missingProgram === undefined);
  if (checkListFormat(flags.format, 'hook status') === 'json') {
    await print(`${JSON.stringify({ folder: folder.path, hooks, mentions }, null, 2)}\n`);
    return isFine ? 0 : 1;
  }
  const shown = (path: string) => shownPath(cwd, path);
  const width = Math.max(...hooks.map(({ name }) => name.length));
  const lines = hooks.map((hook) => `${hook.name.padEnd(width)}  ${describe(hook, shown)}\n`);
  lines.push(...mentions.map((file) => `${file} starts keyturn too\n`));
  if (!isFine) lines.push('To install or mend: keyturn hook install\n');
  await print(lines.join(''));
  return isFine ? 0 : 1;
};

function describe({ state, path, missingProgram, kept }: HookStatus, shown: (path: string) => string): string {
  if (state === 'none') return 'not installed';
  if (state === 'other') return `not installed; ${shown(path)} is another program's`;
  if (state === 'changed') return `${shown(path)} was changed since keyturn wrote it`;
  const parts = [`installed: ${shown(path)}`];
  if (kept !== undefined) parts.push(`after ${shown(kept)}`);
  if (missingProgram !== undefined) parts.push(`but ${missingProgram} does not exist any more`);
  return parts.join(', ');
}
