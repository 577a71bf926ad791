import type { HeadRanges } from './head-check.ts';

/** Whose syntax a pattern is written in: JavaScript's (packs, `keyturn.yaml`) or Go's RE2 (`.gitleaks.toml`). */
export type Dialect = 'js' | 'go';

/** What `createMatcher` needs to run a pattern; plain data that can be stored as JSON. */
export interface PatternSource {
  source: string;
  flags: string;
  engine: 'native' | 'linear';
}

/** A pattern checked, translated to JavaScript over latin1 text (one character a byte) and measured. */
export interface CompiledPattern extends PatternSource {
  /** JavaScript source over bytes. */
  source: string;
  /** Empty or `i`; with engine `linear` also `k`: groups keep what an earlier round of a loop set, as in Go. */
  flags: string;
  /** `native`: the platform's RegExp may run it; `linear`: only our own matcher. */
  engine: 'native' | 'linear';
  /** Of the match, in bytes. */
  minLength: number;
  /** Of the match, in bytes; Infinity when unbounded. */
  maxLength: number;
  /** How many bytes before the match and after it lookaround can see; Infinity when unbounded. */
  reach: { before: number; after: number };
  /** Lower-cased strings, one of which every match starts with; null when that can't be said or there are too many. */
  prefixes: readonly string[] | null;
  /** The bytes that a match can begin with. */
  head: HeadRanges;
  groupCount: number;
  groupNames: readonly string[];
}

/** Start and end offset of a match or group. */
export type Span = [number, number];

export interface PatternMatch {
  start: number;
  end: number;
  /** The whole match first, then each capture group; undefined where a group took no part. */
  groups: readonly (Span | undefined)[];
  named: Readonly<Record<string, Span>>;
}

export interface Matcher {
  /** The first match that starts at or after `from`; of several at one start, the one Perl's rules prefer. */
  search(text: string, from: number): PatternMatch | undefined;
  /** The match that starts exactly at `at`. */
  matchAt(text: string, at: number): PatternMatch | undefined;
  test(text: string): boolean;
}

/** A pattern that can't be read, translated or run safely; `offset` counts UTF-16 units in the source as given. */
export class PatternError extends Error {
  readonly offset: number;

  /** `message` says what is wrong; the place is added to it. */
  constructor(message: string, offset: number) {
    super(`${message} at offset ${offset}`);
    this.name = 'PatternError';
    this.offset = offset;
  }
}

/** Thrown by a linear matcher that used up its steps in one call. */
export class PatternTooSlow extends Error {
  constructor(maxSteps: number) {
    super(`the pattern took more than ${maxSteps} steps`);
    this.name = 'PatternTooSlow';
  }
}
