import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { collect } from '../helpers/collect.ts';
import { gitTestEnv, openRepo, type Repo, repo, temporaryFolder } from '../helpers/repo.ts';
import { committedRepo, some, stagedSource } from '../helpers/staged.ts';

const committed = () => committedRepo({ 'a.txt': 'a\n', 'sub/b.txt': 'b\n' });

/** Commits with a hook that stops the commit but keeps its environment and a copy of its index; scans with these. */
async function scanAsHook(made: Repo, ...commitArgs: string[]) {
  const hooks = temporaryFolder();
  const kept = join(hooks, 'kept');
  const hook = openRepo(hooks).write(
    'pre-commit',
    `#!/bin/sh\nenv -0 >'${kept}.env'\npwd >'${kept}.cwd'\ncp "$GIT_INDEX_FILE" '${kept}.index'\nexit 1\n`,
  );
  chmodSync(hook, 0o755);
  expect(() => made.git('-c', `core.hooksPath=${hooks}`, 'commit', '--message', 'x', ...commitArgs)).toThrow();
  const variables = readFileSync(`${kept}.env`, 'utf8').split('\0');
  const own = variables.filter((each) => each.startsWith('GIT_')).map((each) => each.split(/=(.*)/s).slice(0, 2));
  const env = { ...gitTestEnv(), ...Object.fromEntries(own), GIT_INDEX_FILE: `${kept}.index` };
  const cwd = readFileSync(`${kept}.cwd`, 'utf8').trim();
  const source = stagedSource(made, { cwd, env });
  expect(source.root).toBe(cwd);
  return (await collect(source)).fragments;
}

it('reads the index of `git commit -a`', async () => {
  const made = committed();
  made.write('a.txt', 'a\nA\n');
  made.write('sub/b.txt', 'b\nB\n');
  made.add('a.txt');
  expect(await scanAsHook(made, '-a')).toEqual([some('a.txt', 'a\nA\n', 2), some('sub/b.txt', 'b\nB\n', 2)]);
});

it('reads the index of `git commit PATH`, which leaves out what else is staged', async () => {
  const made = committed();
  made.write('a.txt', 'a\nA\n');
  made.write('sub/b.txt', 'b\nB\n');
  made.add('a.txt');
  expect(await scanAsHook(made, 'sub/b.txt')).toEqual([some('sub/b.txt', 'b\nB\n', 2)]);
  const sub = openRepo(join(made.path, 'sub'));
  expect(await scanAsHook(sub, 'b.txt')).toEqual([some('sub/b.txt', 'b\nB\n', 2)]);
});

it('works in the hook of a linked work tree, where GIT_DIR is set', async () => {
  const made = committed();
  const linked = openRepo(join(temporaryFolder(), 'linked'));
  made.git('worktree', 'add', '--quiet', linked.path);
  linked.write('a.txt', 'a\nA\n');
  expect(await scanAsHook(linked, '-a')).toEqual([some('a.txt', 'a\nA\n', 2)]);
});

it('works in the hook of a submodule', async () => {
  const parent = repo();
  parent.git('submodule', '--quiet', 'add', committed().path, 'lib');
  const lib = openRepo(join(parent.path, 'lib'));
  lib.write('a.txt', 'a\nA\n');
  expect(await scanAsHook(lib, '-a')).toEqual([some('a.txt', 'a\nA\n', 2)]);
});
