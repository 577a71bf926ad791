import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findRepository } from '../../src/git/find-repository.ts';
import { listRefs } from '../../src/git/refs.ts';
import { gitTestEnv, openRepo, type Repo, repo, temporaryFolder } from '../helpers/repo.ts';

const env = gitTestEnv();
const gone = '1234567890'.repeat(4);

function gitOf(made: Repo) {
  return { tree: findRepository(made.path, env)!, env };
}

async function names(made: Repo): Promise<string[]> {
  const { refs, problems } = await listRefs(gitOf(made));
  expect(problems).toEqual([]);
  return refs.map(({ name }) => name);
}

it('lists branches, tags, notes and whatever other refs there are, with types and what tags tag', async () => {
  const made = repo();
  made.write('a.txt', 'one\n');
  made.add();
  const id = made.commit();
  const blob = made.git('rev-parse', 'HEAD:a.txt');
  made.git('tag', 'light');
  made.git('tag', '-a', '-m', 'x', 'inner');
  made.git('tag', '-a', '-m', 'x', 'outer', 'inner');
  made.git('tag', '-a', '-m', 'x', 'key', blob);
  made.git('tag', 'bare-key', blob);
  made.git('notes', 'add', '-m', 'a note');
  made.git('update-ref', 'refs/pull/1/head', id);
  made.git('update-ref', 'refs/remotes/origin/main', id);
  made.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main');
  made.git('symbolic-ref', 'refs/remotes/origin/none', 'refs/remotes/origin/gone');
  const tagId = (name: string) => made.git('rev-parse', `refs/tags/${name}`);
  const commit = { id, type: 'commit' };
  expect(await listRefs(gitOf(made))).toEqual({
    refs: [
      { name: 'refs/heads/main', ...commit },
      { name: 'refs/notes/commits', id: made.git('rev-parse', 'refs/notes/commits'), type: 'commit' },
      { name: 'refs/pull/1/head', ...commit },
      { name: 'refs/remotes/origin/main', ...commit },
      { name: 'refs/tags/bare-key', id: blob, type: 'blob' },
      { name: 'refs/tags/inner', id: tagId('inner'), type: 'tag', peeled: commit },
      { name: 'refs/tags/key', id: tagId('key'), type: 'tag', peeled: { id: blob, type: 'blob' } },
      { name: 'refs/tags/light', ...commit },
      { name: 'refs/tags/outer', id: tagId('outer'), type: 'tag', peeled: commit },
    ],
    head: id,
    problems: [],
  });
});

it('lists every entry of the stash', async () => {
  const made = repo();
  made.write('a.txt', 'one\n');
  made.add();
  made.commit();
  for (const text of ['two\n', 'three\n', 'four\n']) {
    made.write('a.txt', text);
    made.git('stash', '--quiet');
  }
  const { refs } = await listRefs(gitOf(made));
  const id = (name: string) => made.git('rev-parse', name);
  expect(refs.slice(1).map((ref) => [ref.name, ref.id])).toEqual([
    ['refs/stash', id('stash@{0}')],
    ['refs/stash@{1}', id('stash@{1}')],
    ['refs/stash@{2}', id('stash@{2}')],
  ]);
});

it('lists a detached HEAD, those of other work trees and their own refs, seen from each', async () => {
  const made = repo();
  made.commit('first');
  const linked = join(temporaryFolder(), 'linked');
  made.git('worktree', 'add', '--quiet', '--detach', linked);
  const there = openRepo(linked);
  const id = there.commit('only there');
  there.git('update-ref', 'refs/worktree/own', there.commit('only there, too'));
  there.git('reset', '--quiet', '--hard', id);
  expect(await names(made)).toEqual(['refs/heads/main', 'worktrees/linked/HEAD', 'worktrees/linked/refs/worktree/own']);
  expect(await names(there)).toEqual(['HEAD', 'refs/heads/main', 'refs/worktree/own']);
  made.git('checkout', '--quiet', '--detach');
  made.commit('only here');
  expect(await names(there)).toEqual(['HEAD', 'main-worktree/HEAD', 'refs/heads/main', 'refs/worktree/own']);
  expect((await listRefs(gitOf(there))).head).toBe(id);
});

it('lists nothing before the first commit, and all of a bare repository', async () => {
  const made = repo();
  expect(await listRefs(gitOf(made))).toEqual({ refs: [], problems: [] });
  made.commit();
  const store = join(temporaryFolder(), 'x.git');
  made.git('clone', '--quiet', '--mirror', '.', store);
  expect(await names(openRepo(store))).toEqual(['refs/heads/main']);
});

it('keeps the bytes of names', async () => {
  const made = repo();
  const id = made.commit();
  writeFileSync(Buffer.concat([Buffer.from(`${made.path}/.git/refs/heads/b`), Buffer.from([0xe9])]), `${id}\n`);
  made.git('update-ref', 'refs/heads/ž', id);
  expect(await names(made)).toEqual(['refs/heads/b\xe9', 'refs/heads/main', 'refs/heads/\xc5\xbe']);
});

it('tells broken refs and goes on', async () => {
  const made = repo();
  const first = made.commit('first');
  made.commit('second');
  made.git('tag', '-a', '-m', 'x', 'tagged', first);
  made.git('branch', 'damaged', first);
  made.write('.git/refs/heads/gone', `${gone}\n`);
  made.write('.git/refs/heads/junk', 'junk\n');
  made.write('.git/HEAD', `${gone}\n`);
  const object = join(made.path, '.git/objects', first.slice(0, 2), first.slice(2));
  chmodSync(object, 0o644);
  writeFileSync(object, 'no zlib data');
  const { refs, problems, head } = await listRefs(gitOf(made));
  expect(refs.map(({ name, peeled }) => [name, peeled])).toEqual([
    ['refs/heads/main', undefined],
    ['refs/tags/tagged', undefined],
  ]);
  expect(head).toBeUndefined();
  expect(problems.map(({ name, id }) => [name, id]).sort()).toEqual([
    ['HEAD', gone],
    ['refs/heads/damaged', first],
    ['refs/heads/gone', gone],
    ['refs/heads/junk', undefined],
    ['refs/tags/tagged', made.git('rev-parse', 'refs/tags/tagged')],
  ]);
  expect(problems.filter(({ message }) => message.includes('.git/'))).toEqual([]);
  rmSync(object);
  expect((await listRefs(gitOf(made))).problems).toHaveLength(5);
});
