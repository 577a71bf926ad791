import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyAppend, planAppend } from '../../../src/doctor/repair/append.ts';
import { folder } from '../../helpers/folder.ts';

const read = (root: string) => readFileSync(join(root, 'a'), 'utf8');

describe('adding lines to a file', () => {
  it.each([
    ['', 'x\ny\n'],
    ['a\n', 'a\nx\ny\n'],
    ['a', 'a\nx\ny\n'],
    ['a\r\nb', 'a\r\nb\r\nx\r\ny\r\n'],
    ['x  \n', 'x  \ny\n'],
    ['\ufeffa\n', '\ufeffa\nx\ny\n'],
  ])('to %j gives %j, and nothing more the second time', (before, after) => {
    const root = folder({ a: before });
    applyAppend(root, planAppend(root, 'a', ['x', 'y', 'x']));
    expect(read(root)).toBe(after);
    expect(planAppend(root, 'a', ['x', 'y']).lines).toEqual([]);
  });

  it('makes the file where there is none, and keeps the mode of one that is there', () => {
    const root = folder({ b: 'b\n' });
    chmodSync(join(root, 'b'), 0o640);
    for (const name of ['a', 'b']) applyAppend(root, planAppend(root, name, ['x']));
    expect(read(root)).toBe('x\n');
    expect(statSync(join(root, 'b')).mode & 0o777).toBe(0o640);
    expect(readdirSync(root).sort()).toEqual(['a', 'b']);
  });

  it('does nothing where the file was changed since it was shown', () => {
    const root = folder({ a: 'a\n' });
    const change = planAppend(root, 'a', ['x']);
    writeFileSync(join(root, 'a'), 'b\n');
    expect(() => applyAppend(root, change)).toThrow('a was changed meanwhile: nothing was written');
    expect(read(root)).toBe('b\n');
  });

  it('refuses links, folders and what is no text', () => {
    const root = folder({ binary: '' });
    const outside = folder({ kept: 'kept\n' });
    symlinkSync(join(outside, 'kept'), join(root, 'link'));
    symlinkSync(outside, join(root, 'away'));
    mkdirSync(join(root, 'folder'));
    writeFileSync(join(root, 'binary'), Buffer.from([0xff, 0xfe, 0x00]));
    expect(() => planAppend(root, 'link', ['x'])).toThrow('link is no regular file: left as it is');
    expect(() => planAppend(root, 'folder', ['x'])).toThrow('folder is no regular file: left as it is');
    expect(() => planAppend(root, 'binary', ['x'])).toThrow('binary is no UTF-8 text: left as it is');
    expect(() => planAppend(root, 'away/kept', ['x'])).toThrow('away/kept its folder lies outside of the repository');
    expect(readFileSync(join(outside, 'kept'), 'utf8')).toBe('kept\n');
  });

  it('leaves the file as it is where nothing can be written', () => {
    const root = folder({ a: 'a\n' });
    const change = planAppend(root, 'a', ['x']);
    chmodSync(root, 0o555);
    try {
      if (process.getuid?.() !== 0) expect(() => applyAppend(root, change)).toThrow(/a cannot be written: EACCES/);
      expect(read(root)).toMatch(/^a\n/);
    } finally {
      chmodSync(root, 0o755);
    }
  });
});
