import { closeSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { scanArchiveFile } from '../../../src/sources/archive/index.ts';
import { tar, zip } from '../../helpers/archives.ts';
import { folder } from '../../helpers/folder.ts';
import { saved } from '../../helpers/image.ts';
import { python } from '../../helpers/python.ts';
import { storedZstd } from '../../helpers/zstd.ts';

const files = Array.from({ length: 4 }, (_, index) => ({
  name: `folder/${index}.txt`,
  content: Array.from({ length: 20 }, (_, line) => `${index * 1000 + line * 37} some words\n`).join(''),
}));

/** Reads an archive without looking for secrets in it. */
async function read(path: string) {
  const told = { done: 0, unknown: 0, errors: [] as string[] };
  const descriptor = openSync(path, 'r');
  try {
    await scanArchiveFile(
      'a',
      descriptor,
      {
        fragment() {},
        skip(_, reason) {
          told.done++;
          if (reason === 'binary') told.unknown++;
        },
        error: ({ message }) => told.errors.push(message),
        expect() {},
        fileDone() {
          told.done++;
        },
      },
      { maxDepth: 8, maxSize: undefined, maxFileSize: Infinity, isIncluded: () => true, excludes: () => false },
    );
  } finally {
    closeSync(descriptor);
  }
  return told;
}

/** Numbers that look random, the same each time. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

it.each([
  ['zip', zip(files), 150],
  ['stored zip', zip(files.map((file) => ({ ...file, method: 0 }))), 150],
  ['tar', tar(files), 150],
  ['tar.gz', gzipSync(tar(files)), 150],
  ['tar.bz2', python('bz2', 'bz2.compress(data)', tar(files)), 100],
  ['tar.xz', python('lzma', 'lzma.compress(data)', tar(files)), 100],
  ['tar.zst', storedZstd(tar(files)), 100],
  ['image', saved({ layers: [tar(files), gzipSync(tar(files))], config: { os: 'linux' } }), 100],
  ['zip in tar.gz', gzipSync(tar([{ name: 'a.zip', content: zip(files) }])), 100],
])('of a %s with flipped bits, or one that is cut off, all is read or an error told', async (name, content, times) => {
  const path = join(folder(), 'a');
  writeFileSync(path, content);
  const whole = await read(path);
  expect(whole.errors).toEqual([]);
  const random = randomNumbers(name.length);
  for (let time = 0; time < times; time++) {
    const changed = Buffer.from(content);
    for (let flips = random(3); flips >= 0; flips--) changed[random(changed.length)]! ^= 1 << random(8);
    const cut = random(4) === 0 ? changed.subarray(0, random(changed.length)) : changed;
    writeFileSync(path, cut);
    const { done, unknown, errors } = await read(path);
    // What is known for an archive by its first bytes is a binary file without them.
    const isRead = done >= whole.done || unknown > whole.unknown;
    expect([time, isRead || errors.length > 0]).toEqual([time, true]);
  }
});
