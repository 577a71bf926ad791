import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type PatchFile, PatchParser } from '../../src/git/patch.ts';
import { patchArgs, wholeFile } from '../../src/git/patch-args.ts';
import { type Repo, repo } from '../helpers/repo.ts';

interface SeenHunk {
  firstLine: number;
  text: string;
  added: number[];
}

interface SeenFile extends Omit<PatchFile, 'path' | 'oldPath' | 'oldIds' | 'id'> {
  path: string;
  oldPath: string;
  hunks: SeenHunk[];
}

/** Reads a patch in pieces of the given size; gives what the sink was told, in order. */
function parse(patch: Buffer | string, pieceSize = 1 << 16): (SeenFile | string)[] {
  const bytes = Buffer.from(patch as string);
  const seen: (SeenFile | string)[] = [];
  const hunks: SeenHunk[] = [];
  const parser = new PatchParser({
    hunk: (_file, hunk) => hunks.push({ firstLine: hunk.firstLine, text: hunk.bytes.toString(), added: hunk.added }),
    fileEnd({ status, path, oldPath, mode, isBinary }) {
      const names = { path: path.toString(), oldPath: oldPath.toString() };
      seen.push({ status, ...names, mode, isBinary, hunks: hunks.splice(0) });
    },
    unmerged: (path) => seen.push(`unmerged ${path}`),
    line: (line) => seen.push(line.toString()),
  });
  for (let at = 0; at < bytes.length; at += pieceSize) parser.push(bytes.subarray(at, at + pieceSize));
  parser.end();
  return seen;
}

function diff(made: Repo, context: number, ...args: string[]): string {
  return `${made.git('-c', 'core.quotePath=false', 'diff', ...patchArgs(context), ...args)}\n`;
}

const modified = (path: string, ...hunks: SeenHunk[]) => ({
  status: 'modified',
  path,
  oldPath: path,
  mode: 0o100644,
  isBinary: false,
  hunks,
});

const history: readonly [string, string][] = [
  ['changed.txt', 'a\nb\nc\nd\ne\nf\n'],
  ['gone.txt', 'x\n'],
  ['moved name.txt', 'line\n'.repeat(20)],
  ['run.sh', 'true\n'],
  ['image.bin', 'x\0y'],
];

function changedRepo(): Repo {
  const made = repo();
  for (const [path, content] of history) made.write(path, content);
  made.add();
  made.commit();
  made.write('changed.txt', 'a\nB\nc\nd\ne\nf\ng');
  made.remove('gone.txt');
  made.git('mv', 'moved name.txt', 'sub.txt');
  chmodSync(join(made.path, 'run.sh'), 0o755);
  made.write('image.bin', 'x\0z');
  made.write('empty.txt', '');
  made.write('new "one"\t.txt', '+++ b/x\n');
  made.add();
  return made;
}

it('reads every kind of change', () => {
  expect(parse(diff(changedRepo(), 1, '--cached'))).toEqual([
    modified(
      'changed.txt',
      { firstLine: 1, text: 'a\nB\nc\n', added: [2, 3] },
      { firstLine: 6, text: 'f\ng', added: [7, 8] },
    ),
    { ...modified('empty.txt'), status: 'added' },
    { ...modified('gone.txt', { firstLine: 1, text: '', added: [] }), status: 'deleted' },
    { ...modified('image.bin'), isBinary: true },
    { ...modified('new "one"\t.txt', { firstLine: 1, text: '+++ b/x\n', added: [1, 2] }), status: 'added' },
    { ...modified('run.sh'), mode: 0o100755 },
    { ...modified('sub.txt'), status: 'renamed', oldPath: 'moved name.txt', mode: 0 },
  ]);
});

it('gives the same wherever the stream is cut', () => {
  const patch = diff(changedRepo(), 3, '--cached');
  const expected = parse(patch);
  for (const size of [1, 2, 3, 5, 7, 11, 64]) expect(parse(patch, size)).toEqual(expected);
});

it('gives the ids of the blobs', () => {
  const made = changedRepo();
  const ids = new Map<string, unknown>();
  const parser = new PatchParser({
    hunk() {},
    fileEnd: ({ path, oldIds, id }) => ids.set(path.toString(), [...oldIds, id]),
  });
  parser.push(Buffer.from(diff(made, 0, '--cached')));
  parser.end();
  expect(ids.get('image.bin')).toEqual([made.git('rev-parse', 'HEAD:image.bin'), made.git('rev-parse', ':image.bin')]);
  expect(ids.get('gone.txt')).toEqual([made.git('rev-parse', 'HEAD:gone.txt'), '0'.repeat(40)]);
  expect(ids.get('sub.txt')).toEqual([undefined]);
});

it('gives the lines between patches, as `diff-tree --stdin` prints them', () => {
  const made = repo();
  made.write('a.txt', 'one\n');
  made.add();
  const first = made.commit();
  made.write('a.txt', 'one\ntwo\n');
  made.add();
  const second = made.commit();
  const patches = [first, second].map((commit) => made.git('diff-tree', '--root', ...patchArgs(0), commit));
  expect(parse(`${patches.join('\n')}\nend of chunk\n`)).toEqual([
    first,
    { ...modified('a.txt', { firstLine: 1, text: 'one\n', added: [1, 2] }), status: 'added' },
    second,
    modified('a.txt', { firstLine: 2, text: 'two\n', added: [2, 3] }),
    'end of chunk',
  ]);
});

function mergeCommit(base: string, main: string, side: string, merged: string, name = 'a.txt'): Repo {
  const made = repo();
  const put = (content: string) => {
    made.write(name, content);
    made.add();
    made.commit();
  };
  put(base);
  made.git('switch', '--quiet', '--create', 'side');
  put(side);
  made.git('switch', '--quiet', 'main');
  put(main);
  made.git('merge', '--quiet', '--no-commit', '--strategy=ours', 'side');
  put(merged);
  return made;
}

it('reads the combined diff of a merge, where lines count that are new to all parents', () => {
  const made = mergeCommit('1\n2\n3\n', '1\nmain\n3\n', '1\nside\n3\n', '1\nmain\nnew\nside\n3\nend\n', 'a "b".txt');
  const patch = `${made.git('diff-tree', '--cc', '--no-commit-id', ...patchArgs(3), 'HEAD')}\n`;
  const expected = [
    modified('a "b".txt', { firstLine: 1, text: '1\nmain\nnew\nside\n3\nend\n', added: [3, 4, 6, 7] }),
  ].map((file) => ({ ...file, mode: 0 }));
  for (const size of [1, 2, 3, 1000]) expect(parse(patch, size)).toEqual(expected);
});

it('reads a combined diff in which lines are lost', () => {
  const made = mergeCommit('1\n2\n3\n4\n', '1\nmain\n3\n4\n', '1\nside\n3\n4\n', '1\n4\nnew\n');
  const patch = `${made.git('diff-tree', '-c', '--no-commit-id', ...patchArgs(wholeFile), 'HEAD')}\n`;
  expect(parse(patch)).toEqual([
    { ...modified('a.txt', { firstLine: 1, text: '1\n4\nnew\n', added: [3, 4] }), mode: 0 },
  ]);
});

it('reads a combined diff whose lines git has counted wrongly', () => {
  const header = 'diff --cc a.txt\nindex 111111,222222..333333\n--- a/a.txt\n+++ b/a.txt\n';
  const hunks = [
    '@@@ -76,18446744073709551615 -78,33 +77,1 @@@ before\n+ one\n -lost\n++both\n -gone\n',
    '@@@ -80,1 -90,0 +82,3 @@@\n++@@@ -1 -1 +1 @@@\n\\ No newline at end of file\n',
  ];
  const expected = [
    {
      ...modified(
        'a.txt',
        { firstLine: 77, text: 'one\nboth\n', added: [78, 79] },
        { firstLine: 82, text: '@@@ -1 -1 +1 @@@', added: [82, 83] },
      ),
      mode: 0,
    },
    'end of chunk',
  ];
  for (const size of [1, 2, 3, 1000]) {
    expect(parse(`${header}${hunks.join('')}end of chunk\n`, size)).toEqual(expected);
  }
});

it('reads unmerged entries', () => {
  expect(parse('* Unmerged path a b.txt\n* Unmerged path c\n')).toEqual(['unmerged a b.txt', 'unmerged c']);
});

/** A small generator of numbers, so that a failure can be repeated (https://en.wikipedia.org/wiki/Xorshift). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const lines = ['', ' ', '+', '-', '\\', '+++ b/x', '--- a/x', '@@ -1 +1 @@', 'diff --git a/x b/x', 'x\r', 'word', 'ö'];

function randomText(next: (below: number) => number, base: readonly string[]): string[] {
  const text = base.filter(() => next(4) > 0);
  for (let count = next(6); count > 0; count--) text.splice(next(text.length + 1), 0, lines[next(lines.length)]!);
  return text;
}

it('rebuilds the new text from any patch that git makes', () => {
  const made = repo();
  const next = numbers(20_240_607);
  const join = (text: string[]) => text.join('\n') + (next(3) > 0 && text.length > 0 ? '\n' : '');
  const texts = new Map<string, string>();
  let base: string[] = [];
  for (let index = 0; index < 150; index++) {
    base = randomText(next, base.length > 40 ? [] : base);
    made.write(`${index}`, join(base));
  }
  made.add();
  made.commit();
  for (let index = 0; index < 150; index++) {
    const old = made.git('show', `HEAD:${index}`).split('\n');
    texts.set(`${index}`, join(randomText(next, old)));
    made.write(`${index}`, texts.get(`${index}`)!);
  }
  made.add();
  const added = (context: number) =>
    (parse(diff(made, context, '--cached', '--no-renames'), 1 + next(100)) as SeenFile[]).map(
      ({ path, hunks }) => [path, hunks.flatMap((hunk) => hunk.added)] as const,
    );
  const seen = parse(diff(made, wholeFile, '--cached', '--no-renames'), 1 + next(100)) as SeenFile[];
  expect(seen.length).toBeGreaterThan(100);
  for (const { path, hunks } of seen) expect([path, hunks[0]?.text ?? '']).toEqual([path, texts.get(path)]);
  expect(added(0)).toEqual(added(wholeFile));
});

const header = 'diff --git a/x b/x\n--- a/x\n+++ b/x\n';

it.each([
  ['is cut off in a hunk', `${header}@@ -1 +1,2 @@\n x\n`],
  ['is cut off in a line', `${header}@@ -1 +1,2 @@\n x\n+y`],
  ['is cut off in a header', 'diff --git a/x b'],
  ['has a line without a sign', `${header}@@ -1 +1,2 @@\n x\ny\n`],
  ['has more removed lines than it says', `${header}@@ -1 +1,2 @@\n-x\n-y\n`],
  ['has more added lines than it says', `${header}@@ -1,3 +1 @@\n+x\n+y\n`],
])('refuses a patch that %s, without repeating its content', (_, patch) => {
  expect(() => parse(patch)).toThrow(/^git gave a patch with a line that fits nowhere, or with too few lines$/);
});
