import { join, resolve } from 'node:path';
import { readConfig } from '../git/config.ts';
import { findHooksFolder, hookNames, uninstallHooks } from '../hooks/index.ts';
import { UserError } from '../lib/user-error.ts';
import type { Command, CommandContext } from './context.ts';
import { currentRepository, namedHooks } from './hook-context.ts';
import { tell } from './hook-install.ts';

/** `hook uninstall`: takes our hooks away and puts back what was there before. */
export const hookUninstall: Command = async ({ flags }, context) => {
  const named = namedHooks(flags);
  const folder =
    flags.template === undefined
      ? findHooksFolder(currentRepository(context), context.env)
      : { path: join(templateFolder(flags.template, context), 'hooks'), isInTree: false };
  const changes = uninstallHooks(folder, named.length > 0 ? named : hookNames);
  if (changes.length === 0) context.notice(`no hook of keyturn in ${folder.path}`);
  await tell(changes, context);
  return 0;
};

function templateFolder(given: string, { cwd, env }: CommandContext): string {
  const folder = given === 'auto' ? readConfig(/^init\.templatedir$/, { cwd, env }, true).at(-1)?.value : given;
  if (folder) return resolve(cwd, folder);
  throw new UserError('bad-option', '--template must name a folder, as in --template=DIR: init.templateDir is not set');
}
