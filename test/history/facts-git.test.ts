import { expect, it } from 'vitest';
import { createCommitTable } from '../../src/history/commit-table.ts';
import { gatherFacts } from '../../src/history/facts.ts';
import { createVersionTable } from '../../src/history/version-table.ts';
import { type Repo, repo } from '../helpers/repo.ts';

const secret = 'a value to keep';

/** Facts of the secret in a repository, with commits by their subject. */
async function factsOf(folder: Repo, ...selection: string[]) {
  const input = readTables(folder, selection.length > 0 ? selection : ['--all']);
  const facts = await gatherFacts(input);
  const subject = (commit: number) => folder.git('log', '-1', '--format=%s', input.commits.idOf(commit));
  return [...facts.values()].map(({ first, last, count, inHead, refs, places }) => ({
    first: subject(first),
    last: subject(last),
    count,
    inHead,
    refs,
    places: places.map((place) => `${place.path}: ${subject(place.first)}..${subject(place.last)} (${place.count})`),
  }));
}

function readTables(folder: Repo, selection: readonly string[]) {
  const commits = createCommitTable(40);
  const versions = createVersionTable(40);
  for (const line of folder
    .git('rev-list', '--topo-order', '--reverse', '--parents', '--timestamp', ...selection)
    .split('\n')) {
    const [time, id, ...parents] = line.split(' ');
    commits.add(id!, parents, Number(time));
    const changes = folder.git(
      'diff-tree',
      '-r',
      '--root',
      '--raw',
      '-c',
      '--no-renames',
      '--no-abbrev',
      '--no-commit-id',
      id!,
    );
    for (const change of changes.split('\n').filter((each) => each !== '')) {
      const [info, path] = change.split('\t') as [string, string];
      versions.add(commits.count - 1, path, info.split(' ').at(-2));
    }
  }
  const blobs = [...versions.paths()].flatMap((path) => versions.versionsOf(path).map(({ blob }) => ({ path, blob })));
  const holding = blobs.filter(
    ({ blob }) => blob !== undefined && folder.git('cat-file', 'blob', blob).includes(secret),
  );
  const refs = folder.git('for-each-ref', '--format=%(refname)').split('\n');
  return {
    commits,
    versions,
    // One decided blob a path: the others are found by their bytes.
    holdings: holding
      .filter(({ path }, i) => holding.findIndex((each) => each.path === path) === i)
      .map(({ path, blob }) => ({ path, blob: blob!, secretHash: 'hash', needle: Buffer.from(secret) })),
    readBlob: async (id: string) => Buffer.from(folder.git('cat-file', 'blob', id)),
    blobAt: async (commit: number, path: string) =>
      folder.git('ls-tree', '--object-only', commits.idOf(commit), path) || undefined,
    refs: refs.map((name) => ({ name, commit: commits.indexOf(folder.git('rev-parse', `${name}^{commit}`)) })),
    head: commits.indexOf(folder.git('rev-parse', 'HEAD')),
  };
}

function commitFile(folder: Repo, path: string, content: string, message: string): void {
  folder.write(path, content);
  folder.add();
  folder.commit(message);
}

function start(): Repo {
  const made = repo();
  commitFile(made, 'other', 'text', 'begin');
  return made;
}

/** Branches `side` off here, and lets it change something of its own. */
function branch(made: Repo, name: string, path = `of-${name}`, content = name): void {
  made.git('switch', '--quiet', '--create', name);
  commitFile(made, path, content, `on ${name}`);
  made.git('switch', '--quiet', 'main');
}

function merge(made: Repo, ...args: string[]): void {
  made.git('merge', '--quiet', '--no-ff', '--message', 'merge', ...args);
}

it('follows a secret through a removal, its return by a revert, and a rename', async () => {
  const made = start();
  commitFile(made, 'key', `${secret}\n`, 'add');
  commitFile(made, 'key', `before\n${secret}\n`, 'edit');
  commitFile(made, 'key', 'gone\n', 'remove');
  made.git('tag', 'clean');
  made.git('revert', '--no-edit', 'HEAD');
  made.git('mv', 'key', 'new');
  made.commit('rename');
  made.remove('new');
  made.add();
  made.commit('delete');
  expect(await factsOf(made)).toEqual([
    {
      first: 'add',
      last: 'rename',
      count: 4,
      inHead: false,
      refs: ['refs/heads/main', 'refs/tags/clean'],
      places: ['key: add..Revert "remove" (3)', 'new: rename..rename (1)'],
    },
  ]);
});

it('finds what only a merge brought', async () => {
  const made = start();
  branch(made, 'side', 'other', 'theirs');
  commitFile(made, 'other', 'ours', 'on main');
  expect(() => merge(made, 'side')).toThrow();
  commitFile(made, 'other', `ours, theirs and ${secret}`, 'resolve');
  expect(await factsOf(made)).toEqual([
    {
      first: 'resolve',
      last: 'resolve',
      count: 1,
      inHead: true,
      refs: ['refs/heads/main'],
      places: ['other: resolve..resolve (1)'],
    },
  ]);
});

it.each([
  ['takes the side that holds it', ['side'], 2, true],
  ['is told to keep ours', ['--strategy=ours', 'side'], 1, false],
])('knows what a merge has that %s', async (_title, args, count, inHead) => {
  const made = start();
  branch(made, 'side', 'key', secret);
  commitFile(made, 'more', 'text', 'on main');
  merge(made, ...args);
  expect(await factsOf(made)).toMatchObject([
    {
      first: 'on side',
      last: inHead ? 'merge' : 'on side',
      count,
      inHead,
      refs: ['refs/heads/main', 'refs/heads/side'],
    },
  ]);
});

it('knows that a merge takes over a deletion, and where it is held still', async () => {
  const made = start();
  commitFile(made, 'key', secret, 'add');
  branch(made, 'old');
  made.git('switch', '--quiet', '--create', 'side');
  made.remove('key');
  made.add();
  made.commit('delete');
  made.git('switch', '--quiet', 'main');
  commitFile(made, 'more', 'text', 'on main');
  merge(made, 'side');
  expect(await factsOf(made)).toEqual([
    {
      first: 'add',
      last: 'on main',
      count: 3,
      inHead: false,
      refs: ['refs/heads/main', 'refs/heads/old', 'refs/heads/side'],
      places: ['key: add..on main (3)'],
    },
  ]);
});

it('follows it through a merge of three', async () => {
  const made = start();
  branch(made, 'one');
  branch(made, 'two', 'key', secret);
  commitFile(made, 'more', 'text', 'on main');
  merge(made, 'one', 'two');
  commitFile(made, 'more', 'more', 'after');
  expect(await factsOf(made)).toMatchObject([{ first: 'on two', last: 'after', count: 3, inHead: true }]);
});

it('counts in a range what its commits wrote, not what they found', async () => {
  const made = start();
  commitFile(made, 'old', secret, 'before');
  made.git('tag', 'from');
  commitFile(made, 'new', secret, 'within');
  commitFile(made, 'more', 'text', 'after');
  expect(await factsOf(made, 'from..main')).toEqual([
    {
      first: 'within',
      last: 'after',
      count: 2,
      inHead: true,
      refs: ['refs/heads/main'],
      places: ['new: within..after (2)'],
    },
  ]);
});

it('knows what a merge took from outside of the range', async () => {
  const made = start();
  made.git('switch', '--quiet', '--create', 'feature');
  commitFile(made, 'key', secret, 'within');
  made.git('switch', '--quiet', 'main');
  commitFile(made, 'key', 'nothing', 'outside');
  made.git('switch', '--quiet', 'feature');
  expect(() => merge(made, 'main')).toThrow();
  commitFile(made, 'key', 'nothing', 'resolve');
  expect(await factsOf(made, 'main..feature')).toMatchObject([
    { first: 'within', last: 'within', count: 1, inHead: false },
  ]);
});
