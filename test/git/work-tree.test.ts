import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findCurrentWorkTree, findWorkTree } from '../../src/git/work-tree.ts';
import { gitTestEnv, openRepo, repo, temporaryFolder } from '../helpers/repo.ts';

const bare = gitTestEnv();

it('finds the top of the work tree from a file, a folder and a name that does not exist', () => {
  const made = repo();
  const file = made.write('a/b/c.txt', '');
  const gitDir = join(made.path, '.git');
  expect(findWorkTree(made.path, bare)).toEqual({ root: made.path, gitDir, prefix: '' });
  expect(findWorkTree(file, bare)).toEqual({ root: made.path, gitDir, prefix: 'a/b/c.txt' });
  expect(findWorkTree(join(made.path, 'a/none'), bare)).toEqual({ root: made.path, gitDir, prefix: 'a/none' });
});

it('follows a symlink to the repository that its target lies in', () => {
  const outer = repo();
  const inner = repo();
  inner.write('sub/a.txt', '');
  symlinkSync(join(inner.path, 'sub'), join(outer.path, 'link'));
  expect(findWorkTree(join(outer.path, 'link'), bare)).toMatchObject({ root: inner.path, prefix: 'sub' });
});

it('finds linked work trees and submodules by their .git file', () => {
  const made = repo();
  made.write('a.txt', '');
  made.add();
  made.commit();
  const linked = join(temporaryFolder(), 'linked');
  made.git('worktree', 'add', '--quiet', linked);
  const gitDir = join(made.path, '.git/worktrees/linked');
  expect(findWorkTree(linked, bare)).toEqual({ root: linked, gitDir, prefix: '' });
  const parent = repo();
  parent.git('submodule', '--quiet', 'add', made.path, 'lib');
  expect(findWorkTree(join(parent.path, 'lib/a.txt'), bare)).toEqual({
    root: join(parent.path, 'lib'),
    gitDir: join(parent.path, '.git/modules/lib'),
    prefix: 'a.txt',
  });
});

it('gives nothing outside of a repository, in a bare one, inside .git, and where .git leads nowhere', () => {
  const folder = temporaryFolder();
  expect(findWorkTree(folder, bare)).toBeUndefined();
  const made = repo();
  expect(findWorkTree(join(made.path, '.git/objects'), bare)).toBeUndefined();
  const store = repo(undefined, '--bare');
  expect(findWorkTree(join(store.path, 'refs'), bare)).toBeUndefined();
  mkdirSync(join(made.path, 'lost'));
  writeFileSync(join(made.path, 'lost/.git'), 'gitdir: /nonexistent/.git/worktrees/lost\n');
  expect(findWorkTree(join(made.path, 'lost'), bare)).toBeUndefined();
});

it('passes over an empty .git folder, as git does', () => {
  const made = repo();
  mkdirSync(join(made.path, 'sub/.git'), { recursive: true });
  expect(findWorkTree(join(made.path, 'sub'), bare)).toMatchObject({ root: made.path, prefix: 'sub' });
});

it('takes GIT_DIR and GIT_WORK_TREE where the disk gives no answer', () => {
  const store = repo();
  const home = temporaryFolder();
  const env = { ...bare, GIT_DIR: join(store.path, '.git'), GIT_WORK_TREE: home };
  const expected = { root: home, gitDir: join(store.path, '.git'), prefix: 'x' };
  expect(findWorkTree(join(home, 'x'), env)).toEqual(expected);
  expect(findCurrentWorkTree(join(home, 'x'), env)).toEqual(expected);
  expect(findWorkTree(temporaryFolder(), env)).toBeUndefined();
  const project = repo(join(home, 'project'));
  expect(findWorkTree(project.path, env)).toMatchObject({ root: project.path });
});

it('asks git for the top folder where only GIT_DIR is set', () => {
  const store = repo();
  const folder = temporaryFolder();
  const env = { ...bare, GIT_DIR: join(store.path, '.git') };
  expect(findWorkTree(folder, env)).toEqual({ root: folder, gitDir: join(store.path, '.git'), prefix: '' });
  store.git('config', 'core.worktree', folder);
  mkdirSync(join(folder, 'sub'));
  expect(findWorkTree(join(folder, 'sub'), env)).toMatchObject({ root: folder, prefix: 'sub' });
  expect(() => findWorkTree(folder, { ...env, PATH: '/nonexistent' })).toThrow('git was not found on PATH');
});

it("leads a hook's GIT_DIR back to the top folder, also from a subfolder", () => {
  const made = repo();
  made.write('sub/a.txt', '');
  made.add();
  made.commit();
  const linked = join(temporaryFolder(), 'linked');
  made.git('worktree', 'add', '--quiet', linked);
  const gitDir = openRepo(linked).git('rev-parse', '--absolute-git-dir');
  const env = { ...bare, GIT_DIR: gitDir, PATH: '/nonexistent' };
  expect(findCurrentWorkTree(join(linked, 'sub'), env)).toEqual({ root: linked, gitDir, prefix: 'sub' });
});

it('keeps to the repository on disk when a hook of another one scans it, but not as the current one', () => {
  const hooked = repo();
  const made = repo();
  const env = { ...bare, GIT_DIR: join(hooked.path, '.git') };
  expect(findWorkTree(made.path, env)).toMatchObject({ gitDir: join(made.path, '.git') });
  expect(findCurrentWorkTree(made.path, env)).toMatchObject({ root: made.path, gitDir: join(hooked.path, '.git') });
});
