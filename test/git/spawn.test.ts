import { writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, it } from 'vitest';
import { gitProgram, readAll, runGit, startGit } from '../../src/git/spawn.ts';
import { gitTestEnv, repo, temporaryFolder } from '../helpers/repo.ts';

function options() {
  const made = repo();
  made.write('big.txt', 'some text\n'.repeat(100_000));
  made.add();
  made.commit();
  return { tree: { root: made.path, gitDir: join(made.path, '.git') }, env: gitTestEnv() };
}

it('gives all that git prints', async () => {
  const git = options();
  expect((await runGit(['show', 'HEAD:big.txt'], git)).length).toBe(1_000_000);
});

it('loses nothing when git was done long before it is read', async () => {
  const git = options();
  const early = startGit(['rev-parse', '--is-inside-work-tree'], git);
  for (let count = 0; count < 5; count++) await runGit(['show', 'HEAD:big.txt'], git);
  expect((await readAll(early)).toString()).toBe('true\n');
});

it('feeds its input', async () => {
  const git = startGit(['hash-object', '--stdin'], { ...options(), withInput: true });
  git.input?.end('one\n');
  expect((await readAll(git)).toString()).toBe('5626abf0f72e58d7a153368ba57db4c673c0e171\n');
});

it('names the command, the exit code and the first line of the complaint', async () => {
  await expect(runGit(['rev-parse', '--verify', 'no such thing'], options())).rejects.toMatchObject({
    name: 'UserError',
    code: 'git-failed',
    message: 'git rev-parse failed with exit code 128: fatal: Needed a single revision',
  });
});

it('names the command also behind settings', async () => {
  await expect(runGit(['-c', 'a.b=c', 'rev-parse', '--verify', 'none'], options())).rejects.toMatchObject({
    message: 'git rev-parse failed with exit code 128: fatal: Needed a single revision',
  });
});

it('ends without an error when it is stopped, before or while it is read', async () => {
  const before = startGit(['show', 'HEAD:big.txt'], options());
  before.stop();
  expect((await readAll(before)).length).toBeLessThan(1_000_000);
  const during = startGit(['show', 'HEAD:big.txt'], options());
  let read = 0;
  for await (const chunk of during.output) {
    read += chunk.length;
    during.stop();
  }
  expect(read).toBeLessThan(1_000_000);
});

it('can be left in the middle', async () => {
  const git = startGit(['show', 'HEAD:big.txt'], options());
  for await (const chunk of git.output) {
    expect(chunk.length).toBeGreaterThan(0);
    break;
  }
});

it('says so when git is missing', async () => {
  const git = { ...options(), env: { PATH: temporaryFolder() } };
  await expect(runGit(['status'], git)).rejects.toMatchObject({
    code: 'git-missing',
    message: 'git was not found on PATH',
  });
});

it('looks for git by absolute folders alone on Windows', () => {
  const folder = temporaryFolder();
  expect(gitProgram({ PATH: folder }, 'linux')).toBe('git');
  expect(gitProgram({ PATH: ['.', '', folder].join(delimiter) }, 'win32')).toBe('git.exe');
  writeFileSync(join(folder, 'git.exe'), '');
  expect(gitProgram({ Path: ['.', '', folder].join(delimiter) }, 'win32')).toBe(join(folder, 'git.exe'));
});
