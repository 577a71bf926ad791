import { expect, it } from 'vitest';
import { descriptorOf } from '../../src/lib/descriptor-of.ts';

it.each([
  ['/dev/stdin', 0],
  ['/dev/fd/63', 63],
  ['/proc/self/fd/0', 0],
  ['/dev/stdout', undefined],
  ['/dev/fd/', undefined],
  ['dev/fd/3', undefined],
  ['/proc/1/fd/0', undefined],
])('%s stands for the descriptor %s', (path, descriptor) => {
  expect(descriptorOf(path)).toBe(descriptor);
});
