import type { Order } from './decode-utf16.ts';
import type { ReadInto } from './read-pieces.ts';

const blockSize = 1 << 16;

/** Reads UTF-16 content as UTF-8: first what was read already, then the rest through `read`, a block at a time. */
export function transcodeUtf16(first: Buffer, order: Order, read: ReadInto): ReadInto {
  const decoder = new TextDecoder('utf-16le', { ignoreBOM: true });
  const block = Buffer.alloc(blockSize);
  let raw = first;
  let odd: Buffer = Buffer.alloc(0);
  let ready: Buffer = Buffer.alloc(0);
  let isDone = false;

  function nextBlock(): void {
    if (raw.length === 0) raw = block.subarray(0, read(block, 0, block.length));
    isDone = raw.length === 0;
    const taken = Buffer.concat([odd, raw.subarray(0, blockSize)]);
    raw = raw.subarray(blockSize);
    const even = taken.subarray(0, taken.length & ~1);
    odd = Buffer.from(taken.subarray(even.length));
    if (order === 'big') even.swap16();
    ready = Buffer.from(decoder.decode(even, { stream: !isDone }));
  }

  return (target, offset, limit) => {
    while (ready.length === 0 && !isDone) nextBlock();
    const count = Math.min(limit, ready.length);
    ready.copy(target, offset, 0, count);
    ready = ready.subarray(count);
    return count;
  };
}
