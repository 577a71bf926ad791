import type { ObjectReader } from '../git/objects.ts';
import { parseCommit } from '../git/parse-commit.ts';
import type { PlaceFacts, SecretFacts } from './facts.ts';
import { createIsMoved } from './moved.ts';
import type { CommitTable, Holding, VersionTable } from './types.ts';

export interface BoundaryInput {
  holdings: readonly Holding[];
  commits: CommitTable;
  versions: VersionTable;
  /** Whether with each commit all that leads to it is selected: then nothing stood before. */
  isClosed: boolean;
  reader: ObjectReader;
  /** Merges count by their first parent alone. */
  firstParent: boolean;
  /** The commit of HEAD, in the selection or not; undefined: there is none. */
  head: string | undefined;
  /** A blob's bytes as they were searched. */
  readBlob(name: string): Promise<Buffer | undefined>;
}

/**
 * What a part of a history cannot know by itself: a secret that stood before the part at the same path, or at one from
 * which a commit of the part moved it, was not brought in by it, and is left out; and whether HEAD, where it is not in
 * the part, still holds a secret.
 */
export async function settleBoundary(
  found: ReadonlyMap<string, SecretFacts>,
  boundary: Boundary,
): Promise<Map<string, SecretFacts>> {
  const settled = new Map<string, SecretFacts>();
  for (const [secretHash, facts] of found) {
    const places: PlaceFacts[] = [];
    for (const place of facts.places) {
      if (await boundary.isHeldBefore(place, place.first)) continue;
      places.push({ ...place, inHead: await boundary.isInHead(place) });
    }
    if (places.length > 0) settled.set(secretHash, summarise(facts, places));
  }
  return settled;
}

/** The two questions that go beyond a part of a history. */
export interface Boundary {
  /** Whether a commit that holds the secret at the place's path has it from before the part. */
  isHeldBefore(place: PlaceFacts, commit: number): Promise<boolean>;
  isInHead(place: PlaceFacts): Promise<boolean>;
}

export function createBoundary(input: BoundaryInput): Boundary {
  const needles = groupNeedles(input.holdings);
  const holds = async (commit: string, path: string, place: PlaceFacts) => {
    const content = await input.readBlob(`${commit}:${path}`);
    const known = needles.get(`${place.path}\0${place.secretHash}`) ?? [];
    return content !== undefined && known.some((each) => content.includes(each));
  };
  const { head, commits, versions } = input;
  const parentsOf = createParents(input);
  const isMoved = createIsMoved({ commits, versions, parentsOf });
  return {
    async isHeldBefore(place, commit) {
      if (input.isClosed) return false;
      const { path } = place;
      // A parent inside may hold it as well, unchanged since before: then no commit of the part set the path.
      for (const parent of await parentsOf(commit)) if (await holds(parent, path, place)) return true;
      return isMoved(commit, path, (id, from) => holds(id, from, place));
    },
    isInHead: async (place) =>
      head === undefined || commits.indexOf(head) >= 0 ? place.inHead : await holds(head, place.path, place),
  };
}

function groupNeedles(holdings: readonly Holding[]): Map<string, Buffer[]> {
  const needles = new Map<string, Buffer[]>();
  for (const { path, secretHash, needle } of holdings) {
    const key = `${path}\0${secretHash}`;
    const group = needles.get(key);
    if (group) group.push(needle);
    else needles.set(key, [needle]);
  }
  return needles;
}

/** Asks for the parents of a commit, also those that are not in the selection, once. */
function createParents({ commits, reader, firstParent }: BoundaryInput) {
  const known = new Map<number, Promise<string[]>>();
  const ask = async (commit: number) => {
    const answer = await reader.read(commits.idOf(commit));
    if (answer.problem !== undefined || answer.content === undefined) return [];
    const { parents } = parseCommit(answer.content);
    return firstParent ? parents.slice(0, 1) : parents;
  };
  return (commit: number) => {
    const asked = known.get(commit) ?? ask(commit);
    known.set(commit, asked);
    return asked;
  };
}

/** What is left of a secret's facts with some of its places. */
export function summarise(facts: SecretFacts, places: PlaceFacts[]): SecretFacts {
  const inHead = places.some((place) => place.inHead);
  if (places.length === facts.places.length) return { ...facts, places, inHead };
  const first = Math.min(...places.map((place) => place.first));
  const last = Math.max(...places.map((place) => place.last));
  const count = Math.max(...places.map((place) => place.count));
  return { ...facts, places, inHead, first, last, count };
}
