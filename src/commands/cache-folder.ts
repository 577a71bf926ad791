import { existsSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { UserError } from '../lib/user-error.ts';

/** What `--cache` means without a folder. */
export const ownCache = 'auto';

/**
 * The folder that `--cache` names, absolute. Throws `UserError` where it is in one of the `forbidden` folders: a
 * repository could bring a cache of its own, which says that all was read.
 */
export function cacheFolder(
  given: string,
  { cwd, env, forbidden }: { cwd: string; env: NodeJS.ProcessEnv; forbidden: readonly string[] },
): string {
  const folder = given === ownCache ? userFolder(env) : resolve(cwd, given);
  const real = realFolder(folder);
  for (const each of forbidden) {
    const root = realpathSync(each);
    if (`${real}${sep}`.startsWith(`${root}${sep}`)) {
      throw new UserError(
        'bad-option',
        `--cache: ${folder} stands inside the repository (${root}), which could bring a cache of its own; name a folder outside`,
      );
    }
  }
  return folder;
}

function userFolder({ XDG_CACHE_HOME, LOCALAPPDATA }: NodeJS.ProcessEnv): string {
  return join(XDG_CACHE_HOME || LOCALAPPDATA || join(homedir(), '.cache'), 'keyturn', 'history');
}

/** With links resolved, as far as the folder exists. */
function realFolder(path: string): string {
  if (existsSync(path) || dirname(path) === path) return realpathSync(path);
  return join(realFolder(dirname(path)), basename(path));
}
