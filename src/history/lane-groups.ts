import type { PathContent } from './held.ts';
import { laneCount } from './lanes.ts';

/** A secret at one of its paths. */
export interface Lane {
  content: PathContent;
  /** Its index among the path's secrets. */
  secret: number;
}

/** A secret with all its paths, and the lanes of its group's words that are its own. */
export interface GroupedSecret {
  secretHash: string;
  lanes: readonly Lane[];
  firstBit: number;
  bits: number;
}

/** Secrets that share the bits of a word. */
export type Group = readonly GroupedSecret[];

/** Paths of a secret that are done one after the other, in one bit, before it gets a second bit of the word. */
const pathsToBit = 8;

/** Groups all secrets so that few passes over the commits do for all: those with similarly many paths together. */
export function groupSecrets(contents: readonly PathContent[]): Group[] {
  const secrets = [...lanesOf(contents)].sort(([, a], [, b]) => b.length - a.length);
  const groups: GroupedSecret[][] = [];
  let used = laneCount;
  for (const [secretHash, lanes] of secrets) {
    const bits = Math.min(laneCount, Math.ceil(lanes.length / pathsToBit));
    if (used + bits > laneCount) {
      groups.push([]);
      used = 0;
    }
    groups.at(-1)!.push({ secretHash, lanes, firstBit: used, bits });
    used += bits;
  }
  return groups;
}

/** The lanes of a group, by bit, for each pass over the commits. */
export function* passesOf(group: Group): Generator<(Lane | undefined)[]> {
  const passes = Math.max(...group.map(({ lanes, bits }) => Math.ceil(lanes.length / bits)));
  for (let pass = 0; pass < passes; pass++) {
    const byBit = new Array<Lane | undefined>(laneCount).fill(undefined);
    for (const { lanes, firstBit, bits } of group) {
      for (let bit = 0; bit < bits; bit++) byBit[firstBit + bit] = lanes[pass * bits + bit];
    }
    yield byBit;
  }
}

function lanesOf(contents: readonly PathContent[]): Map<string, Lane[]> {
  const bySecret = new Map<string, Lane[]>();
  for (const content of contents) {
    for (const [secret, secretHash] of content.secrets.entries()) {
      const lanes = bySecret.get(secretHash);
      if (lanes === undefined) bySecret.set(secretHash, [{ content, secret }]);
      else lanes.push({ content, secret });
    }
  }
  return bySecret;
}
