import type { Node } from './ast.ts';
import { EDGE, hasByte, toRanges } from './byte-set.ts';
import { headOf } from './heads.ts';

/**
 * The bytes that can stand before a match and at its first places, one string each: its ranges as pairs of latin1
 * characters. Empty strings stand for "anything". Short data that spares most runs of the pattern.
 */
export interface HeadRanges {
  before: string;
  places: readonly string[];
}

/** The head of a pattern, up to the first place where the text may also end. */
export function headRanges(root: Node): HeadRanges {
  const places: string[] = [];
  for (const set of headOf(root, [])) {
    if (hasByte(set, EDGE)) break;
    places.push(encode(toRanges(set)));
  }
  const first = firstNode(root);
  const before = first.type === 'edge' && !first.ahead ? encode(toRanges(first.set)) : '';
  return { before, places };
}

function firstNode(node: Node): Node {
  if (node.type === 'sequence') return firstNode(node.items[0]!);
  return node.type === 'group' ? firstNode(node.body) : node;
}

function encode(ranges: readonly (readonly [number, number])[]): string {
  return ranges
    .filter(([from]) => from < EDGE)
    .map(([from, to]) => String.fromCharCode(from, Math.min(to, 255)))
    .join('');
}

/** Whether a text can match at an offset, as far as the head tells; the first character has nothing before it. */
export type HeadCheck = (bytes: Uint8Array, at: number) => boolean;

/** Makes the check: one table for all places, a bit each, the lowest for the byte before. */
export function createHeadCheck({ before, places }: HeadRanges): HeadCheck {
  const table = new Uint16Array(256);
  const allow = (ranges: string, bit: number) => {
    if (ranges === '') for (let code = 0; code < 256; code++) table[code]! |= bit;
    for (let i = 0; i < ranges.length; i += 2) {
      for (let code = ranges.charCodeAt(i); code <= ranges.charCodeAt(i + 1); code++) table[code]! |= bit;
    }
  };
  allow(before, 1);
  places.forEach((ranges, place) => {
    allow(ranges, 2 << place);
  });
  const count = places.length;
  return (bytes, at) => {
    if (at + count > bytes.length) return false;
    if (at > 0 && (table[bytes[at - 1]!]! & 1) === 0) return false;
    for (let place = 0; place < count; place++) {
      if ((table[bytes[at + place]!]! & (2 << place)) === 0) return false;
    }
    return true;
  };
}
