import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { globFault } from '../lib/check-glob.ts';
import { UserError } from '../lib/user-error.ts';

const globCharacters = /[*?[{]|[!+@]\(/;

/**
 * Replaces each path that does not exist and reads as a glob by the files that it matches, sorted: a shell does so
 * before the program sees it, quotes, scripts and Windows do not. Links are not followed, `.git` is left out. Throws
 * `UserError` `no-match` where a glob matches nothing.
 */
export async function expandGlobs(paths: readonly string[], cwd: string): Promise<readonly string[]> {
  if (!paths.some((path) => isGlob(path, cwd))) return paths;
  const { default: fastGlob } = await import('fast-glob');
  const expanded = paths.map(async (path) => {
    if (!isGlob(path, cwd)) return [path];
    const pattern = process.platform === 'win32' ? path.replaceAll('\\', '/') : path;
    const found = await fastGlob.async(pattern, {
      cwd,
      dot: true,
      followSymbolicLinks: false,
      ignore: ['**/.git/**'],
      suppressErrors: true,
    });
    if (found.length === 0) {
      const fault = globFault(pattern) ?? 'matches no file';
      throw new UserError('no-match', `${path} does not exist, and as a glob it ${fault}`);
    }
    return found.sort();
  });
  return (await Promise.all(expanded)).flat();
}

function isGlob(path: string, cwd: string): boolean {
  return globCharacters.test(path) && !existsSync(resolve(cwd, path));
}
