import type { Finding } from './finding.ts';
import type { HistoryScope } from './history.ts';
import type { Decision } from './known.ts';
import type { Shard } from './shard.ts';

/** Why an input was left out by rule. Not an error. */
export type SkipReason =
  | 'binary'
  | 'archive'
  | 'too-large'
  | 'excluded'
  | 'symlink'
  | 'special-file'
  | 'submodule'
  | 'lfs-pointer'
  | 'unmerged'
  | 'deleted';

export interface Skipped {
  path: string;
  reason: SkipReason;
  /** The user named this very file, and should be told. */
  isNamed?: true;
}

/** Something that could not be read or done; the scan went on, the exit code is 2. */
export interface ScanError {
  /** A stable word: `EACCES`, `ENOENT`, `timeout`, `rule-too-slow`, ... */
  code: string;
  message: string;
  path?: string;
  /** Id of a git object that is missing or damaged, and the commits it belongs to (at most 20). */
  object?: string;
  commits?: readonly string[];
}

/** An inline ignore comment or an ignore-file line that suppressed nothing. */
export interface UnusedAllow {
  path: string;
  line: number;
  text: string;
}

/** An entry of the baseline that nothing matches any more. */
export interface StaleEntry {
  ruleId: string;
  path: string;
  decision: Decision;
  reason?: string;
}

/** The result of a whole scan. */
export interface Report {
  /** What was run: `scan`, `staged`, ... */
  command: string;
  /** Folder that the paths are relative to, absolute. */
  root: string;
  startedAt: Date;
  durationMs: number;
  /** Of a history also commits and distinct blobs; `files` then counts distinct versions of files. */
  scanned: { files: number; bytes: number; commits?: number; blobs?: number; skipped: readonly Skipped[] };
  /** Sorted by path, line, column, rule. */
  findings: readonly Finding[];
  /** What the baseline in use knows; no reason to fail. */
  known: readonly Finding[];
  /** How the baseline in use is called. */
  baseline?: string;
  /** Only where they were asked for. */
  staleEntries?: readonly StaleEntry[];
  /** Files that were read, of those that the baseline names; only where it is being written. */
  readPaths?: ReadonlySet<string>;
  errors: readonly ScanError[];
  /** Findings held back by an inline comment, an ignore file or an allowlist that matched after detection. */
  suppressed: number;
  unusedAllows: readonly UnusedAllow[];
  /** Of `history` only. */
  history?: HistoryScope;
  /** Of one of several that share an audit. */
  shard?: Shard;
}
