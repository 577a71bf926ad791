import type { ObjectReader } from '../git/objects.ts';
import { parseCommit } from '../git/parse-commit.ts';
import type { PlaceFacts, SecretFacts } from './facts.ts';
import type { CommitTable, Holding } from './types.ts';

export interface BoundaryInput {
  facts: ReadonlyMap<string, SecretFacts>;
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
export async function settleBoundary(input: BoundaryInput): Promise<Map<string, SecretFacts>> {
  const needles = groupNeedles(input.holdings);
  const holds = async (commit: string, { path, secretHash }: PlaceFacts) => {
    const content = await input.readBlob(`${commit}:${path}`);
    return (
      content !== undefined && (needles.get(`${path}\0${secretHash}`) ?? []).some((each) => content.includes(each))
    );
  };
  const outside = createOutsideParents(input);
  const { head, commits } = input;
  const headIsOutside = head !== undefined && commits.indexOf(head) < 0;
  const settled = new Map<string, SecretFacts>();
  for (const [secretHash, facts] of input.facts) {
    const places: PlaceFacts[] = [];
    for (const place of facts.places) {
      const parents = await outside(place.first);
      const before = await Promise.all(parents.map((parent) => holds(parent, place)));
      if (before.includes(true)) continue;
      places.push(headIsOutside ? { ...place, inHead: await holds(head, place) } : place);
    }
    if (places.length > 0) settled.set(secretHash, summarise(facts, places));
  }
  return settled;
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

function summarise(facts: SecretFacts, places: PlaceFacts[]): SecretFacts {
  const inHead = places.some((place) => place.inHead);
  if (places.length === facts.places.length) return { ...facts, places, inHead };
  const first = Math.min(...places.map((place) => place.first));
  const last = Math.max(...places.map((place) => place.last));
  const count = Math.max(...places.map((place) => place.count));
  return { ...facts, places, inHead, first, last, count };
}
