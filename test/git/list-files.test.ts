import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type FileList, findWorkTree, type ListOptions, listFiles } from '../../src/git/list-files.ts';
import { gitTestEnv, openRepo, type Repo, repo, temporaryFolder } from '../helpers/repo.ts';

const file = (path: string) => ({ path, mode: 0o100644 });
const untracked = (path: string) => ({ path, mode: 0 });

async function list(made: Repo, options: ListOptions = {}): Promise<FileList> {
  const tree = findWorkTree(made.path, {});
  return listFiles(tree!, { env: gitTestEnv(), ...options });
}

it('lists tracked files with their modes, then untracked ones, and leaves out ignored ones', async () => {
  const made = repo();
  made.write('run.sh', 'true\n');
  made.write('src/a.txt', 'a\n');
  symlinkSync('src/a.txt', join(made.path, 'link'));
  made.add();
  made.git('update-index', '--chmod=+x', 'run.sh');
  made.write('.gitignore', '*.log\n');
  made.write('new file.txt', 'b\n');
  made.write('noise.log', 'c\n');
  expect(await list(made)).toEqual({
    files: [
      { path: 'link', mode: 0o120000 },
      { path: 'run.sh', mode: 0o100755 },
      file('src/a.txt'),
      untracked('.gitignore'),
      untracked('new file.txt'),
    ],
    unlisted: [],
  });
  expect(await list(made, { trackedOnly: true })).toMatchObject({
    files: [{ path: 'link' }, { path: 'run.sh' }, { path: 'src/a.txt' }],
  });
});

it("honours info/exclude and the user's own ignore file", async () => {
  const made = repo();
  made.write('.git/info/exclude', 'one\n');
  const ignore = join(temporaryFolder(), 'ignore');
  writeFileSync(ignore, 'two\n');
  for (const name of ['one', 'two', 'three']) made.write(name, '');
  const env = {
    ...gitTestEnv(),
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'core.excludesFile',
    GIT_CONFIG_VALUE_0: ignore,
  };
  expect(await list(made, { env })).toEqual({ files: [untracked('three')], unlisted: [] });
});

it.each([
  ['a folder', ['src'], ['src/a.txt', 'src/deep/b.txt', 'src/new.txt']],
  ['a file and a folder', ['top.txt', 'src/deep'], ['src/deep/b.txt', 'top.txt']],
  ['a name with pattern characters, taken literally', ['*'], ['*']],
  ['a name that starts with a pathspec signature', [':(top)x'], [':(top)x']],
  ['the root', [''], ['*', ':(top)x', 'src/a.txt', 'src/deep/b.txt', 'srcs', 'top.txt', 'src/new.txt']],
  ['nothing that exists', ['none'], []],
])('can be limited to %s', async (_, paths, expected) => {
  const made = repo();
  for (const name of ['*', ':(top)x', 'src/a.txt', 'src/deep/b.txt', 'srcs', 'top.txt']) made.write(name, '');
  made.git('--literal-pathspecs', 'add', '.');
  made.write('src/new.txt', '');
  expect((await list(made, { paths })).files.map(({ path }) => path)).toEqual(expected);
  const many = Array.from({ length: 3000 }, (_value, index) => `absent/${index}`);
  const long = paths.includes('') ? paths : [...paths, ...many];
  expect((await list(made, { paths: long })).files.map(({ path }) => path)).toEqual(expected);
});

it('keeps names that are no UTF-8, or hold quotes, tabs and newlines', async () => {
  const made = repo();
  const raw = Buffer.from([0x62, 0xff, 0x2e, 0x74]);
  const other = Buffer.from([0x62, 0xfe, 0x2e, 0x74]);
  made.write('"a"\t\n b', '');
  made.write(raw, '');
  made.write(other, '');
  made.add();
  made.write('é', '');
  made.write(Buffer.from([0xe9]), '');
  expect(await list(made)).toEqual({
    files: [
      file('"a"\t\n b'),
      { path: 'b\ufffd.t', rawPath: other, mode: 0o100644 },
      { path: 'b\ufffd.t', rawPath: raw, mode: 0o100644 },
      untracked('é'),
      { path: '\ufffd', rawPath: Buffer.from([0xe9]), mode: 0 },
    ],
    unlisted: [],
  });
});

it('lists a conflicted file and one that is gone from disk once', async () => {
  const made = conflicted();
  expect(await list(made)).toEqual({ files: [file('both.txt'), file('gone.txt')], unlisted: [] });
});

function conflicted(): Repo {
  const made = repo();
  made.write('both.txt', 'base\n');
  made.write('gone.txt', 'x\n');
  made.add();
  made.commit();
  made.git('switch', '--quiet', '--create', 'side');
  made.write('both.txt', 'side\n');
  made.git('commit', '--quiet', '--all', '--message', 'side');
  made.git('switch', '--quiet', 'main');
  made.write('both.txt', 'main\n');
  made.git('commit', '--quiet', '--all', '--message', 'main');
  expect(() => made.git('merge', 'side')).toThrow();
  made.remove('gone.txt');
  return made;
}

it('lists untracked repositories inside by their own rules, and submodules as one entry', async () => {
  const made = repo();
  const library = repo();
  library.write('lib.txt', 'x\n');
  library.add();
  library.commit();
  made.git('submodule', '--quiet', 'add', library.path, 'vendor/lib');
  const nested = repo(join(made.path, 'tools/nested'));
  nested.write('.gitignore', 'hidden\n');
  nested.add();
  nested.commit();
  nested.write('hidden', '');
  nested.write('seen', '');
  repo(join(nested.path, 'deeper')).write('seen too', '');
  expect(await list(made)).toEqual({
    files: [
      file('.gitmodules'),
      { path: 'vendor/lib', mode: 0o160000 },
      file('tools/nested/.gitignore'),
      untracked('tools/nested/deeper/seen too'),
      untracked('tools/nested/seen'),
    ],
    unlisted: [],
  });
  expect(await list(openRepo(join(made.path, 'vendor/lib')))).toEqual({ files: [file('lib.txt')], unlisted: [] });
});

it('reports a folder that holds a broken repository, so that nothing is lost', async () => {
  const made = repo();
  const nested = repo(join(made.path, 'nested'));
  nested.write('a', '');
  nested.add();
  nested.commit();
  nested.write('.git/index', 'no index');
  expect(await list(made)).toEqual({ files: [], unlisted: [{ path: 'nested/' }] });
});

it('lists a linked work tree, and a repository that keeps its objects under SHA-256', async () => {
  const made = repo(undefined, '--object-format=sha256');
  made.write('a.txt', 'a\n');
  made.add();
  made.commit();
  const linked = join(temporaryFolder(), 'linked');
  made.git('worktree', 'add', '--quiet', linked);
  openRepo(linked).write('b.txt', '');
  expect(await list(openRepo(linked))).toEqual({ files: [file('a.txt'), untracked('b.txt')], unlisted: [] });
});

it('does not list the repository of a running hook in place of another', async () => {
  const hooked = repo();
  hooked.write('hooked.txt', '');
  hooked.add();
  const made = repo();
  made.write('a.txt', '');
  const env = { ...gitTestEnv(), GIT_DIR: join(hooked.path, '.git'), GIT_INDEX_FILE: join(hooked.path, '.git/index') };
  expect(await listFiles(findWorkTree(made.path, env)!, { env })).toEqual({
    files: [untracked('a.txt')],
    unlisted: [],
  });
});

it('reads a repository that belongs to somebody else', async () => {
  const made = repo();
  made.write('a.txt', '');
  const env = { ...gitTestEnv(), GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' };
  expect(await list(made, { env })).toEqual({ files: [untracked('a.txt')], unlisted: [] });
});

it('says what is wrong with an index that cannot be read', async () => {
  const made = repo();
  made.write('.git/index', 'no index');
  await expect(list(made)).rejects.toMatchObject({
    code: 'git-failed',
    message: expect.stringMatching(/^git ls-files failed with exit code 128: /),
  });
});

it('says so when git is missing', async () => {
  await expect(list(repo(), { env: { PATH: '/nonexistent' } })).rejects.toMatchObject({ code: 'git-missing' });
});
