import { isUtf8 } from 'node:buffer';
import { type GitOptions, runGit } from './spawn.ts';

/**
 * Names of all that is in a work tree and not tracked, ignored or not, but for what lies in folders of the given names;
 * relative to the root. Names that are no UTF-8 are left out, and so are repositories inside. Throws `UserError`.
 */
export async function listUntracked(git: GitOptions, withoutFolders: readonly string[]): Promise<string[]> {
  const excludes = withoutFolders.map((name) => `--exclude=${name}/`);
  const output = await runGit(['ls-files', '-z', '--others', ...excludes], git);
  if (isUtf8(output)) return output.toString().split('\0').slice(0, -1).filter(isFile);
  const names: string[] = [];
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf(0, at);
    const name = output.subarray(at, end);
    if (isUtf8(name)) names.push(name.toString());
    at = end + 1;
  }
  return names.filter(isFile);
}

function isFile(name: string): boolean {
  return !name.endsWith('/');
}
