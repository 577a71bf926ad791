import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { gitArgs, gitEnv, type WorkTree } from './environment.ts';
import { gitProgram, startError } from './spawn.ts';

/**
 * The git work tree that a file or folder lies in; undefined outside of one, and inside a bare repository. What is
 * on disk counts first, so that a hook can scan other repositories than its own; then `GIT_DIR`. Runs git only where
 * `GIT_DIR` is set without `GIT_WORK_TREE` and the disk gives no answer; throws `UserError` if it is then missing.
 * The layout is that of https://git-scm.com/docs/gitrepository-layout.
 */
export function findWorkTree(path: string, env: NodeJS.ProcessEnv = process.env): WorkTree | undefined {
  const start = realPath(path);
  const found = fromDisk(start);
  if (found && !env.GIT_WORK_TREE) return found;
  const named = fromEnvironment(start, env);
  return found && (!named || found.root.length >= named.root.length) ? found : named;
}

/** The work tree that git itself would take in this folder: `GIT_DIR`, which hooks may get, counts first. */
export function findCurrentWorkTree(folder: string, env: NodeJS.ProcessEnv = process.env): WorkTree | undefined {
  const start = realPath(folder);
  const isNamed = env.GIT_DIR && isGitDir(realPath(env.GIT_DIR));
  return isNamed ? fromEnvironment(start, env) : fromDisk(start);
}

/** Walks up from the path to the folder that holds `.git`. */
function fromDisk(start: string): WorkTree | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    const gitDir = resolveDotGit(join(folder, '.git'));
    if (gitDir) return { root: folder, gitDir, prefix: slashed(relative(folder, start)) };
    if (gitDir === null || isGitDir(folder) || folder === dirname(folder)) return undefined;
  }
}

/** The repository that `.git` is or names; null where it names one that does not exist. */
export function resolveDotGit(dotGit: string): string | null | undefined {
  const stat = statOf(dotGit);
  if (stat?.isDirectory()) return isGitDir(dotGit) ? dotGit : undefined;
  if (!stat?.isFile() || stat.size > 8192) return undefined;
  const target = /^gitdir: (.+?)[\r\n]*$/s.exec(readFileSync(dotGit, 'utf8'))?.[1];
  const gitDir = target && resolve(dirname(dotGit), target);
  return gitDir && isGitDir(gitDir) ? gitDir : null;
}

/** Whether a folder is laid out as a repository: a bare one, the `.git` of a work tree, or that of a linked one. */
export function isGitDir(folder: string): boolean {
  if (!existsSync(join(folder, 'HEAD'))) return false;
  return (
    existsSync(join(folder, 'commondir')) || (existsSync(join(folder, 'objects')) && existsSync(join(folder, 'refs')))
  );
}

/** The repository that `GIT_DIR` names, where the path lies in its work tree. */
export function fromEnvironment(start: string, env: NodeJS.ProcessEnv): WorkTree | undefined {
  if (!env.GIT_DIR) return undefined;
  const gitDir = realPath(env.GIT_DIR);
  const root = env.GIT_WORK_TREE ? realPath(env.GIT_WORK_TREE) : findRoot(start, gitDir, env);
  if (!root) return undefined;
  const prefix = relative(root, start);
  if (prefix === '..' || prefix.startsWith(`..${sep}`) || isAbsolute(prefix)) return undefined;
  return { root, gitDir, prefix: slashed(prefix) };
}

/** The folder above whose `.git` leads to the repository; failing that, what git takes for the top folder. */
function findRoot(start: string, gitDir: string, env: NodeJS.ProcessEnv): string | undefined {
  const found = fromDisk(start);
  if (found && realPath(found.gitDir) === gitDir) return found.root;
  const cwd = statOf(start)?.isDirectory() ? start : dirname(start);
  const git = spawnSync(gitProgram(env), gitArgs(['rev-parse', '--show-toplevel']), {
    cwd,
    env: { ...gitEnv(env, undefined, true), GIT_DIR: gitDir },
    windowsHide: true,
  });
  if (git.error) throw startError(git.error);
  return git.status === 0 ? realPath(git.stdout.toString().replace(/\r?\n$/, '')) : undefined;
}

/** Undefined too where the path goes through a file or may not be read. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** Without symlinks, where the path exists; else only absolute. */
export function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return resolve(path);
  }
}

/** With `/` for whatever stands between names here. */
export function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}
