import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readSmallFile } from '../../src/lib/read-small-file.ts';
import { UserError } from '../../src/lib/user-error.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'small-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('reads a text without its byte-order mark', () => {
  writeFileSync(join(folder, 'a'), '\uFEFFgrün');
  expect(readSmallFile(join(folder, 'a'), 'a', 'bad')).toBe('grün');
});

it.each<[string, (path: string) => void, string]>([
  ['that is missing', () => {}, 'a cannot be read: ENOENT'],
  ['that is a folder', (path) => mkdirSync(path), 'a must be a regular file'],
  ['that is a pipe', (path) => execFileSync('mkfifo', [path]), 'a must be a regular file'],
  [
    'of over 1 MB',
    (path) => writeFileSync(path, 'x'.repeat(1024 * 1024 + 1)),
    'a must be at most 1 MB, got 1048577 bytes',
  ],
  ['that is not UTF-8', (path) => writeFileSync(path, Buffer.from([0xff, 0xfe, 0x41])), 'a must be UTF-8 text'],
])('refuses a file %s', (_, make, message) => {
  make(join(folder, 'a'));
  expect(() => readSmallFile(join(folder, 'a'), 'a', 'bad')).toThrow(new UserError('bad', message));
});
