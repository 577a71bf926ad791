import { describe, expect, it } from 'vitest';
import { BufferPool } from '../../src/lib/buffer-pool.ts';

describe('a pool of buffers', () => {
  it('lends again what came back', () => {
    const pool = new BufferPool();
    const first = pool.take(20_000);
    pool.give(first);
    const second = pool.take(30_000);
    expect([first.length, second.length, second.buffer === first.buffer]).toEqual([20_000, 30_000, true]);
  });

  it('lends nothing twice', () => {
    const pool = new BufferPool();
    const first = pool.take(20_000);
    pool.give(first);
    pool.give(first);
    expect(pool.take(20_000).buffer).not.toBe(pool.take(20_000).buffer);
  });

  it('leaves alone what it did not lend, and keeps no small ones', () => {
    const pool = new BufferPool();
    const other = Buffer.alloc(20_000);
    const small = pool.take(100);
    pool.give(other);
    pool.give(small);
    expect([pool.take(20_000).buffer === other.buffer, pool.take(100).length]).toEqual([false, 100]);
  });

  it('keeps 32 MB at most', () => {
    const pool = new BufferPool();
    const lent = [1, 2, 3].map(() => pool.take(16 << 20));
    for (const each of lent) pool.give(each);
    const again = [1, 2, 3].map(() => pool.take(16 << 20));
    expect(again.filter(({ buffer }) => lent.some((each) => each.buffer === buffer))).toHaveLength(2);
  });
});
