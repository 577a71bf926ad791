/**
 * Finds and undoes encodings: runs of base64 or hex by their length, escapes by the words that the prefilter saw.
 * What does not decode to text is no encoding; what is left is scanned like any other text.
 */

import { findEscaped } from './escapes.ts';
import { decodeHex } from './hex.ts';
import { decodeBase64, findRuns } from './runs.ts';

export const codecs = ['base64', 'hex', 'percent', 'unicode', 'html'] as const;
export type Codec = (typeof codecs)[number];

/** A piece of a text that says something else when decoded. Offsets are bytes. */
export interface Encoded {
  start: number;
  end: number;
  /** What was undone, outermost first. */
  codecs: readonly Codec[];
  decoded: Uint8Array;
}

/**
 * Everything encoded in a text, in no special order. `escapes`: where escaped pieces may start, ascending; `isCut`: the
 * text goes on from one before it, and may begin inside a run.
 */
export function findEncoded(bytes: Uint8Array, escapes: readonly number[], isCut: boolean): Encoded[] {
  const found: Encoded[] = [];
  for (const run of findRuns(bytes, isCut)) {
    const hex = run.isHex ? decodeHex(bytes, run.start, run.end) : undefined;
    if (hex !== undefined) found.push({ ...run, codecs: ['hex'], decoded: hex });
    const text = decodeBase64(bytes, run.start, run.end);
    if (text !== undefined) found.push({ ...run, codecs: ['base64'], decoded: text });
  }
  if (escapes.length > 0) found.push(...findEscaped(bytes, escapes));
  return found;
}
