import { existsSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { readConfig } from '../git/config.ts';
import type { Repository } from '../git/find-repository.ts';
import { readCommonDir } from '../git/refs.ts';

/** Where git looks for hooks. */
export interface HooksFolder {
  path: string;
  /** Set where `core.hooksPath` says so: whose configuration it stands in. */
  scope?: string;
  /** It stands in the work tree, so that what lies in it may be committed. */
  isInTree: boolean;
  /** husky keeps what its hooks run in this folder. */
  husky?: Husky;
}

export interface Husky {
  path: string;
  /** Before version 9 its files are the hooks themselves. */
  isOld: boolean;
}

/** The folder that git takes the hooks of a repository from; throws `UserError` where git is missing. */
export function findHooksFolder(repository: Repository, env: NodeJS.ProcessEnv): HooksFolder {
  const { root, gitDir } = repository;
  const place = { cwd: root, tree: repository, env };
  const entry = readConfig(/^core\.hookspath$/, place, true)
    .filter(({ value }) => value !== '')
    .at(-1);
  if (!entry) return { path: join(readCommonDir(gitDir), 'hooks'), isInTree: false };
  const path = resolve(root, entry.value);
  const husky = findHusky(path);
  return {
    path,
    scope: entry.scope,
    isInTree: isWithin(root, path) && !isWithin(gitDir, path),
    ...(husky && { husky }),
  };
}

/** See https://typicode.github.io/husky: `core.hooksPath` is `.husky/_`, and before version 9 `.husky`. */
function findHusky(path: string): Husky | undefined {
  if (basename(path) === '_' && basename(dirname(path)) === '.husky') return { path: dirname(path), isOld: false };
  return existsSync(join(path, '_/husky.sh')) ? { path, isOld: true } : undefined;
}

function isWithin(folder: string, path: string): boolean {
  const inside = relative(folder, path);
  return inside !== '..' && !inside.startsWith('../') && !inside.startsWith('..\\') && !isAbsolute(inside);
}
