import { expect, it } from 'vitest';
import { findRuns } from '../../../src/engine/decode/runs.ts';

const longest = 80;

/** Runs of hex, found by a pattern. */
function runsOf(text: string): { start: number; end: number; isHex: boolean }[] {
  const runs = [...text.matchAll(/[A-Za-z0-9+/_-]{24,}/g)];
  return runs.map(({ 0: run, index }) => ({ start: index, end: index + run.length, isHex: true }));
}

it.each([1, 7, 8, 9, 15, 16, 17, 22, 23, 24, 25, 31, 32, 33])(
  'finds every run of hex, whatever stands %i bytes before and behind it',
  (gap) => {
    for (let length = 1; length <= longest; length++) {
      const text = `${'0a'.repeat(length).slice(0, length)}${' '.repeat(gap)}${'F9'.repeat(longest).slice(0, length)}\n`;
      expect(findRuns(Buffer.from(text), false)).toEqual(runsOf(text));
      const cut = ` ${'z'.repeat(gap % 23)}.${text.trimEnd()}`;
      expect(findRuns(Buffer.from(cut), false)).toEqual(runsOf(cut));
    }
  },
);

it.each([0, 1, 7, 8, 22, 23, 24])('finds no run where its longest stretch has %i bytes before another byte', (at) => {
  const text = `${'a'.repeat(at)}\xff${'b'.repeat(23)}`;
  expect(findRuns(Buffer.from(text, 'latin1'), false)).toEqual(at === 24 ? runsOf(text) : []);
});
