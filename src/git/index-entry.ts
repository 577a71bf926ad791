import { type GitOptions, runGit } from './spawn.ts';

/** Id of the blob that the index has at a path relative to the root; undefined where it has none, or several in a conflict. */
export async function readIndexEntry(path: string, git: GitOptions): Promise<string | undefined> {
  const listed = await runGit(['ls-files', '--stage', '-z', '--', path], git);
  return /^\d+ ([\da-f]+) 0\t/.exec(listed.toString('latin1'))?.[1];
}
