import { decodeRuns } from '../../lib/number-runs.ts';
import type { Finding } from '../../model/finding.ts';
import type { Shard, ShardCommit, ShardFinding } from '../../model/shard.ts';

/** What is wrong with a shard's report, and where: `shard.secrets[3].files[0].held`. */
export class ShardFault extends Error {
  readonly place: string;

  constructor(place: string, problem: string) {
    super(problem);
    this.place = place;
  }
}

/** The tables of a shard; each asks for a number that the shard states at a place, and throws `ShardFault` for one that names nothing. */
export interface ShardTables {
  commits(set: number, place: string): Int32Array;
  refs(set: number, place: string): Int32Array;
  commit(number: number, place: string): ShardCommit;
  finding(number: number, place: string): Finding;
  allowedIn: Map<Finding, readonly string[]>;
}

/** @param count of the audit's commits */
export function readTables({ commits, refs, sets, findings }: Shard, count: number): ShardTables {
  const byNumber = new Map<number, ShardCommit>();
  for (const [at, commit] of commits.entries()) {
    if (commit.number >= count) throw new ShardFault(`shard.commits[${at}].number`, `must be below ${count}`);
    byNumber.set(commit.number, commit);
  }
  const known = new Map<string, Int32Array>();
  const readSet = (set: number, limit: number, place: string) => {
    const text = sets[set];
    if (text === undefined) throw new ShardFault(place, `names no set, got ${set}`);
    const key = `${limit} ${text}`;
    try {
      const numbers = known.get(key) ?? decodeRuns(text, limit);
      known.set(key, numbers);
      return numbers;
    } catch (error) {
      throw new ShardFault(`shard.sets[${set}]`, `is no set of numbers below ${limit}: ${(error as Error).message}`);
    }
  };
  const allowedIn = new Map<Finding, readonly string[]>();
  for (const each of findings) if (each.allowedIn) allowedIn.set(each.finding, each.allowedIn);
  const find = <Item>(item: Item | undefined, number: number, noun: string, place: string): Item => {
    if (item === undefined) throw new ShardFault(place, `names no ${noun}, got ${number}`);
    return item;
  };
  return {
    commits: (set, place) => readSet(set, count, place),
    refs: (set, place) => readSet(set, refs.length, place),
    commit: (number, place) => find(byNumber.get(number), number, 'commit', place),
    finding: (number, place) => find<ShardFinding>(findings[number], number, 'finding', place).finding,
    allowedIn,
  };
}
