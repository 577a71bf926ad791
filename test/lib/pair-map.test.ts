import { expect, it } from 'vitest';
import { PairMap } from '../../src/lib/pair-map.ts';

it('keeps the lowest value of each of very many pairs', () => {
  const map = new PairMap();
  const value = (first: number, second: number) => first * 7 + second;
  for (const extra of [5, 0, 9]) {
    for (let first = 0; first < 300; first++) {
      for (let second = 0; second < 100; second++) map.lower(first, second, value(first, second) + extra);
    }
  }
  let sum = 0;
  map.eachValue((each) => {
    sum += each;
  });
  const pairs = Array.from({ length: 30_000 }, (_, index) => [Math.floor(index / 100), index % 100] as const);
  expect(pairs.filter(([first, second]) => map.get(first, second) !== value(first, second))).toEqual([]);
  expect([map.count, sum]).toEqual([30_000, pairs.reduce((all, pair) => all + value(...pair), 0)]);
  expect([map.get(300, 0), map.get(0, 100)]).toEqual([-1, -1]);
});
