import type { UnreadableObject } from '../git/objects.ts';
import type { ScanError } from '../model/report.ts';

/** An error names at most this many of the commits that an object belongs to. */
const mostCommits = 20;

/** Collects the objects that cannot be read, each once. */
export interface Problems {
  /** `commits`: ids of those that it is known to belong to. */
  add(object: Pick<UnreadableObject, 'id' | 'problem' | 'message'>, commits?: readonly string[]): void;
  readonly count: number;
  /**
   * As errors of a report, their commits in the order of `numberOf` (-1: last); `find` gives further ones, and the path
   * that an object stands at.
   */
  list(
    find: (id: string) => { commits: readonly string[]; path?: string },
    numberOf: (commit: string) => number,
  ): ScanError[];
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
    list(find, numberOf) {
      return [...known].map(([object, { problem, message, commits }]) => {
        const found = find(object);
        const all = sortCommits(new Set([...commits, ...found.commits]), numberOf);
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

function sortCommits(commits: Iterable<string>, numberOf: (commit: string) => number): string[] {
  const numbered = [...commits].map((id) => {
    const number = numberOf(id);
    return { id, number: number < 0 ? Number.POSITIVE_INFINITY : number };
  });
  return numbered.sort(compareNumbered).map(({ id }) => id);
}

/** By number, and by id where there is none. */
export function compareNumbered(a: { id: string; number: number }, b: { id: string; number: number }): number {
  if (a.number !== b.number) return a.number - b.number;
  return a.id < b.id ? -1 : 1;
}

/** How many of an object's commits an error names. */
export { mostCommits };
