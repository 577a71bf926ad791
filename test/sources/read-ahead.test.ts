import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type Ahead, createReadAhead } from '../../src/sources/read-ahead.ts';
import { temporaryFolder } from '../helpers/repo.ts';

const kilobyte = 1 << 10;

/** Reads files with the content given as a scan does: lot by lot, each copied before the next. */
function readAll(contents: readonly (string | Buffer)[], isNamed = false): Ahead[][] {
  const folder = temporaryFolder();
  const files = contents.map((content, index) => {
    const file = join(folder, `${index}`);
    writeFileSync(file, content);
    return { path: `${index}`, file, isNamed };
  });
  const readAhead = createReadAhead();
  const lots: Ahead[][] = [];
  for (let from = 0; from < files.length; from += lots.at(-1)!.length) {
    const lot = readAhead(files, from);
    lots.push(lot.map((each) => (Buffer.isBuffer(each) ? Buffer.from(each) : each)));
  }
  return lots;
}

it('reads many small files at a time, and begins anew where the room is full', () => {
  const contents = Array.from({ length: 40 }, (_, index) => String.fromCharCode(65 + index).repeat(30 * kilobyte));
  const lots = readAll(contents);
  expect(lots.flat().map(String)).toEqual(contents);
  expect(lots.map(({ length }) => length)).toEqual([17, 17, 6]);
});

it('leaves to be read on their own what is named, empty, in UTF-16 or as large as the room', () => {
  const utf16 = Buffer.from('\ufeffsome text in UTF-16', 'utf16le');
  expect(readAll(['', utf16, Buffer.alloc(512 * kilobyte, 'x'), 'text'])).toEqual([
    [undefined, undefined, undefined, Buffer.from('text')],
  ]);
  expect(readAll(['text'], true)).toEqual([[undefined]]);
});

it('tells binary files from text, whatever stood in the room before', () => {
  const binary = Buffer.from('GIF89a\0\0\0\0\x01\x02');
  const text = Buffer.from('\xff\xfeno mark but text'.slice(1), 'latin1');
  expect(readAll([binary, text, binary, 'more'])).toEqual([['binary', text, 'binary', Buffer.from('more')]]);
});

it('gives the error of a file that cannot be read, and never follows a link', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'folder'));
  writeFileSync(join(folder, 'file'), 'x');
  symlinkSync('file', join(folder, 'link'));
  const files = ['folder', 'link', 'none', 'file'].map((path) => ({ path, file: join(folder, path), isNamed: false }));
  const told = createReadAhead()(files, 0).map((each) => (each instanceof Error ? each.code : String(each)));
  expect(told).toEqual(['EISDIR', 'ELOOP', 'ENOENT', 'x']);
});
