import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { type SelectionFlags, settleSelection } from '../../src/config/history-selection.ts';
import { findRepository } from '../../src/git/find-repository.ts';
import { listRefs } from '../../src/git/refs.ts';
import { listSelected, resolveSelection } from '../../src/git/selection.ts';
import { gitTestEnv, openRepo, type Repo, repo, temporaryFolder } from '../helpers/repo.ts';

const env = gitTestEnv();

/**
 * One branch merged into another, and a third that began at the second commit:
 *
 *     a(1) - b(2) - c(6) ------ m(8) - e(9)  main
 *             |  \ x(4) - y(5) /             merged: tag v1 on y
 *              \ r(3)                        release/1
 */
function branched(): Repo {
  const made = repo();
  const commit = (name: string, time: number) => {
    made.write(name, name);
    made.add();
    made.git('-c', `user.name=${name}`, 'commit', '--quiet', '-m', name);
    amendTime(made, time);
  };
  commit('a', 1);
  commit('b', 2);
  made.git('branch', 'release/1');
  made.git('checkout', '--quiet', '-b', 'merged');
  commit('x', 4);
  commit('y', 5);
  made.git('tag', '-a', '-m', 'v1', 'v1');
  made.git('checkout', '--quiet', 'main');
  commit('c', 6);
  made.git('merge', '--quiet', '--no-ff', '-m', 'm', 'merged');
  amendTime(made, 8);
  commit('e', 9);
  made.git('checkout', '--quiet', 'release/1');
  commit('r', 3);
  made.git('checkout', '--quiet', 'main');
  return made;
}

let known: Repo | undefined;

/** The same, for tests that change nothing in it. */
function shared(): Repo {
  known ??= branched();
  return known;
}

/** Gives the newest commit a committer time of so many thousand seconds. */
function amendTime(made: Repo, time: number): void {
  const parents = made
    .git('log', '-1', '--format=%P')
    .split(' ')
    .filter(Boolean)
    .flatMap((id) => ['-p', id]);
  const message = made.git('log', '-1', '--format=%s');
  const tree = made.git('rev-parse', 'HEAD^{tree}');
  const date = `committer A <a@example.com> ${time * 1000} +0000`;
  const head = `tree ${tree}\n${parents.map((id) => (id === '-p' ? 'parent ' : `${id}\n`)).join('')}`;
  made.write('.git/commit', `${head}author A <a@example.com> 0 +0000\n${date}\n\n${message}\n`);
  made.git('reset', '--quiet', '--soft', made.git('hash-object', '-w', '-t', 'commit', '.git/commit'));
}

async function resolve(made: Repo, flags: SelectionFlags) {
  const git = { tree: findRepository(made.path, env)!, env };
  return { git, selection: await resolveSelection(settleSelection(flags), await listRefs(git), git) };
}

/** Subjects of the commits selected, in order. */
async function select(made: Repo, flags: SelectionFlags): Promise<string> {
  const { git, selection } = await resolve(made, flags);
  const subjects: string[] = [];
  for await (const { id } of listSelected(selection, git)) subjects.push(made.git('log', '-1', '--format=%s', id));
  return subjects.join('');
}

it('selects what git selects', async () => {
  const made = shared();
  for (const range of [
    'main',
    'v1..main',
    'v1..',
    '..release/1',
    'main...release/1',
    'main ^merged',
    '^merged ^release/1 main',
    'main~2..main',
    'main~1^2',
    'main^!',
    'main^@',
    ':/y',
    'main^{/x}',
    made.git('rev-parse', '--short', 'main'),
  ]) {
    const theirs = made.git('log', '--topo-order', '--reverse', '--format=%s', ...range.split(' '), '--');
    expect([range, await select(made, { range })]).toEqual([range, theirs.replaceAll('\n', '')]);
    const first = made.git(
      'log',
      '--topo-order',
      '--reverse',
      '--first-parent',
      '--format=%s',
      ...range.split(' '),
      '--',
    );
    expect(await select(made, { range, firstParent: true })).toBe(first.replaceAll('\n', ''));
  }
}, 60_000);

it('selects everything, or branches, or the newest, or what lies between two dates', async () => {
  const made = shared();
  expect([...(await select(made, {}))].sort().join('')).toBe('abcemrxy');
  expect(await select(made, { branch: ['release/*'] })).toBe('abr');
  expect(await select(made, { branch: ['refs/tags/v1'] })).toBe('abxy');
  expect(await select(made, { maxCommits: 4 })).toBe('ycme');
  expect(await select(made, { maxCommits: 1 })).toBe('e');
  expect([...(await select(made, { since: '@3000', until: '@6000' }))].sort().join('')).toBe('crxy');
  expect(await select(made, { until: '@6000', maxCommits: 2 })).toBe('yc');
  expect(await select(made, { range: 'main', firstParent: true, since: '@2000' })).toBe('bcme');
});

it("keeps to each commit's own date where clocks were wrong", async () => {
  const made = repo();
  for (const [name, time] of [
    ['a', 5],
    ['b', 1],
    ['c', 6],
    ['d', 2],
  ] as const) {
    made.commit(name);
    amendTime(made, time);
  }
  expect(await select(made, { since: '@5000' })).toBe('ac');
  expect(await select(made, { until: '@2000' })).toBe('bd');
});

it('finds branches of remotes by either name, and pull requests by their own', async () => {
  const made = shared();
  const clone = join(temporaryFolder(), 'clone');
  made.git('clone', '--quiet', '--branch=merged', made.path, clone);
  const there = openRepo(clone);
  expect(await select(there, { branch: ['release/1'] })).toBe('abr');
  expect(await select(there, { branch: ['origin/release/?'] })).toBe('abr');
  there.git('update-ref', 'refs/pull/7/head', there.git('rev-parse', 'origin/release/1'));
  expect(await select(there, { branch: ['refs/pull/*'] })).toBe('abr');
  const { selection } = await resolve(there, { branch: ['merged', 'refs/heads/merged'] });
  expect(selection.refs.map(({ name }) => name)).toEqual(['refs/heads/merged', 'refs/remotes/origin/merged']);
});

it('takes a null id, as hooks give it for a new branch, for nothing left out', async () => {
  const made = shared();
  expect(await select(made, { range: `${'0'.repeat(40)}..release/1` })).toBe('abr');
  expect(await select(made, { range: `${'0'.repeat(40)}...v1` })).toBe('abxy');
});

it('selects nothing where there is nothing', async () => {
  expect(await select(repo(), {})).toBe('');
  expect(await select(shared(), { range: 'main..main' })).toBe('');
});

it('selects a detached HEAD and what only other work trees have', async () => {
  const made = branched();
  made.git('checkout', '--quiet', '--detach');
  made.commit('h');
  const linked = join(temporaryFolder(), 'linked');
  made.git('worktree', 'add', '--quiet', '--detach', linked);
  openRepo(linked).commit('w');
  expect([...(await select(made, {}))].sort().join('')).toBe('abcehmrwxy');
});

it.each<[SelectionFlags, string]>([
  [{ range: 'mian' }, '--range names no commit of this repository, got "mian"; did you mean "main"?'],
  [
    { range: 'v1..mian~3' },
    '--range names no commit of this repository, got "mian~3" in "v1..mian~3"; did you mean "main"?',
  ],
  [
    { range: '^relaese/1 main' },
    '--range names no commit of this repository, got "relaese/1" in "^relaese/1"; did you mean "release/1"?',
  ],
  [{ range: 'HEAD:a' }, '--range names no commit of this repository, got "HEAD:a"'],
  [{ range: 'a' }, '--range names no commit of this repository, got "a"'],
  [{ range: '1'.repeat(40) }, `--range names no commit of this repository, got "${'1'.repeat(40)}"`],
  [{ range: `main..${'0'.repeat(40)}` }, `--range names no commit of this repository, got "${'0'.repeat(40)}" in`],
  [{ range: '^main' }, '--range must name a commit to start from, got "^main"'],
  [{ range: '^--all main' }, '--range names no commit of this repository, got "--all" in "^--all"'],
  [{ branch: ['mian'] }, '--branch names no branch of this repository, got "mian"; did you mean "main"?'],
  [{ branch: ['v1'] }, '--branch names no branch of this repository, got "v1"; that is a tag: --range v1'],
  [{ branch: ['main', '--all'] }, '--branch names no branch of this repository, got "--all"'],
  [{ branch: ['HEAD~1'] }, '--branch names no branch of this repository, got "HEAD~1"'],
])('says of %j what it does not find', async (flags, message) => {
  await expect(select(shared(), flags)).rejects.toThrow(message);
});

it('says that a clone is shallow', async () => {
  const made = shared();
  const shallow = join(temporaryFolder(), 'shallow');
  made.git('clone', '--quiet', '--depth=1', pathToFileURL(made.path).href, shallow);
  const before = made.git('rev-parse', 'main~3');
  await expect(select(openRepo(shallow), { range: `${before}..HEAD` })).rejects.toThrow(
    `got "${before}" in "${before}..HEAD"; this is a shallow clone: \`git fetch --unshallow\` brings the rest`,
  );
});
