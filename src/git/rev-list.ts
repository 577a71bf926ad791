import { type GitOptions, startGit } from './spawn.ts';

/** A commit as a walk tells of it. */
export interface ListedCommit {
  id: string;
  /** Of all its parents, whether they are listed or not. */
  parents: readonly string[];
  /** Committer date, seconds since 1970. */
  time: number;
}

/** The commit graph is a cache that the repository brings along, and could leave commits out. */
const settings = ['-c', 'core.commitGraph=false'];

/**
 * The commits that the arguments select, parents before children; `input` is for `--stdin`. Throws `UserError` where
 * git fails, as it does on a missing or damaged commit; some commits may have been told by then.
 */
export async function* listCommits(
  selection: readonly string[],
  git: GitOptions,
  input = '',
): AsyncGenerator<ListedCommit> {
  const args = ['rev-list', '--topo-order', '--reverse', '--parents', '--timestamp'];
  const list = startGit([...settings, ...args, ...selection], { ...git, withInput: true });
  list.input?.end(input);
  let rest = '';
  for await (const chunk of list.output) {
    const lines = (rest + chunk.toString('latin1')).split('\n');
    rest = lines.pop()!;
    for (const line of lines) yield readLine(line);
  }
}

function readLine(line: string): ListedCommit {
  const [time, id, ...parents] = line.split(' ');
  return { id: id!, parents, time: Number(time) };
}
