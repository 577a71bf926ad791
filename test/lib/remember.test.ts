import { expect, it } from 'vitest';
import { remember } from '../../src/lib/remember.ts';

it('asks once for each argument, whatever the answer', () => {
  const asked: string[] = [];
  const isLong = remember((word) => {
    asked.push(word);
    return word.length > 3 || undefined;
  });
  expect(['long', 'no', 'long', 'no'].map(isLong)).toEqual([true, undefined, true, undefined]);
  expect(asked).toEqual(['long', 'no']);
});
