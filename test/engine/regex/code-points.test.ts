import { expect, it } from 'vitest';
import { foldRanges, invertRanges, joinRanges, utf8Node } from '../../../src/engine/regex/code-points.ts';
import { printPattern } from '../../../src/engine/regex/print.ts';

const ranges: [number, number][][] = [
  [[0x80, 0x7ff]],
  [[0x7f0, 0x810]],
  [[0xd000, 0xe010]],
  [[0xfff0, 0x1000f]],
  [[0x10000, 0x10fffe]],
  [
    [0x41, 0x5a],
    [0xe9, 0xe9],
    [0x3b1, 0x3c9],
  ],
  [[0x81, 0x10ffff]],
];

it.each(ranges.map((list) => [list]))('matches the UTF-8 of exactly the characters in %j', (list) => {
  const expression = new RegExp(`^(?:${printPattern(utf8Node(list), false).source})$`);
  const edges = list.flat().flatMap((code) => [code - 1, code, code + 1]);
  const samples = [...edges, ...Array.from({ length: 4000 }, (_, index) => index * 277)].filter(
    (code) => code <= 0x10ffff && (code < 0xd800 || code > 0xdfff),
  );
  const isInside = (code: number) => list.some(([low, high]) => code >= low && code <= high);
  const matches = (code: number) => expression.test(Buffer.from(String.fromCodePoint(code)).toString('latin1'));
  expect(samples.filter((code) => matches(code) !== isInside(code))).toEqual([]);
});

it('joins, inverts and folds', () => {
  expect([
    joinRanges([
      [5, 6],
      [1, 2],
      [3, 4],
    ]),
    invertRanges([[1, 0x10fffe]]),
    foldRanges([[0x5a, 0x62]]),
  ]).toEqual([
    [[1, 6]],
    [
      [0, 0],
      [0x10ffff, 0x10ffff],
    ],
    [
      [0x41, 0x42],
      [0x5a, 0x62],
      [0x7a, 0x7a],
    ],
  ]);
});
