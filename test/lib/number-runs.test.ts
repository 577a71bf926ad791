import { expect, it } from 'vitest';
import { decodeRuns, encodeRuns } from '../../src/lib/number-runs.ts';

it.each([[[]], [[0]], [[7]], [[0, 1, 2]], [[0, 2, 4]], [[3, 4, 5, 900, 901, 70_000]]])('gives back %j', (numbers) => {
  expect([...decodeRuns(encodeRuns(numbers), 70_001)]).toEqual(numbers);
});

it('writes a long run in a few characters', () => {
  const numbers = Array.from({ length: 100_000 }, (_, number) => number + 1000);
  expect(encodeRuns(numbers)).toHaveLength(8);
});

it.each([
  ['a number that is too large', encodeRuns([5]), 5],
  ['a run that goes too far', encodeRuns([3, 4, 5]), 5],
  ['an empty run', Buffer.of(1, 0).toString('base64'), 100],
  ['half a run', Buffer.of(1).toString('base64'), 100],
  ['a run without an end', Buffer.of(0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f).toString('base64'), 100],
  ['what is no base64', '!!', 100],
])('refuses %s', (_title, text, limit) => {
  expect(() => decodeRuns(text, limit)).toThrow(RangeError);
});
