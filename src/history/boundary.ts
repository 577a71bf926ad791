import type { ObjectReader } from '../git/objects.ts';
import { parseCommit } from '../git/parse-commit.ts';
import type { PlaceFacts, SecretFacts } from './facts.ts';
import type { CommitTable, Holding } from './types.ts';

export interface BoundaryInput {
  holdings: readonly Holding[];
  commits: CommitTable;
  reader: ObjectReader;
  /** Merges count by their first parent alone. */
  firstParent: boolean;
  /** The commit of HEAD, in the selection or not; undefined: there is none. */
  head: string | undefined;
  /** A blob's bytes as they were searched. */
  readBlob(name: string): Promise<Buffer | undefined>;
}

/**
 * What a part of a history cannot know by itself: a secret that the commit before the part held at the same path was
 * not brought in by it, and is left out; and whether HEAD, where it is not in the part, still holds a secret.
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
  /** Whether a commit has a parent outside of the part that holds the secret at the place's path. */
  isHeldBefore(place: PlaceFacts, commit: number): Promise<boolean>;
  isInHead(place: PlaceFacts): Promise<boolean>;
}

export function createBoundary(input: BoundaryInput): Boundary {
  const needles = groupNeedles(input.holdings);
  const holds = async (commit: string, { path, secretHash }: PlaceFacts) => {
    const content = await input.readBlob(`${commit}:${path}`);
    return (
      content !== undefined && (needles.get(`${path}\0${secretHash}`) ?? []).some((each) => content.includes(each))
    );
  };
  const outside = createOutsideParents(input);
  const { head, commits } = input;
  return {
    async isHeldBefore(place, commit) {
      const parents = await outside(commit);
      return (await Promise.all(parents.map((parent) => holds(parent, place)))).includes(true);
    },
    isInHead: async (place) =>
      head === undefined || commits.indexOf(head) >= 0 ? place.inHead : await holds(head, place),
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

/** Asks for the parents of a commit that are not in the selection; most have none. */
function createOutsideParents({ commits, reader, firstParent }: BoundaryInput) {
  const known = new Map<number, Promise<string[]>>();
  const ask = async (commit: number) => {
    const answer = await reader.read(commits.idOf(commit));
    if (answer.problem !== undefined || answer.content === undefined) return [];
    const { parents } = parseCommit(answer.content);
    return (firstParent ? parents.slice(0, 1) : parents).filter((parent) => commits.indexOf(parent) < 0);
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
