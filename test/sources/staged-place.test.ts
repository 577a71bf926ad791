import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createStagedSource } from '../../src/sources/staged.ts';
import { collect } from '../helpers/collect.ts';
import { gitTestEnv, openRepo, repo, temporaryFolder } from '../helpers/repo.ts';
import { committedRepo, readStaged, some, stagedSource, whole } from '../helpers/staged.ts';

it('is not misled by the configuration', async () => {
  const made = committedRepo({ 'a b.txt': 'one\n\ntwo\n', 'b.txt': 'x\n'.repeat(40) });
  const settings = {
    'diff.noprefix': 'true',
    'diff.mnemonicPrefix': 'true',
    'diff.renames': 'false',
    'diff.algorithm': 'patience',
    'diff.context': '0',
    'diff.interHunkContext': '5',
    'diff.suppressBlankEmpty': 'true',
    'diff.relative': 'true',
    'diff.orderFile': '/nonexistent',
    'diff.colorMoved': 'zebra',
    'diff.wsErrorHighlight': 'all',
    'color.ui': 'always',
    'core.quotePath': 'true',
    'core.whitespace': 'cr-at-eol',
    'core.abbrev': '7',
    'core.bigFileThreshold': '1',
    'format.pretty': 'raw',
  };
  for (const [name, value] of Object.entries(settings)) made.git('config', name, value);
  made.write('a b.txt', 'one\n\n2\n');
  made.git('mv', 'b.txt', 'é.txt');
  made.write('é.txt', `${'x\n'.repeat(40)}y\n`);
  made.add();
  const env = { ...gitTestEnv(), GIT_DIFF_OPTS: '--unified=0', GIT_EXTERNAL_DIFF: 'false', GIT_ICASE_PATHSPECS: '1' };
  expect(await readStaged(made, { env })).toEqual({
    fragments: [some('a b.txt', 'one\n\n2\n', 3), some('é.txt', `${'x\n'.repeat(40)}y\n`, 41)],
    skipped: [],
  });
});

it('reads the objects themselves, not their replacements', async () => {
  const made = repo();
  made.write('a.txt', 'one\n');
  made.write('b.txt', 'harmless\n');
  made.add();
  made.git('replace', made.git('rev-parse', ':a.txt'), made.git('rev-parse', ':b.txt'));
  expect((await readStaged(made)).fragments[0]).toEqual(whole('a.txt', 'one\n'));
});

it('reads a repository that keeps its objects under SHA-256', async () => {
  const made = repo(undefined, '--object-format=sha256');
  made.write('a.txt', 'one\n');
  made.write('b.txt', Buffer.from('password\n', 'utf16le'));
  made.add();
  expect(await readStaged(made)).toEqual({
    fragments: [whole('a.txt', 'one\n'), whole('b.txt', 'password\n')],
    skipped: [],
  });
});

it('works from a subfolder, with paths from the root', async () => {
  const made = repo();
  made.write('sub/a.txt', 'x\n');
  made.write('b.txt', 'y\n');
  made.add();
  const fromSub = stagedSource(made, { cwd: join(made.path, 'sub') });
  expect(fromSub.root).toBe(made.path);
  expect((await collect(fromSub)).fragments).toEqual([whole('b.txt', 'y\n'), whole('sub/a.txt', 'x\n')]);
});

it('works in a linked work tree and in a submodule', async () => {
  const made = committedRepo({ 'a.txt': 'x\n' });
  const linked = openRepo(join(temporaryFolder(), 'linked'));
  made.git('worktree', 'add', '--quiet', linked.path);
  linked.write('b.txt', 'y\n');
  linked.add();
  expect(await readStaged(linked)).toEqual({ fragments: [whole('b.txt', 'y\n')], skipped: [] });
  expect(await readStaged(made)).toEqual({ fragments: [], skipped: [] });
  const parent = repo();
  parent.git('submodule', '--quiet', 'add', made.path, 'lib');
  const lib = openRepo(join(parent.path, 'lib'));
  lib.write('a.txt', 'x\nz\n');
  lib.add();
  expect(await readStaged(lib)).toEqual({ fragments: [some('a.txt', 'x\nz\n', 2)], skipped: [] });
});

it('works with GIT_DIR and GIT_WORK_TREE', async () => {
  const made = committedRepo({ 'a.txt': 'x\n' });
  const home = temporaryFolder();
  writeFileSync(join(home, 'a.txt'), 'x\ny\n');
  made.git('--work-tree', home, 'add', 'a.txt');
  const env = { ...gitTestEnv(), GIT_DIR: join(made.path, '.git'), GIT_WORK_TREE: home };
  const source = createStagedSource({ cwd: home, maxFileSize: 1000, isIncluded: () => true, env });
  expect([source.root, (await collect(source)).fragments]).toEqual([home, [some('a.txt', 'x\ny\n', 2)]]);
});

it('reads a repository that belongs to somebody else', async () => {
  const made = repo();
  made.write('a.txt', 'x\n');
  made.add();
  const env = { ...gitTestEnv(), GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' };
  expect((await readStaged(made, { env })).fragments).toEqual([whole('a.txt', 'x\n')]);
});

it('leaves the index and everything else in the repository as it was', async () => {
  const made = committedRepo({ 'a.txt': 'x\n' });
  made.write('a.txt', 'x\ny\n');
  made.add();
  made.write('a.txt', 'x\ny\n');
  const before = made.git('hash-object', '--no-filters', '.git/index');
  await readStaged(made);
  expect(made.git('hash-object', '--no-filters', '.git/index')).toBe(before);
  expect(existsSync(join(made.path, '.git/index.lock'))).toBe(false);
});

it.each([
  ['a plain folder', () => temporaryFolder()],
  ['a bare repository', () => repo(undefined, '--bare').path],
])('refuses %s', (_, make) => {
  const path = make();
  expect(() => stagedSource({ path })).toThrow(
    expect.objectContaining({
      code: 'not-a-repository',
      message: `${path} is not in the work tree of a git repository`,
    }),
  );
});

it('says so when git is missing or fails', async () => {
  const made = repo();
  await expect(readStaged(made, { env: { PATH: '/nonexistent' } })).rejects.toMatchObject({ code: 'git-missing' });
  made.write('.git/index', 'no index');
  await expect(readStaged(made)).rejects.toMatchObject({ code: 'git-failed' });
});

it('reports an object that is missing', async () => {
  const made = repo();
  made.write('a.bin', Buffer.from([0]));
  made.write('b.txt', 'x\n');
  made.add();
  made.remove(`.git/objects/${made.git('rev-parse', ':a.bin').slice(0, 2)}`);
  expect(await collect(stagedSource(made))).toEqual({
    fragments: [whole('b.txt', 'x\n')],
    skipped: [],
    errors: [['missing-object', 'a.bin']],
    done: [['b.txt', 2]],
  });
  made.remove('a.bin');
  await expect(readStaged(made)).rejects.toMatchObject({ code: 'git-failed' });
});

it('stops without an error when it is told to', async () => {
  const made = repo();
  for (let index = 0; index < 40; index++) made.write(`${index}.txt`, 'some text\n'.repeat(20_000));
  made.add();
  const nothing = { fragments: [], skipped: [], errors: [], done: [] };
  expect(await collect(stagedSource(made), AbortSignal.abort())).toEqual(nothing);
  const control = new AbortController();
  let seen = 0;
  const sink = {
    skip() {},
    error() {},
    fileDone() {},
    expect() {},
    fragment: () => void (seen++ === 0 && control.abort()),
  };
  await stagedSource(made).read(sink, control.signal);
  expect(seen).toBeLessThan(40);
});

it('does not need to be read', () => {
  const made = repo();
  made.write('a.txt', 'x\n'.repeat(100_000));
  made.add();
  expect(stagedSource(made).root).toBe(made.path);
});
