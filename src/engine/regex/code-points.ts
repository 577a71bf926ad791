import { groupBy } from '../../lib/group-by.ts';
import type { Node } from './ast.ts';
import { byteNode, choice, sequence } from './ast.ts';
import { byteRanges } from './byte-set.ts';

/** Code points as ranges, both ends included, in order and apart from each other. */
export type CodePoints = readonly (readonly [number, number])[];

const lastCodePoint = 0x10ffff;

/** Sorts ranges and joins those that touch. */
export function joinRanges(ranges: Iterable<readonly [number, number]>): CodePoints {
  const joined: [number, number][] = [];
  for (const [low, high] of [...ranges].sort((left, right) => left[0] - right[0])) {
    const last = joined.at(-1);
    if (last && low <= last[1] + 1) last[1] = Math.max(last[1], high);
    else joined.push([low, high]);
  }
  return joined;
}

/** Every code point that is not in the ranges. */
export function invertRanges(ranges: CodePoints): CodePoints {
  const gaps: [number, number][] = [];
  let next = 0;
  for (const [low, high] of ranges) {
    if (low > next) gaps.push([next, low - 1]);
    next = high + 1;
  }
  if (next <= lastCodePoint) gaps.push([next, lastCodePoint]);
  return gaps;
}

/** Adds the other case of each ASCII letter. */
export function foldRanges(ranges: CodePoints): CodePoints {
  const cased = (from: number, to: number): [number, number][] =>
    ranges.flatMap(([low, high]): [number, number][] => {
      const start = Math.max(low, from);
      const end = Math.min(high, from + 25);
      return start <= end ? [[start - from + to, end - from + to]] : [];
    });
  return joinRanges([...ranges, ...cased(0x41, 0x61), ...cased(0x61, 0x41)]);
}

/** The ranges as one byte each; for patterns that are over bytes already. */
export function bytesNode(ranges: CodePoints): Node {
  return byteNode(byteRanges(clip(ranges, 0, 0xff)));
}

/**
 * The ranges in UTF-8 (RFC 3629): a byte set for ASCII and a choice of byte sequences for the rest. Ranges that hold
 * every non-ASCII character stand for any single byte above 7F.
 */
export function utf8Node(ranges: CodePoints): Node {
  const ascii = clip(ranges, 0, 0x7f);
  if (ranges.some(([low, high]) => low <= 0x80 && high === lastCodePoint)) {
    return byteNode(byteRanges([...ascii, [0x80, 0xff]]));
  }
  const encoded = sequences(clip(ranges, 0x80, lastCodePoint));
  const nodes = ascii.length > 0 || encoded.length === 0 ? [byteNode(byteRanges(ascii))] : [];
  return choice([...nodes, ...treeNodes(encoded)]);
}

function clip(ranges: CodePoints, from: number, to: number): [number, number][] {
  return ranges.flatMap(([low, high]): [number, number][] =>
    low <= to && high >= from ? [[Math.max(low, from), Math.min(high, to)]] : [],
  );
}

/** A run of code points whose UTF-8 forms are every combination of these byte ranges. */
type ByteRun = readonly (readonly [number, number])[];

const lengths = [
  [0x80, 0x7ff],
  [0x800, 0xd7ff],
  [0xe000, 0xffff],
  [0x10000, lastCodePoint],
] as const;

function sequences(ranges: CodePoints): ByteRun[] {
  return lengths.flatMap(([from, to]) => clip(ranges, from, to).flatMap(([low, high]) => splitRange(low, high)));
}

function splitRange(low: number, high: number): ByteRun[] {
  const tailBytes = high < 0x800 ? 1 : high < 0x10000 ? 2 : 3;
  for (let bytes = 1; bytes <= tailBytes; bytes++) {
    const mask = (1 << (6 * bytes)) - 1;
    if ((low & ~mask) === (high & ~mask)) continue;
    if ((low & mask) !== 0) return [...splitRange(low, low | mask), ...splitRange((low | mask) + 1, high)];
    if ((high & mask) !== mask) return [...splitRange(low, (high & ~mask) - 1), ...splitRange(high & ~mask, high)];
  }
  const first = encode(low);
  const last = encode(high);
  return [first.map((byte, index) => [byte, last[index]!] as const)];
}

function encode(codePoint: number): number[] {
  return [...new TextEncoder().encode(String.fromCodePoint(codePoint))];
}

/** Groups byte runs by their first byte, and first bytes by what may follow them. */
function treeNodes(runs: readonly ByteRun[]): Node[] {
  const byLead = groupBy(runs, (run) => run[0]!.join());
  const byTails = groupBy([...byLead.values()], (group) => JSON.stringify(group.map((run) => run.slice(1))));
  return [...byTails.values()].map((groups) => {
    const lead = byteNode(byteRanges(groups.map((group) => group[0]![0]!)));
    const tails = groups[0]!.map((run) => run.slice(1));
    return sequence([lead, choice(mergeLast(tails))]);
  });
}

function mergeLast(tails: readonly ByteRun[]): Node[] {
  if (tails[0]!.length === 1) return [byteNode(byteRanges(tails.map((tail) => tail[0]!)))];
  return treeNodes(tails);
}
