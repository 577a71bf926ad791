import { appendFileSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { SkipReason } from '../../src/model/report.ts';
import { createFileScanner } from '../../src/sources/scan-file.ts';
import { temporaryFolder } from '../helpers/repo.ts';

/** What a sink is told of one file; `onRead` is called between its pieces. */
async function scan(file: string, isNamed = false, onRead = () => {}) {
  const told: { text: string; skipped: SkipReason[]; errors: string[]; bytes: number[] } = {
    text: '',
    skipped: [],
    errors: [],
    bytes: [],
  };
  await createFileScanner({ maxFileSize: Number.POSITIVE_INFINITY }).scan(
    { path: 'a', file, isNamed },
    {
      fragment: ({ bytes }) => {
        told.text += Buffer.from(bytes).toString('latin1');
        onRead();
      },
      skip: (_, reason) => told.skipped.push(reason),
      error: ({ code, message }) => told.errors.push(`${code} ${message}`),
      fileDone: (_, bytes) => told.bytes.push(bytes),
      expect() {},
    },
  );
  return told;
}

const nothing = { text: '', skipped: [], errors: [], bytes: [] };

function write(content: string | Buffer): string {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, content);
  return file;
}

it.each([0, 1, 100, (256 << 10) - 1, 256 << 10, (256 << 10) + 1, (1 << 20) - 1])(
  'reads a file of %i bytes in one piece',
  async (size) => {
    expect(await scan(write(Buffer.alloc(size, 'x')))).toEqual({ ...nothing, text: 'x'.repeat(size), bytes: [size] });
  },
);

it('reads a file that grows as long as it was, and one that shrinks as long as it is', async () => {
  const size = 5 << 20;
  const growing = write(Buffer.alloc(size, 'x'));
  expect((await scan(growing, false, () => appendFileSync(growing, 'more'))).bytes).toEqual([size]);
  const shrinking = write(Buffer.alloc(3 * size, 'x'));
  const { bytes, errors } = await scan(shrinking, false, () => truncateSync(shrinking, size));
  expect([bytes, errors]).toEqual([[size], []]);
});

it('follows a link only where it was named', async () => {
  const file = write('x');
  symlinkSync(file, `${file}-link`);
  expect(await scan(`${file}-link`)).toEqual({ ...nothing, skipped: ['symlink'] });
  expect(await scan(`${file}-link`, true)).toEqual({ ...nothing, text: 'x', bytes: [1] });
});

it('tells what it could not read', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'dir'));
  expect(await scan(join(folder, 'gone'))).toEqual({ ...nothing, skipped: ['deleted'] });
  expect((await scan(join(folder, 'gone'), true)).errors).toEqual([
    'ENOENT a could not be read: ENOENT: no such file or directory, open',
  ]);
  expect(await scan(join(folder, 'dir'))).toEqual({ ...nothing, skipped: ['special-file'] });
});
