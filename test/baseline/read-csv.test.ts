import { expect, it } from 'vitest';
import { readCsv } from '../../src/baseline/read-csv.ts';

const cells = (text: string) => readCsv(text).rows.map((row) => [row.line, ...row.cells]);

it.each([
  [
    'plain cells',
    'a,b\nc,d\n',
    [
      [1, 'a', 'b'],
      [2, 'c', 'd'],
    ],
  ],
  [
    'a last line without an end',
    'a,b\r\nc,',
    [
      [1, 'a', 'b'],
      [2, 'c', ''],
    ],
  ],
  ['quotes', '"a, ""b""",c\n', [[1, 'a, "b"', 'c']]],
  [
    'a break in quotes, after which lines count on',
    '"a\nb",c\nd\n',
    [
      [1, 'a\nb', 'c'],
      [3, 'd'],
    ],
  ],
  [
    'empty lines, which are left out',
    '\n\na\n\nb',
    [
      [3, 'a'],
      [5, 'b'],
    ],
  ],
  ['nothing', '', []],
])('reads %s', (_title, text, wanted) => {
  expect([cells(text), readCsv(text).fault]).toEqual([wanted, undefined]);
});

it.each([
  ['a quote that is not closed', 'a\n"b,c\n', 2],
  ['something behind a quote', 'a\nb,"c"d\n', 2],
])('gives the line of %s', (_title, text, line) => {
  expect(readCsv(text).fault).toBe(line);
});
