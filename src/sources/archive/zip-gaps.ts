import type { RandomAccess } from './cursor.ts';
import { localLength, readLocal, type ZipRecord } from './zip-directory.ts';

const mark = Buffer.from('PK\x03\x04', 'latin1');
const step = 256 << 10;

/** From, to; the end is not in it. */
export type Range = [number, number];

/** Adds a range, to the one before where it follows that: entries mostly lie one behind the other. */
export function cover(ranges: Range[], from: number, to: number): void {
  const last = ranges.at(-1);
  if (last !== undefined && from >= last[1] && from - last[1] < localLength) last[1] = to;
  else ranges.push([from, to]);
}

/** An entry that no directory names, and how many bytes it takes at most. */
export interface Unlisted {
  local: ZipRecord & { content: number };
  packed: number;
}

/** Entries in the parts of a zip that none of the ranges covers: deleted ones, those of a zip that was cut off. */
export function* findGaps(access: RandomAccess, ranges: Range[]): Generator<Unlisted> {
  ranges.sort(([a], [b]) => a - b);
  let at = 0;
  for (const [start, end] of [...ranges, [access.size, access.size] as const]) {
    if (start > at) yield* searchGap(access, at, start);
    at = Math.max(at, end);
  }
}

function* searchGap(access: RandomAccess, from: number, to: number): Generator<Unlisted> {
  for (let at = from; at + localLength <= to; ) {
    const bytes = access.read(at, Math.min(step, to - at));
    const found = bytes.indexOf(mark);
    if (found < 0) {
      at += Math.max(1, bytes.length - mark.length + 1);
      continue;
    }
    const local = readLocal(access, at + found);
    at += found + mark.length;
    if (local === undefined || local.content > to) continue;
    // Behind an entry without a size its descriptor follows, or another entry.
    const packed = local.hasDescriptor && local.packed === 0 ? to - local.content : local.packed;
    yield { local, packed: Math.min(packed, to - local.content) };
    if (!local.hasDescriptor) at = Math.max(at, Math.min(to, local.content + packed));
  }
}
