import type { Decision } from '../model/known.ts';

/** The name of the file that is found by itself, in the root of the work tree. */
export const baselineName = '.secrets.baseline';

/** What the file says that it is. */
export const formatName = 'keyturn-baseline';
export const formatVersion = 1;

/** How a secret's hash was made: see `hash.ts`. */
export const hashKinds = ['hmac', 'scrypt'] as const;
export type HashKind = (typeof hashKinds)[number];

/** What scrypt (RFC 7914) costs: `N * r * 128` bytes of memory, and time with `N * r * p`. */
export interface SlowCost {
  N: number;
  r: number;
  p: number;
}

/** A known finding. */
export interface Entry {
  /** `KIND:VALUE`, the value 32 hexadecimal digits. */
  hash: string;
  ruleId: string;
  path: string;
  decision: Decision;
  reason?: string;
  by?: string;
  at?: string;
  until?: string;
  /** Found in the history: a scan of the work tree alone never takes it for gone. */
  history?: true;
}

export interface Baseline {
  /** Random, 32 bytes, of this file alone. */
  key: Buffer;
  slow: SlowCost;
  entries: Entry[];
}

/** What tells an entry from the others. */
export function entryKey({ hash, ruleId, path }: Pick<Entry, 'hash' | 'ruleId' | 'path'>): string {
  return [hash, ruleId, path].join('\0');
}
