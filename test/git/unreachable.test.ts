import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findRepository } from '../../src/git/find-repository.ts';
import { listUnreachable } from '../../src/git/unreachable.ts';
import { gitTestEnv, openRepo, type Repo, repo, temporaryFolder } from '../helpers/repo.ts';

const env = gitTestEnv();

function gitOf(made: Repo) {
  return { tree: findRepository(made.path, env)!, env };
}

/** A repository with an amended commit, a dropped stash, a deleted tag, and a file that was staged and never committed. */
function leftBehind() {
  const made = repo();
  made.write('a.txt', 'first\n');
  made.add();
  made.commit('first');
  made.write('a.txt', 'secret\n');
  made.add();
  const amended = made.commit('with a secret');
  made.git('reset', '--quiet', '--hard', 'HEAD~1');
  made.write('a.txt', 'in the stash\n');
  made.git('stash', '--quiet');
  const stash = made.git('rev-parse', 'stash');
  const stashIndex = made.git('rev-parse', 'stash^2');
  made.git('stash', 'drop', '--quiet');
  made.git('tag', '-a', '-m', 'x', 'gone');
  const tag = made.git('rev-parse', 'refs/tags/gone');
  made.git('tag', '--delete', 'gone');
  made.write('b.txt', 'staged once\n');
  made.add('b.txt');
  const staged = made.git('rev-parse', ':b.txt');
  made.git('rm', '--quiet', '--cached', 'b.txt');
  const blobs = [made.git('rev-parse', `${amended}:a.txt`), made.git('rev-parse', `${stash}:a.txt`), staged].sort();
  return { made, amended, tag, commits: [amended, stash, stashIndex].sort(), blobs };
}

function reachable(made: Repo): (id: string) => boolean {
  const ids = new Set(
    made
      .git('rev-list', '--all', '--objects')
      .split('\n')
      .map((line) => line.split(' ')[0]),
  );
  return (id) => ids.has(id);
}

it('lists what no ref leads to, loose or packed', async () => {
  const { made, commits, blobs, tag } = leftBehind();
  const expected = { commits, blobs, tags: [tag], unreadable: [] };
  expect(await listUnreachable(gitOf(made), reachable(made))).toEqual(expected);
  made.git('repack', '-adkq');
  expect(await listUnreachable(gitOf(made), reachable(made))).toEqual(expected);
  const blobsOnly = await listUnreachable(gitOf(made), reachable(made), ['blob']);
  expect(blobsOnly).toEqual({ ...expected, commits: [], tags: [] });
});

it('lists what is left, and what is damaged', async () => {
  const { made, amended, commits, blobs, tag } = leftBehind();
  const isReachable = reachable(made);
  const path = join(made.path, '.git/objects', amended.slice(0, 2), amended.slice(2));
  chmodSync(path, 0o644);
  writeFileSync(path, 'no zlib data');
  const left = commits.filter((id) => id !== amended);
  expect(await listUnreachable(gitOf(made), isReachable)).toEqual({
    commits: left,
    blobs,
    tags: [tag],
    unreadable: [amended],
  });
});

it('works in a bare repository, and in one that is empty', async () => {
  const nothing = { commits: [], blobs: [], tags: [], unreadable: [] };
  expect(await listUnreachable(gitOf(repo()), () => false)).toEqual(nothing);
  const { made } = leftBehind();
  const store = join(temporaryFolder(), 'x.git');
  made.git('clone', '--quiet', '--bare', '.', store);
  const commits = [made.git('rev-parse', 'HEAD')];
  expect(await listUnreachable(gitOf(openRepo(store)), () => false, ['commit'])).toMatchObject({
    commits: expect.arrayContaining(commits),
  });
});
