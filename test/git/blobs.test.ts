import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readBlobs, readSizes } from '../../src/git/blobs.ts';
import { gitTestEnv, repo } from '../helpers/repo.ts';

const contents = ['', '\n', 'one\n', 'a'.repeat(70_000), `${'0'.repeat(40)} missing\n`, 'b\0'.repeat(200_000), 'end'];

function stored() {
  const made = repo();
  const ids = contents.map((content, index) => made.git('hash-object', '-w', made.write(`${index}`, content)));
  return { ids, git: { tree: { root: made.path, gitDir: join(made.path, '.git') }, env: gitTestEnv() } };
}

const missing = '1'.repeat(40);

it('reads blobs in the order asked for, with gaps for missing ones', async () => {
  const { ids, git } = stored();
  const seen: (string | undefined)[] = [];
  for await (const blob of readBlobs([...ids, missing, ids[2]!, missing], git)) seen.push(blob?.toString());
  expect(seen).toEqual([...contents, undefined, 'one\n', undefined]);
});

it('gives sizes, and none for missing objects', async () => {
  const { ids, git } = stored();
  expect(await readSizes([...ids, missing], git)).toEqual(
    new Map(ids.map((id, index) => [id, contents[index]!.length])),
  );
});

it('does not run git for nothing', async () => {
  const git = { tree: { root: '/nonexistent', gitDir: '/nonexistent' }, env: {} };
  expect(await readSizes([], git)).toEqual(new Map());
  expect(await readBlobs([], git).next()).toEqual({ done: true, value: undefined });
});
