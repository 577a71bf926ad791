import { type GitOptions, runGit } from './spawn.ts';

/** Paths, from the root, at which the index has something other than HEAD has; not what is deleted. */
export async function listChangedPaths(git: GitOptions): Promise<Set<string>> {
  const args = ['diff', '--cached', '--name-only', '--no-renames', '--no-ext-diff', '--diff-filter=d', '-z', '--'];
  const output = (await runGit(args, git)).toString();
  return new Set(output.split('\0').filter((path) => path !== ''));
}
