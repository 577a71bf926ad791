/** A work tree and the repository that belongs to it. */
export interface WorkTree {
  /** Absolute real path of the top folder. */
  root: string;
  /** Absolute path of the repository: `.git`, or for linked work trees and submodules the folder that it names. */
  gitDir: string;
  /** Where the path that was asked about stands in it: with `/`, empty for the root itself. */
  prefix: string;
}

const settings = [
  'core.attributesFile=/dev/null',
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.quotePath=false',
  'log.showSignature=false',
];

/** Variables that change what git prints, or make it run a program. */
const unwanted = [
  'GIT_DIFF_OPTS',
  'GIT_EXTERNAL_DIFF',
  'GIT_GLOB_PATHSPECS',
  'GIT_NOGLOB_PATHSPECS',
  'GIT_ICASE_PATHSPECS',
  'GIT_LITERAL_PATHSPECS',
];

/** Variables that tie git to one repository; `git rev-parse --local-env-vars` lists them. */
const localVariables = [
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_CONFIG',
  'GIT_OBJECT_DIRECTORY',
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_IMPLICIT_WORK_TREE',
  'GIT_GRAFT_FILE',
  'GIT_INDEX_FILE',
  'GIT_REPLACE_REF_BASE',
  'GIT_PREFIX',
  'GIT_SHALLOW_FILE',
  'GIT_COMMON_DIR',
];

/**
 * Arguments for running git on a repository that may be hostile: no hook, file-system monitor, pager or signature
 * program of its configuration runs, and pathspecs mean nothing but themselves. Patches need `patchArgs` too.
 */
export function gitArgs(args: readonly string[]): string[] {
  return ['--no-pager', '--literal-pathspecs', ...settings.flatMap((setting) => ['-c', setting]), ...args];
}

/**
 * The environment for it: no network (missing objects of a partial clone are not fetched), no prompt, no lock, no
 * replaced objects or grafts, English messages. With a work tree, git is told the repository outright, which also makes
 * `core.worktree` and the check of the folder's owner (`safe.directory`) of no account; what a running hook has set
 * (`GIT_INDEX_FILE`, ...) stays only with `keepLocal`.
 */
export function gitEnv(
  base: NodeJS.ProcessEnv,
  tree?: Pick<WorkTree, 'root' | 'gitDir'>,
  keepLocal = false,
): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...base };
  for (const name of unwanted) delete env[name];
  if (!keepLocal) for (const name of localVariables) delete env[name];
  if (tree) {
    env.GIT_DIR = tree.gitDir;
    env.GIT_WORK_TREE = tree.root;
  }
  env.GIT_ALLOW_PROTOCOL = 'none';
  env.GIT_GRAFT_FILE = '/dev/null';
  env.GIT_NO_LAZY_FETCH = '1';
  env.GIT_NO_REPLACE_OBJECTS = '1';
  env.GIT_OPTIONAL_LOCKS = '0';
  env.GIT_TERMINAL_PROMPT = '0';
  env.LC_ALL = 'C';
  return env;
}
