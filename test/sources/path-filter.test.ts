import { expect, it } from 'vitest';
import { createPathFilter } from '../../src/sources/path-filter.ts';

it('tells which globs of include matched none of the paths', async () => {
  const filter = await createPathFilter(['*.ts', 'src', '*.go', 'lib/**'], ['src/b.ts']);
  expect(['a.ts', 'src/b.ts', 'README.md'].map(filter)).toEqual([true, false, false]);
  expect(filter.unmatched()).toEqual(['*.go', 'lib/**']);
});

it('tells none where no path was asked for, and without include', async () => {
  expect((await createPathFilter(['*.go'], [])).unmatched()).toEqual([]);
  const filter = await createPathFilter([], ['*.go']);
  expect([filter('a.go'), filter('a.ts'), filter.unmatched()]).toEqual([false, true, []]);
});
