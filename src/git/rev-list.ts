import { type GitOptions, startGit, stopOnAbort } from './spawn.ts';

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
 * git fails, as it does on a missing or damaged commit; some commits may have been told by then. Ends early when the
 * signal aborts.
 */
export async function* listCommits(
  selection: readonly string[],
  git: GitOptions,
  input = '',
  signal?: AbortSignal,
): AsyncGenerator<ListedCommit> {
  const args = ['rev-list', '--topo-order', '--reverse', '--parents', '--timestamp'];
  const list = startGit([...settings, ...args, ...selection], { ...git, withInput: true });
  list.input?.end(input);
  const release = stopOnAbort(list, signal);
  try {
    let rest = '';
    for await (const chunk of list.output) {
      if (signal?.aborted) return;
      const lines = (rest + chunk.toString('latin1')).split('\n');
      rest = lines.pop()!;
      for (const line of lines) yield readLine(line);
    }
  } finally {
    release();
  }
}

function readLine(line: string): ListedCommit {
  const [time, id, ...parents] = line.split(' ');
  return { id: id!, parents, time: Number(time) };
}
