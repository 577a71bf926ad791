import type { Order } from './decode-utf16.ts';
import type { Reading } from './read-pieces.ts';

const blockSize = 1 << 16;

/**
 * Makes a function that fills a buffer, from an offset to its end or to that of the content, with the UTF-8 form of
 * UTF-16 text: first of what was read already, then of the rest, a block at a time. It gives how many bytes came.
 */
export function transcodeUtf16(first: Buffer, order: Order): (target: Buffer, from: number) => Reading<number> {
  const decoder = new TextDecoder('utf-16le', { ignoreBOM: true });
  const block = Buffer.alloc(blockSize);
  let raw = first;
  let odd: Buffer = Buffer.alloc(0);
  let ready: Buffer = Buffer.alloc(0);
  let isDone = false;

  function* nextBlock(): Reading<void> {
    if (raw.length === 0) raw = block.subarray(0, yield { target: block, offset: 0, limit: block.length });
    isDone = raw.length === 0;
    const taken = Buffer.concat([odd, raw.subarray(0, blockSize)]);
    raw = raw.subarray(blockSize);
    const even = taken.subarray(0, taken.length & ~1);
    odd = Buffer.from(taken.subarray(even.length));
    if (order === 'big') even.swap16();
    ready = Buffer.from(decoder.decode(even, { stream: !isDone }));
  }

  return function* fill(target, from) {
    let filled = from;
    while (filled < target.length) {
      while (ready.length === 0 && !isDone) yield* nextBlock();
      if (ready.length === 0) break;
      const count = ready.copy(target, filled);
      ready = ready.subarray(count);
      filled += count;
    }
    return filled - from;
  };
}
