import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { UserError } from '../lib/user-error.ts';
import { checkGitFiles } from './check-files.ts';
import type { WorkTree } from './environment.ts';
import { fromEnvironment, isGitDir, realPath, resolveDotGit, slashed } from './work-tree.ts';

/** A repository whose history is to be read. */
export interface Repository extends WorkTree {
  /** There is no work tree: `root` is the repository itself. */
  isBare: boolean;
  /** Whether what a hook has set besides `GIT_DIR` counts: the objects of a push wait in a folder of their own. */
  keepLocal: boolean;
}

/**
 * The repository that a path belongs to: a work tree (also a linked one) or what lies in it, a bare repository (also
 * named without its `.git`), or a `.git` folder. Without a path it is the one git itself would take here: `GIT_DIR`
 * counts first; for a path, what is on disk does. Undefined where there is none; throws `UserError` where the path
 * does not exist, and for a repository in which git would wait for a pipe.
 */
export function findRepository(path: string | undefined, env: NodeJS.ProcessEnv = process.env): Repository | undefined {
  const found = find(path, env);
  if (found) checkGitFiles(found, true);
  return found;
}

function find(path: string | undefined, env: NodeJS.ProcessEnv): Repository | undefined {
  if (path === undefined) return fromGitDir(realPath('.'), env) ?? fromDisk(realPath('.'), env);
  const start = [path, `${path}.git`].find((each) => existsSync(each));
  if (start === undefined) throw new UserError('repository-missing', `${path} does not exist`);
  return fromDisk(realPath(start), env) ?? fromWorkTree(fromEnvironment(realPath(start), env));
}

function fromGitDir(start: string, env: NodeJS.ProcessEnv): Repository | undefined {
  const gitDir = env.GIT_DIR && realPath(env.GIT_DIR);
  if (!gitDir || !isGitDir(gitDir)) return undefined;
  return fromWorkTree(fromEnvironment(start, env)) ?? { ...bare(gitDir), keepLocal: true };
}

function fromWorkTree(tree: WorkTree | undefined): Repository | undefined {
  return tree && { ...tree, isBare: false, keepLocal: true };
}

/** Walks up from the path to a folder that holds a repository or is one. */
function fromDisk(start: string, env: NodeJS.ProcessEnv): Repository | undefined {
  const named = env.GIT_DIR ? realPath(env.GIT_DIR) : undefined;
  for (let folder = start; ; folder = dirname(folder)) {
    const found = openFolder(folder, start);
    if (found) return { ...found, keepLocal: realPath(found.gitDir) === named };
    if (found === null || folder === dirname(folder)) return undefined;
  }
}

/** Null where `.git` names a repository that does not exist. */
function openFolder(folder: string, start: string): Omit<Repository, 'keepLocal'> | null | undefined {
  const gitDir = resolveDotGit(join(folder, '.git'));
  if (gitDir) {
    const prefix = slashed(relative(folder, start));
    return { root: folder, gitDir, prefix: prefix === '.git' ? '' : prefix, isBare: false };
  }
  if (gitDir === null) return null;
  return isGitDir(folder) ? openGitDir(folder) : undefined;
}

/** A repository that was named itself, with the work tree that leads to it. */
function openGitDir(gitDir: string): Omit<Repository, 'keepLocal'> {
  const dotGit = basename(gitDir) === '.git' ? gitDir : readLink(gitDir);
  const target = dotGit && resolveDotGit(dotGit);
  return target && realPath(target) === gitDir
    ? { root: dirname(dotGit), gitDir, prefix: '', isBare: false }
    : bare(gitDir);
}

/** The `.git` file of the linked work tree that this is the repository of. */
function readLink(gitDir: string): string | undefined {
  try {
    const link = join(gitDir, 'gitdir');
    return statSync(link).isFile() ? resolve(gitDir, readFileSync(link, 'utf8').trimEnd()) : undefined;
  } catch {
    return undefined;
  }
}

function bare(gitDir: string): Omit<Repository, 'keepLocal'> {
  return { root: gitDir, gitDir, prefix: '', isBare: true };
}
