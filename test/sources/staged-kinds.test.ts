import { symlinkSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openRepo, repo } from '../helpers/repo.ts';
import { committedRepo, readStaged, some, whole } from '../helpers/staged.ts';

it.each([
  'a b',
  ' lead',
  'trail ',
  'tab\t',
  'new\nline',
  'quote"d',
  "it's",
  'back\\slash',
  'é😀',
  'b/a b/b',
  '*',
  '-x',
  'a => b',
])('keeps the name %j, new, changed, mode only, binary and renamed', async (name) => {
  const made = repo();
  const path = `dir/${name}`;
  made.write(path, 'one\n');
  made.add();
  expect((await readStaged(made)).fragments).toEqual([whole(path, 'one\n')]);
  made.commit();
  made.write(path, 'one\ntwo\n');
  made.add();
  expect((await readStaged(made)).fragments).toEqual([some(path, 'one\ntwo\n', 2)]);
  made.write(path, Buffer.from([0, 1]));
  made.add();
  expect((await readStaged(made)).skipped).toEqual([[path, 'binary']]);
  made.git('reset', '--quiet', '--hard');
  const text = 'line\n'.repeat(30);
  made.write('plain', text);
  made.add();
  made.commit();
  made.git('mv', 'plain', `${path}2`);
  made.write(`${path}2`, `${text}end\n`);
  made.add();
  expect((await readStaged(made)).fragments).toEqual([some(`${path}2`, `${text}end\n`, 31)]);
});

it('reads files whose names are no UTF-8', async () => {
  const made = repo();
  made.write(Buffer.from([0x61, 0xff]), 'one\n');
  made.write(Buffer.from([0x62, 0xff]), Buffer.from('password\n', 'utf16le'));
  made.add();
  expect(await readStaged(made)).toEqual({
    fragments: [whole('a\ufffd', 'one\n'), whole('b\ufffd', 'password\n')],
    skipped: [],
  });
});

it('decodes UTF-16, and finds its added lines', async () => {
  const before = 'user=ada\npassword=none\n';
  const after = 'user=ada\npassword=ăĊ\nmore=ă\n';
  const encode = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
  const made = committedRepo({ 'old.ini': encode(before), 'was-utf8.ini': before, 'now-utf8.ini': encode(before) });
  made.write('old.ini', encode(after));
  made.write('was-utf8.ini', encode(after));
  made.write('now-utf8.ini', after);
  made.write('new.ini', encode(after).swap16());
  made.write('no-mark.ini', Buffer.from(before, 'utf16le'));
  made.add();
  expect(await readStaged(made)).toEqual({
    fragments: [
      whole('new.ini', after),
      whole('no-mark.ini', before),
      some('now-utf8.ini', after, 2, 3),
      some('old.ini', after, 2, 3),
      some('was-utf8.ini', after, 2, 3),
    ],
    skipped: [],
  });
});

it('reads text that attributes hide from diffs', async () => {
  const made = committedRepo({
    '.gitattributes': '*.env -diff\n*.key binary\n*.lock diff=none\n',
    'a.env': 'one\ntwo\n',
    'b.lock': 'one\n',
  });
  made.git('config', 'diff.none.binary', 'true');
  made.write('a.env', 'zero\none\ntwo\ntwo\n');
  made.write('b.lock', 'one\ntwo\n');
  made.write('c.key', 'x\n');
  made.write('d.key', Buffer.from('x\0y'));
  made.add();
  expect(await readStaged(made)).toEqual({
    fragments: [some('a.env', 'zero\none\ntwo\ntwo\n', 1, 4), some('b.lock', 'one\ntwo\n', 2), whole('c.key', 'x\n')],
    skipped: [['d.key', 'binary']],
  });
});

it('reads text that attributes convert, as it will be stored', async () => {
  const made = committedRepo({ '.gitattributes': '*.txt text eol=crlf\n*.ps1 text working-tree-encoding=UTF-16LE\n' });
  made.write('a.txt', 'one\r\ntwo\r\n');
  made.write('b.ps1', Buffer.from('one\ntwo\n', 'utf16le'));
  made.add();
  expect(await readStaged(made)).toEqual({
    fragments: [whole('a.txt', 'one\ntwo\n'), whole('b.ps1', 'one\ntwo\n')],
    skipped: [],
  });
  made.git('config', 'core.autocrlf', 'true');
  made.write('c.md', 'one\r\n');
  made.add();
  expect((await readStaged(made)).fragments.at(-1)).toEqual(whole('c.md', 'one\n'));
});

it('leaves out files above the size limit and paths that are not included', async () => {
  const made = committedRepo({ 'shrunk.txt': 'x\n'.repeat(100) });
  made.write('shrunk.txt', 'y\n');
  made.write('at-limit.txt', 'x'.repeat(100));
  made.write('above.txt', 'x'.repeat(101));
  made.write('above.bin', Buffer.alloc(101));
  made.write('skipped/a.txt', 'x\n');
  made.write('skipped/b.bin', Buffer.from([0]));
  made.add();
  const isIncluded = (path: string) => !path.startsWith('skipped/');
  expect(await readStaged(made, { maxFileSize: 100, isIncluded })).toEqual({
    fragments: [whole('at-limit.txt', 'x'.repeat(100)), whole('shrunk.txt', 'y\n')],
    skipped: [
      ['above.bin', 'too-large'],
      ['above.txt', 'too-large'],
      ['skipped/a.txt', 'excluded'],
      ['skipped/b.bin', 'excluded'],
    ],
  });
  expect((await readStaged(made, { maxFileSize: Number.POSITIVE_INFINITY })).fragments.map(({ path }) => path)).toEqual(
    ['above.txt', 'at-limit.txt', 'shrunk.txt', 'skipped/a.txt'],
  );
});

it('reads where a symlink points, also where it takes the place of a file', async () => {
  const made = committedRepo({ 'was-file': 'content\n' });
  symlinkSync('old', join(made.path, 'was-link'));
  made.add();
  made.commit();
  for (const name of ['was-file', 'was-link']) unlinkSync(join(made.path, name));
  symlinkSync('target', join(made.path, 'was-file'));
  made.write('was-link', 'content\n');
  symlinkSync('https://example.com/', join(made.path, 'new-link'));
  made.add();
  expect(await readStaged(made)).toEqual({
    fragments: [whole('new-link', 'https://example.com/'), whole('was-file', 'target'), whole('was-link', 'content\n')],
    skipped: [],
  });
});

it('passes over submodules, whatever the configuration says of them, and removed ones', async () => {
  const library = committedRepo({ 'lib.txt': 'x\n' });
  const made = repo();
  for (const name of ['one', 'two']) made.git('submodule', '--quiet', 'add', library.path, name);
  made.git('config', 'diff.submodule', 'log');
  made.git('config', 'diff.ignoreSubmodules', 'all');
  const { fragments, skipped } = await readStaged(made);
  expect([fragments.map(({ path }) => path), skipped]).toEqual([
    ['.gitmodules'],
    [
      ['one', 'submodule'],
      ['two', 'submodule'],
    ],
  ]);
  made.commit();
  openRepo(join(made.path, 'one')).commit('moved on');
  made.add('one');
  made.git('rm', '--quiet', '--force', 'two');
  expect((await readStaged(made)).skipped).toEqual([['one', 'submodule']]);
});

it('reports conflicted files', async () => {
  const made = committedRepo({ 'a b.txt': 'base\n', 'c.txt': 'c\n' });
  made.git('switch', '--quiet', '--create', 'side');
  made.write('a b.txt', 'side\n');
  made.git('commit', '--quiet', '--all', '--message', 'side');
  made.git('switch', '--quiet', 'main');
  made.write('a b.txt', 'main\n');
  made.git('commit', '--quiet', '--all', '--message', 'main');
  expect(() => made.git('merge', 'side')).toThrow();
  made.write('c.txt', 'c\nd\n');
  made.add('c.txt');
  expect(await readStaged(made)).toEqual({
    fragments: [some('c.txt', 'c\nd\n', 2)],
    skipped: [['a b.txt', 'unmerged']],
  });
});
