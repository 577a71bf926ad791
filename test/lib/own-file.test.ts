import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { OwnFileError, ownFileStamp, readOwnFile, writeOwnFile } from '../../src/lib/own-file.ts';
import { folder } from '../helpers/folder.ts';

it('writes a file that nobody else can read, in a folder of the same kind', () => {
  const file = join(folder(), 'deep/er/file');
  const stamp = writeOwnFile(file, Buffer.from('one'));
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(join(file, '..')).mode & 0o777).toBe(0o700);
  expect(readOwnFile(file, 100)).toEqual({ bytes: Buffer.from('one'), stamp });
});

it('replaces a file whole, a link by a file, and leaves nothing beside it', () => {
  const root = folder({ target: 'kept' });
  symlinkSync(join(root, 'target'), join(root, 'file'));
  const first = writeOwnFile(join(root, 'file'), Buffer.from('new'));
  const second = writeOwnFile(join(root, 'file'), Buffer.from('newer'));
  expect(second).not.toBe(first);
  expect(ownFileStamp(join(root, 'file'))).toBe(second);
  expect(readFileSync(join(root, 'target'), 'utf8')).toBe('kept');
  expect(readdirSync(root).sort()).toEqual(['file', 'target']);
});

it('knows a file that is not there', () => {
  expect(readOwnFile(join(folder(), 'none'), 100)).toBeUndefined();
  expect(ownFileStamp(join(folder(), 'none'))).toBeUndefined();
});

it('reads no file that others may write to, no folder and none that is too large', () => {
  const root = folder({ open: 'x', large: 'x'.repeat(101) });
  chmodSync(join(root, 'open'), 0o666);
  mkdirSync(join(root, 'inner'));
  for (const name of ['open', 'large', 'inner']) expect(() => readOwnFile(join(root, name), 100)).toThrow(OwnFileError);
});

it('follows no link', () => {
  const root = folder({ target: 'x' });
  symlinkSync(join(root, 'target'), join(root, 'link'));
  expect(() => readOwnFile(join(root, 'link'), 100)).toThrow(/ELOOP/);
});

it('uses no folder that others may write to', () => {
  const root = folder();
  chmodSync(root, 0o777);
  expect(() => writeOwnFile(join(root, 'file'), Buffer.from('x'))).toThrow(OwnFileError);
  expect(readdirSync(root)).toEqual([]);
});
