import { describe, expect, it } from 'vitest';
import { shareOf } from '../../../src/history/shard/part.ts';

describe('the shares of an audit', () => {
  it.each([
    [1, 0],
    [1, 10],
    [2, 1],
    [3, 7],
    [7, 100],
    [5, 20_000],
  ])('are for %i shards equal parts of a list of %i, each entry in one', (count, length) => {
    const shares = Array.from({ length: count }, (_, at) => shareOf({ index: at + 1, count }).ofList(length));
    const sizes = shares.map(() => 0);
    for (let at = 0; at < length; at++) {
      const owners = [...shares.keys()].filter((index) => shares[index]!(at));
      expect(owners).toHaveLength(1);
      sizes[owners[0]!]!++;
    }
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(Math.max(1, length / count / 8));
  });

  it('give each name to one of them', () => {
    const shares = [1, 2, 3].map((index) => shareOf({ index, count: 3 }));
    const names = Array.from({ length: 300 }, (_, number) => `src/file-${number}.ts`);
    const owned = shares.map(({ ofNames }) => names.filter(ofNames).length);
    expect(owned.reduce((a, b) => a + b)).toBe(300);
    expect(Math.min(...owned)).toBeGreaterThan(70);
    expect(shares.map(({ isFirst }) => isFirst)).toEqual([true, false, false]);
  });

  it('are everything where there is but one audit', () => {
    const share = shareOf(undefined);
    expect([share.ofList(3)(2), share.ofNames('any'), share.isFirst]).toEqual([true, true, true]);
  });
});
