import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { findRepository } from '../../src/git/find-repository.ts';
import { readRepositoryFacts } from '../../src/git/repository-facts.ts';
import { gitTestEnv, repo, temporaryFolder } from '../helpers/repo.ts';

const env = gitTestEnv();

function readFacts(path: string) {
  return readRepositoryFacts({ tree: findRepository(path, env)!, env });
}

const plain = {
  objectFormat: 'sha1',
  isShallow: false,
  shallowCommits: new Set(),
  isPartial: false,
  replacedCount: 0,
  graftCount: 0,
  notes: [],
};

it('says nothing of a plain repository', async () => {
  expect(await readFacts(repo().path)).toEqual(plain);
  expect(await readFacts(repo(undefined, '--object-format=sha256').path)).toEqual({ ...plain, objectFormat: 'sha256' });
});

it('counts replaced objects and grafts', async () => {
  const made = repo();
  const first = made.commit('first');
  const second = made.commit('second');
  made.git('replace', '--graft', second);
  made.write('.git/info/grafts', `# a comment\n${first}\n${second} ${first}\n`);
  expect(await readFacts(made.path)).toEqual({
    ...plain,
    replacedCount: 1,
    graftCount: 2,
    notes: ['1 replaced object read as committed; git itself shows the replacement', '2 grafts ignored'],
  });
});

it('knows shallow and partial clones, also from a linked work tree', async () => {
  const made = repo();
  for (const text of ['one\n', 'two\n']) {
    made.write('a.txt', text);
    made.add();
    made.commit();
  }
  made.git('config', 'uploadpack.allowFilter', 'true');
  const url = pathToFileURL(made.path).href;
  const shallow = join(temporaryFolder(), 'shallow');
  made.git('clone', '--quiet', '--depth=1', url, shallow);
  expect(await readFacts(shallow)).toEqual({
    ...plain,
    isShallow: true,
    shallowCommits: new Set([made.git('rev-parse', 'HEAD')]),
    notes: ['shallow clone: older commits are not here; `git fetch --unshallow` brings them'],
  });
  const partial = join(temporaryFolder(), 'partial');
  made.git('clone', '--quiet', '--filter=blob:none', url, partial);
  made.git('-C', partial, 'worktree', 'add', '--quiet', '-b', 'other', join(partial, 'linked'));
  const notes = ['partial clone: what was never fetched is not here, and was not fetched'];
  expect(await readFacts(partial)).toEqual({ ...plain, isPartial: true, notes });
  expect(await readFacts(join(partial, 'linked'))).toEqual({ ...plain, isPartial: true, notes });
});
