import { ByteReader, ByteWriter } from './byte-stream.ts';

/**
 * Ascending numbers as a short text: how far it is to the next run of neighbours, and how long that is, over and over,
 * as a `ByteWriter` writes them, in base64.
 */
export function encodeRuns(numbers: Iterable<number>): string {
  const out = new ByteWriter();
  let start = 0;
  let end = 0;
  let last = 0;
  const close = () => {
    if (end === start) return;
    out.number(start - last);
    out.number(end - start);
    last = end;
  };
  for (const number of numbers) {
    if (number !== end) {
      close();
      start = number;
    }
    end = number + 1;
  }
  close();
  return out.bytes().toString('base64');
}

/** The numbers of a text, all below `limit`. Throws RangeError for what `encodeRuns` did not make. */
export function decodeRuns(text: string, limit: number): Int32Array {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text) throw new RangeError('it is no base64');
  const runs: [start: number, end: number][] = [];
  const reader = new ByteReader(bytes);
  let count = 0;
  for (let last = 0; reader.left > 0; ) {
    const start = last + reader.number();
    const length = reader.number();
    last = start + length;
    if (length === 0 || last > limit) throw new RangeError(`it has numbers from ${limit} on`);
    runs.push([start, last]);
    count += length;
  }
  const numbers = new Int32Array(count);
  let at = 0;
  for (const [start, end] of runs) for (let number = start; number < end; number++) numbers[at++] = number;
  return numbers;
}
