import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { collect } from '../helpers/collect.ts';
import { repo } from '../helpers/repo.ts';
import { committedRepo, readStaged, some, stagedSource, whole } from '../helpers/staged.ts';

it('reads new files whole and changed files with their added lines, also before the first commit', async () => {
  const made = repo();
  made.write('a.txt', 'one\ntwo\n');
  made.write('sub/b.txt', 'x\n');
  made.add();
  expect(await readStaged(made)).toEqual({
    fragments: [whole('a.txt', 'one\ntwo\n'), whole('sub/b.txt', 'x\n')],
    skipped: [],
  });
  made.commit();
  expect(await readStaged(made)).toEqual({ fragments: [], skipped: [] });
  made.write('a.txt', 'zero\none\n2\n3\n');
  made.write('c.txt', 'new');
  made.add();
  expect(await readStaged(made)).toEqual({
    fragments: [some('a.txt', 'zero\none\n2\n3\n', 1, 3, 4), whole('c.txt', 'new')],
    skipped: [],
  });
});

it('reads the index, not the work tree', async () => {
  const made = committedRepo({ 'a.txt': 'one\ntwo\nthree\n' });
  made.write('a.txt', 'one\ntwo\nthree\nfour\n');
  made.add();
  made.write('a.txt', 'zero\none\ntwo\nthree\nfour\nfive\n');
  made.write('not-added.txt', 'x\n');
  made.write('b.txt', 'gone from disk\n');
  made.add('b.txt');
  made.remove('b.txt');
  expect(await readStaged(made)).toEqual({
    fragments: [some('a.txt', 'one\ntwo\nthree\nfour\n', 4), whole('b.txt', 'gone from disk\n')],
    skipped: [],
  });
});

it('finishes each file once, with its size', async () => {
  const made = committedRepo({ 'a.txt': 'one\n' });
  made.write('a.txt', 'one\ntwo\n');
  made.write('b.txt', 'x');
  made.write('c.bin', Buffer.from([0, 1, 2]));
  made.add();
  expect((await collect(stagedSource(made))).done).toEqual([
    ['a.txt', 8],
    ['b.txt', 1],
  ]);
});

it.each([
  ['a file without a newline at its end', 'one\ntwo', 'one\ntwo\nthree', [2, 3]],
  ['a newline added at the end', 'one\ntwo', 'one\ntwo\n', [2]],
  ['a newline taken from the end', 'one\ntwo\n', 'one\ntwo', [2]],
  ['lines that end in CRLF', 'one\r\ntwo\r\n', 'one\r\n2\r\nthree\r\n', [2, 3]],
  ['changed line ends', 'one\r\ntwo\r\n', 'one\ntwo\n', [1, 2]],
  [
    'text that looks like a patch',
    'x\n',
    'x\n--- a/x\n+++ b/x\n@@ -1 +1,9 @@\n\\ No newline at end of file\n',
    [2, 3, 4, 5],
  ],
  ['lines that begin with signs', '-a\n+b\n c\n', '-a\n+b\n+b2\n c\n\\d\n', [3, 5]],
  ['empty lines', 'a\n\n\nb\n', 'a\n\n\n\nb\n', [4]],
  ['a file that was empty', '', 'one\n', [1]],
  ['changes far apart', `a\n${'x\n'.repeat(500)}b\n`, `A\n${'x\n'.repeat(500)}B\n`, [1, 502]],
  ['a very long line', `${'x'.repeat(200_000)}\ny\n`, `${'x'.repeat(200_000)}\ny\n${'z'.repeat(200_000)}`, [3]],
])('reads %s', async (_, before, after, added) => {
  const made = committedRepo({ 'file.txt': before });
  made.write('file.txt', after);
  made.add();
  expect(await readStaged(made)).toEqual({ fragments: [some('file.txt', after, ...added)], skipped: [] });
});

it('says nothing of a file that only lost lines, was emptied or was deleted', async () => {
  const made = committedRepo({
    'less.txt': 'a\nb\nc\n',
    'empty.txt': 'x\n',
    'gone.txt': 'x\n',
    'gone.bin': Buffer.from([0]),
  });
  made.write('less.txt', 'a\nc\n');
  made.write('empty.txt', '');
  made.remove('gone.txt');
  made.remove('gone.bin');
  made.add();
  expect(await readStaged(made)).toEqual({ fragments: [], skipped: [] });
});

it('hands on a new empty file, so that its name can be judged', async () => {
  const made = repo();
  made.write('id_rsa', '');
  made.add();
  expect(await readStaged(made)).toEqual({ fragments: [whole('id_rsa', '')], skipped: [] });
});

it('counts only the changed lines of a renamed file, and nothing of a mode change', async () => {
  const text = Array.from({ length: 40 }, (_, index) => `line ${index}\n`).join('');
  const made = committedRepo({
    'old name.txt': text,
    'same.txt': `${text}same\n`,
    'run.sh': 'true\n',
    'both.sh': 'true\n',
  });
  made.git('mv', 'old name.txt', 'new\tname.txt');
  made.git('mv', 'same.txt', 'moved.txt');
  made.write('new\tname.txt', `${text}more\n`);
  chmodSync(join(made.path, 'run.sh'), 0o755);
  chmodSync(join(made.path, 'both.sh'), 0o755);
  made.write('both.sh', 'true\nfalse\n');
  made.add();
  expect(await readStaged(made)).toEqual({
    fragments: [some('both.sh', 'true\nfalse\n', 2), some('new\tname.txt', `${text}more\n`, 41)],
    skipped: [],
  });
});

it('counts every line of a copy', async () => {
  const made = committedRepo({ 'a.txt': 'one\ntwo\n' });
  made.write('a.txt', 'one\ntwo\nthree\n');
  made.write('b.txt', 'one\ntwo\n');
  made.add();
  expect(await readStaged(made)).toEqual({
    fragments: [some('a.txt', 'one\ntwo\nthree\n', 3), whole('b.txt', 'one\ntwo\n')],
    skipped: [],
  });
});

it('says nothing of a file that is only announced by `git add -N`', async () => {
  const made = committedRepo({ 'a.txt': 'x\n' });
  made.write('later.txt', 'x\n');
  made.git('add', '--intent-to-add', 'later.txt');
  made.write('now.txt', 'y\n');
  made.add('now.txt');
  expect(await readStaged(made)).toEqual({ fragments: [whole('now.txt', 'y\n')], skipped: [] });
});
