import { expect, it } from 'vitest';
import { displayWidth, takeColumns, takeLastColumns } from '../../src/lib/display-width.ts';

it.each([
  ['', 0],
  ['plain', 5],
  ['café', 4],
  ['cafe\u0301', 4],
  ['日本', 4],
  ['한글', 4],
  ['ｆｕ', 4],
  ['x😀y', 4],
])('measures %j as %d columns', (text, columns) => {
  expect(displayWidth(text)).toBe(columns);
});

it.each([
  ['plain', 3, 'pla', 'ain'],
  ['plain', 9, 'plain', 'plain'],
  ['plain', 0, '', ''],
  ['日本語', 4, '日本', '本語'],
  ['日本語', 3, '日', '語'],
  ['e\u0301a', 1, 'e\u0301', 'a'],
])('takes of %j as much as fits %d columns', (text, columns, front, end) => {
  expect([takeColumns(text, columns), takeLastColumns(text, columns)]).toEqual([front, end]);
});
