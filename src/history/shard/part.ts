import { crc32 } from '../../lib/crc32.ts';
import type { ShardPart } from '../../model/shard.ts';

/** Neighbours in a list are alike in size, and git reads them faster together: they are dealt out by so many at most. */
const largestBlock = 64;
const blocksToShard = 16;

/** What of a list a shard is to do: of the whole audit, all. */
export interface Share {
  /** Whether an entry of a list of `length` is its own, by place in the list; shards have equally much. */
  ofList(length: number): (at: number) => boolean;
  /** Whether something is its own, by what it is called. */
  ofNames(name: string): boolean;
  /** Whether it does what cannot be divided. */
  readonly isFirst: boolean;
}

export function shareOf(part: ShardPart | undefined): Share {
  if (part === undefined) return { ofList: () => () => true, ofNames: () => true, isFirst: true };
  const { index, count } = part;
  return {
    ofList(length) {
      const block = Math.min(largestBlock, Math.max(1, Math.ceil(length / (count * blocksToShard))));
      return (at) => Math.floor(at / block) % count === index - 1;
    },
    ofNames: (name) => crc32(name) % count === index - 1,
    isFirst: index === 1,
  };
}
