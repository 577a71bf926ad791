import { expect, it } from 'vitest';
import { findNewLines, intersectRuns, linesOf } from '../../src/sources/added-lines.ts';

it.each([
  [[], [1, 5], []],
  [
    [1, 5],
    [1, 5],
    [1, 5],
  ],
  [
    [1, 10],
    [2, 3, 5, 7],
    [2, 3, 5, 7],
  ],
  [
    [1, 3, 6, 9],
    [2, 7, 8, 20],
    [2, 3, 6, 7, 8, 9],
  ],
  [[1, 3], [3, 5], []],
])('intersects %j and %j', (left, right, common) => {
  expect(intersectRuns(left, right)).toEqual(common);
  expect(intersectRuns(right, left)).toEqual(common);
});

it('lists the lines of runs', () => {
  expect([...linesOf([1, 3, 7, 8])]).toEqual([1, 2, 7]);
});

it.each([
  ['a new line', 'a\nb\n', 'a\nx\nb\n', [2, 3]],
  ['lines that moved', 'a\nb\nc\n', 'c\na\nb\n', []],
  ['a line that stands there more often', 'a\nb\n', 'a\nb\na\na\n', [3, 5]],
  ['everything in an empty file', '', 'a\nb', [1, 3]],
  ['nothing where lines are gone', 'a\nb\n', 'b\n', []],
  ['a line that lost its newline, as the same', 'a\nb\n', 'a\nb', []],
])('finds %s', (_, before, after, runs) => {
  expect(findNewLines(Buffer.from(before), Buffer.from(after))).toEqual(runs);
});
