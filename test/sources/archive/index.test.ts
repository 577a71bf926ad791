import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { tar, zip } from '../../helpers/archives.ts';
import { folder } from '../../helpers/folder.ts';
import { leak, scanArchive, scanPaths } from '../../helpers/scan-archive.ts';

const files = [
  { name: 'src/config.py', content: leak(1) },
  { name: 'bin/tool', content: Buffer.from([1, 0, 2]) },
  { name: '.env', content: leak(2) },
];

it.each([
  ['a.tar', tar(files)],
  ['a.tar.gz', gzipSync(tar(files))],
  ['a.zip', zip(files)],
  ['a.jar', zip(files.map((file) => ({ ...file, method: 0 })))],
])('scans the files in %s when it is named', async (name, content) => {
  expect(await scanArchive(name, content)).toEqual({
    found: [`${name}!.env:2`, `${name}!src/config.py:2`],
    skipped: [`${name}!bin/tool binary`],
  });
});

it.each([
  ['app.log.gz', 'app.log'],
  ['backup.SQL.GZ', 'backup.SQL'],
  ['dump', 'dump'],
])('calls the content of %s %s', async (name, inner) => {
  expect(await scanArchive(name, gzipSync(leak()))).toEqual({ found: [`${name}!${inner}:2`] });
});

it('opens archives in archives', async () => {
  const inner = zip([
    { name: 'lib/app.jar', content: zip(files.slice(0, 1)) },
    { name: 'old.log.gz', content: gzipSync(leak(3)) },
  ]);
  const outer = gzipSync(tar([{ name: './inner.zip', content: inner }]));
  expect(await scanArchive('release.tgz', outer)).toEqual({
    found: ['release.tgz!inner.zip!lib/app.jar!src/config.py:2', 'release.tgz!inner.zip!old.log.gz!old.log:2'],
  });
});

describe('archives in a folder', () => {
  const make = () => {
    const cwd = folder({ 'a.txt': 'nothing' });
    writeFileSync(join(cwd, 'a.zip'), zip(files.slice(0, 1)));
    return cwd;
  };

  it('are left out and counted unless asked for', async () => {
    expect(await scanPaths(make())).toEqual({ found: [], skipped: ['a.zip archive'] });
  });

  it.each([[{ archives: true }], [{ maxArchiveDepth: 1 }], [{ archives: true, maxFileSize: '1MB' }]])(
    'are opened with %j',
    async (flags) => {
      expect(await scanPaths(make(), flags)).toEqual({ found: ['a.zip!src/config.py:2'] });
    },
  );

  it('are opened by none of the flags where the depth is 0', async () => {
    const flags = { paths: ['a.zip'], archives: true, maxArchiveDepth: 0 };
    expect(await scanPaths(make(), flags)).toEqual({ found: [], skipped: ['a.zip archive'] });
  });
});

it.each(['!<arch>\n', 'BZh91AY&SY', 'Cr24', '7z', 'PK', '(', 'Rar!'])(
  'scans a text that begins with %j as a text in folders, and so does not hide it',
  async (head) => {
    const cwd = folder({ a: `${head}\n${leak()}` });
    expect((await scanPaths(cwd)).found).toHaveLength(1);
  },
);

describe('what an archive holds', () => {
  it('is judged by its path, the archive being a folder of it', async () => {
    const content = zip([
      { name: 'vendor/a.py', content: leak(1) },
      { name: 'src/a.py', content: leak(2) },
    ]);
    const found = ['a.zip!src/a.py:2'];
    const skipped = ['a.zip!vendor/a.py excluded'];
    expect(await scanArchive('a.zip', content, { exclude: ['vendor'] })).toEqual({ found, skipped });
    expect(await scanArchive('a.zip', content, { exclude: ['a.zip!vendor/**'] })).toEqual({ found, skipped });
    expect(await scanArchive('a.zip', content, { include: ['src/**', '**/src/**'] })).toEqual({ found, skipped });
  });

  it('is left out where it is too large', async () => {
    const content = zip([
      { name: 'large', content: `${leak()}${'x'.repeat(5000)}` },
      { name: 'small', content: leak(2) },
    ]);
    expect(await scanArchive('a.zip', content, { maxFileSize: '2kB' })).toEqual({
      found: ['a.zip!small:2'],
      skipped: ['a.zip!large too-large'],
    });
  });
});
