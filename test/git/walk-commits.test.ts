import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createObjectReader, type ObjectReader } from '../../src/git/objects.ts';
import { type WalkedCommit, type WalkOptions, walkCommits } from '../../src/git/walk-commits.ts';
import { damageObject, deleteObjects, makeLoose, makePacked, partialClone } from '../helpers/damage.ts';
import { gitTestEnv, openRepo, type Repo, repo, temporaryFolder } from '../helpers/repo.ts';

function readerOf(made: Pick<Repo, 'path'>, largeSize = 1 << 20): ObjectReader {
  const git = { tree: { root: made.path, gitDir: join(made.path, '.git') }, env: gitTestEnv() };
  const reader = createObjectReader(git, { largeSize });
  onTestFinished(() => reader.close());
  return reader;
}

/** Two branches of three commits that are merged, and one commit more; each id under a name. */
function forked(): Repo & { ids: Record<string, string> } {
  const made = repo();
  const ids: Record<string, string> = { root: made.commit('root') };
  for (const branch of ['a', 'b']) {
    made.git('checkout', '--quiet', '-b', branch, ids.root!);
    for (const step of [1, 2, 3]) ids[`${branch}${step}`] = made.commit(`${branch}${step}`);
  }
  made.git('merge', '--quiet', '--no-edit', '-s', 'ours', 'a');
  ids.merge = made.git('rev-parse', 'HEAD');
  ids.last = made.commit('last');
  return { ...made, ids };
}

async function walk(reader: ObjectReader, tips: readonly string[], options: Partial<WalkOptions> = {}) {
  const problems: [id: string, problem: string, children: readonly string[]][] = [];
  const commits = await walkCommits(tips, reader, {
    onProblem: (id, problem, _message, children) => problems.push([id, problem, [...children].sort()]),
    ...options,
  });
  expectParentsFirst(commits);
  return { parents: Object.fromEntries(commits.map(({ id, parents }) => [id, parents])), problems };
}

function expectParentsFirst(commits: readonly WalkedCommit[]): void {
  const seen = new Set<string>();
  const listed = new Set(commits.map(({ id }) => id));
  for (const { id, parents } of commits) {
    expect(parents.filter((parent) => listed.has(parent) && !seen.has(parent))).toEqual([]);
    expect(seen.has(id)).toBe(false);
    seen.add(id);
  }
}

/** The same from git. */
function parentsByGit(made: Repo, ...revisions: string[]): Record<string, string[]> {
  const lines = made
    .git('rev-list', '--parents', ...revisions)
    .split('\n')
    .filter(Boolean);
  return Object.fromEntries(lines.map((line) => line.split(' ')).map(([id, ...parents]) => [id!, parents]));
}

it('finds what git finds, from branches and from tags of tags', async () => {
  const made = forked();
  made.git('tag', '--annotate', '--message=t', 'inner', made.ids.merge!);
  made.git('tag', '--annotate', '--message=t', 'outer', 'inner');
  made.git('tag', '--annotate', '--message=t', 'folder', `${made.ids.root}^{tree}`);
  const all = parentsByGit(made, made.ids.last!);
  expect(await walk(readerOf(made), [made.ids.last!, made.ids.a2!])).toEqual({ parents: all, problems: [] });
  const tips = ['outer', 'folder'].map((name) => made.git('rev-parse', name));
  expect(await walk(readerOf(made), [...tips, made.git('rev-parse', 'HEAD^{tree}')])).toEqual({
    parents: parentsByGit(made, made.ids.merge!),
    problems: [],
  });
  expect(await walk(readerOf(made), [])).toEqual({ parents: {}, problems: [] });
});

it('leaves out what leads to the excluded ones, and the other parents of merges', async () => {
  const made = forked();
  const { a2, a3, b3, merge, last } = made.ids;
  const ids = async (tips: string[], options: Partial<WalkOptions>) =>
    Object.keys((await walk(readerOf(made), tips, options)).parents).sort();
  const byGit = (...args: string[]) =>
    made
      .git('rev-list', ...args)
      .split('\n')
      .sort();
  expect(await ids([last!], { excluded: [a2!] })).toEqual(byGit(last!, `^${a2}`));
  expect(await ids([last!, a3!], { excluded: [b3!] })).toEqual([last, merge, ...byGit(a3!, `^${b3}`)].sort());
  expect(await ids([last!], { firstParent: true })).toEqual(byGit('--first-parent', last!));
});

it('gives the date of the committer', async () => {
  const made = repo();
  const id = made.commit();
  expect(await walkCommits([id], readerOf(made), { onProblem() {} })).toEqual([{ id, parents: [], time: 1704164645 }]);
});

it.each(['root', 'a1', 'b2', 'b3', 'merge', 'last'])(
  'goes round a commit that is gone or damaged: %s',
  async (name) => {
    for (const store of [makeLoose, makePacked]) {
      for (const problem of ['missing', 'damaged']) {
        const made = forked();
        store(made);
        const victim = made.ids[name]!;
        const known = parentsByGit(made, '--all');
        if (problem === 'missing') deleteObjects(made, victim);
        else damageObject(made, victim);
        const tips = ['last', 'a3', 'b1'].map((tip) => made.ids[tip]!);
        const children = Object.keys(known).filter((id) => known[id]!.includes(victim));
        const isReached = reach(known, tips, victim);
        const expected = [...isReached].map((id) => [id, known[id]!.filter((parent) => parent !== victim)]);
        expect(await walk(readerOf(made), tips)).toEqual({
          parents: Object.fromEntries(expected),
          problems: [[victim, problem, children.sort()]],
        });
      }
    }
  },
);

it('tells each of many unreadable commits, tips too', async () => {
  const made = forked();
  makeLoose(made);
  const { a2, b3, merge, last } = made.ids;
  deleteObjects(made, last!, b3!);
  damageObject(made, a2!, 'short');
  const { parents, problems } = await walk(readerOf(made), [last!, merge!, made.ids.b2!]);
  expect(Object.keys(parents).sort()).toEqual(
    ['merge', 'a3', 'b2', 'b1', 'root'].map((name) => made.ids[name]!).sort(),
  );
  expect(problems).toEqual([
    [last, 'missing', []],
    [b3, 'missing', [merge]],
    [a2, 'damaged', [made.ids.a3]],
  ]);
});

it('counts parents that are no commits, and commits without a tree, as damaged', async () => {
  const made = forked();
  const tree = made.git('rev-parse', 'HEAD^{tree}');
  const write = (text: string) => made.git('hash-object', '-w', '-t', 'commit', '--literally', made.write('c', text));
  const odd = write(`tree ${tree}\nparent ${tree}\nparent ${made.ids.root}\nparent ${made.ids.root}\n\nm`);
  const empty = write('\nm');
  expect(await walk(readerOf(made), [odd, empty])).toEqual({
    parents: { [odd]: [made.ids.root], [made.ids.root!]: [] },
    problems: [
      [empty, 'damaged', []],
      [tree, 'damaged', [odd]],
    ],
  });
});

it('reads commits of any size, and stops at rings', async () => {
  const made = forked();
  makeLoose(made);
  const large = made.commit('x'.repeat(100_000));
  const { parents } = await walk(readerOf(made, 50), [large]);
  expect(parents[large]).toEqual([made.ids.last]);
  // The file of the oldest commit holds another one, whose ancestor it is.
  const file = (id: string) => join('.git/objects', id.slice(0, 2), id.slice(2));
  made.remove(file(made.ids.root!));
  made.write(file(made.ids.root!), readFileSync(join(made.path, file(made.ids.b2!))));
  const ring = await walk(readerOf(made), [made.ids.last!]);
  expect(ring.problems).toEqual([]);
  expect(Object.keys(ring.parents)).toHaveLength(9);
});

it('ends where a shallow clone ends, and goes through partial ones', async () => {
  const made = forked();
  const path = temporaryFolder();
  made.git('clone', '--quiet', '--depth=2', `file://${made.path}`, path);
  const shallow = openRepo(path);
  const ends = readFileSync(join(path, '.git/shallow'), 'utf8').trim().split('\n');
  expect(await walk(readerOf(shallow), [made.ids.last!], { shallow: new Set(ends) })).toEqual({
    parents: parentsByGit(shallow, 'HEAD'),
    problems: [],
  });
  const partial = partialClone(made, 'tree:0');
  expect(await walk(readerOf(partial), [made.ids.last!])).toEqual({
    parents: parentsByGit(made, made.ids.last!),
    problems: [],
  });
});

/** All that can be reached without passing the victim. */
function reach(known: Record<string, string[]>, tips: readonly string[], victim: string): Set<string> {
  const found = new Set<string>();
  const visit = (id: string) => {
    if (id === victim || found.has(id)) return;
    found.add(id);
    known[id]!.forEach(visit);
  };
  tips.forEach(visit);
  return found;
}
