import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { takeLock } from '../../src/baseline/lock.ts';
import { folder } from '../helpers/folder.ts';

const quiet = () => {};

it('is held by one until that one releases it', async () => {
  const path = join(folder(), 'b');
  const first = await takeLock(path, 'b', 0, quiet);
  await expect(takeLock(path, 'b', 0, quiet)).rejects.toThrow(
    `b is being changed by another keyturn (process ${process.pid}): wait for it, or remove b.lock if nothing is running`,
  );
  let hasWaited = false;
  const second = takeLock(path, 'b', 60_000, () => {
    hasWaited = true;
  });
  first.release();
  (await second).release();
  expect([hasWaited, existsSync(`${path}.lock`)]).toEqual([true, false]);
});

it('is taken over from a process that has ended', async () => {
  const path = join(folder(), 'b');
  const { pid } = spawnSync(process.execPath, ['--eval', '']);
  writeFileSync(`${path}.lock`, `${pid} ${hostname()} 0123456789ab\n`);
  (await takeLock(path, 'b', 0, quiet)).release();
  expect(existsSync(`${path}.lock`)).toBe(false);
});

it.each([
  ['of another machine', `1 elsewhere.example 0123456789ab\n`],
  ['that somebody else has made', 'mine'],
])('is not taken away where it is one %s', async (_title, text) => {
  const path = join(folder(), 'b');
  writeFileSync(`${path}.lock`, text);
  await expect(takeLock(path, 'b', 0, quiet)).rejects.toThrow('b is being changed by another keyturn');
  expect(readFileSync(`${path}.lock`, 'utf8')).toBe(text);
});

it('goes from one to the next, never to two', async () => {
  const path = join(folder(), 'b');
  let holders = 0;
  let most = 0;
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      const lock = await takeLock(path, 'b', 60_000, quiet);
      most = Math.max(most, ++holders);
      await new Promise((resolve) => setImmediate(resolve));
      holders--;
      lock.release();
    }),
  );
  expect(most).toBe(1);
});
