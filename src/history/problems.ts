import type { UnreadableObject } from '../git/objects.ts';
import type { ScanError } from '../model/report.ts';

/** An error names at most this many of the commits that an object belongs to. */
const mostCommits = 20;

/** Collects the objects that cannot be read, each once. */
export interface Problems {
  /** `commits`: ids of those that it is known to belong to. */
  add(object: Pick<UnreadableObject, 'id' | 'problem' | 'message'>, commits?: readonly string[]): void;
  readonly count: number;
  /** As errors of a report; `find` gives further commits and the paths that an object stands at. */
  list(find: (id: string) => { commits: readonly string[]; path?: string }): ScanError[];
}

export function createProblems(): Problems {
  const known = new Map<string, { problem: UnreadableObject['problem']; message: string; commits: Set<string> }>();
  return {
    add({ id, problem, message }, commits = []) {
      const entry = known.get(id) ?? { problem, message, commits: new Set() };
      known.set(id, entry);
      for (const commit of commits) entry.commits.add(commit);
    },
    get count() {
      return known.size;
    },
    list(find) {
      return [...known].map(([object, { problem, message, commits }]) => {
        const found = find(object);
        const all = [...new Set([...commits, ...found.commits])];
        return {
          code: `object-${problem}`,
          message,
          object,
          commits: all.slice(0, mostCommits),
          ...(found.path !== undefined && { path: found.path }),
        };
      });
    },
  };
}
