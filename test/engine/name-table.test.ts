import { expect, it } from 'vitest';
import { buildNameTable, findNameRules, type NameRules } from '../../src/engine/name-table.ts';

/** The same by looking for each keyword at each place. */
function findPlainly(names: NameRules, name: string): number[] {
  const places = Array.from({ length: name.length }, (_, at) => at);
  return places.flatMap((at) => names.find(([keyword]) => name.startsWith(keyword, at))?.[1] ?? []);
}

it('finds what a plain search finds, for keywords that share their beginnings and hashes that meet', () => {
  let state = 7;
  const next = (below: number) => {
    state = (state * 48271) % 0x7fffffff;
    return state % below;
  };
  const letters = (least: number, most: number) =>
    Array.from({ length: least + next(most - least) }, () => 'abc0'[next(4)]).join('');
  const unique = new Map(Array.from({ length: 600 }, (_, index) => [letters(4, 9), [index, index + 1]]));
  const names: NameRules = [...unique].sort(([a], [b]) => b.length - a.length);
  const table = buildNameTable(names);
  for (let i = 0; i < 2_000; i++) {
    const name = letters(0, 20);
    expect([name, findNameRules(table, name)]).toEqual([name, findPlainly(names, name)]);
  }
});

it('finds nothing in a table without keywords', () => {
  expect(findNameRules(buildNameTable([]), 'password')).toEqual([]);
});
