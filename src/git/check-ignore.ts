import { spawnSync } from 'node:child_process';
import { UserError } from '../lib/user-error.ts';
import { gitArgs, gitEnv } from './environment.ts';
import { type GitOptions, gitProgram, startError } from './spawn.ts';

/**
 * Which of some paths (they need not exist) git ignores by a `.gitignore` of the work tree, tracked or not: the user's
 * own ignore file and `info/exclude` do not count, as others do not have them. Throws `UserError`.
 */
export function findIgnored(paths: readonly string[], { tree, env = process.env }: GitOptions): Set<string> {
  if (paths.length === 0) return new Set();
  const args = ['check-ignore', '--no-index', '--stdin', '--verbose', '--non-matching', '-z'];
  const settings = ['-c', 'core.excludesFile=/dev/null'];
  // It takes no pathspecs, and refuses what says how to read them; a name that looks like one stands behind a folder.
  const ours = gitArgs(args).filter((arg) => arg !== '--literal-pathspecs');
  const git = spawnSync(gitProgram(env), [...settings, ...ours], {
    cwd: tree.root,
    env: gitEnv(env, tree),
    input: paths.map((path) => `./${path}\0`).join(''),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    windowsHide: true,
  });
  if (git.error) throw startError(git.error);
  if (git.status !== 0 && git.status !== 1) {
    throw new UserError('git-failed', `git check-ignore failed: ${git.stderr.trim().split('\n')[0]}`);
  }
  const words = git.stdout.split('\0');
  const ignored = new Set<string>();
  for (let i = 0; i + 3 < words.length; i += 4) {
    const [source = '', , pattern = '', path = ''] = words.slice(i, i + 4);
    if (/(?:^|\/)\.gitignore$/.test(source) && !pattern.startsWith('!')) ignored.add(path.slice(2));
  }
  return ignored;
}
