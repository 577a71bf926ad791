import type { Finding } from './finding.ts';

/** Why an input was left out by rule. Not an error. */
export type SkipReason =
  | 'binary'
  | 'too-large'
  | 'excluded'
  | 'symlink'
  | 'special-file'
  | 'submodule'
  | 'unmerged'
  | 'deleted';

export interface Skipped {
  path: string;
  reason: SkipReason;
}

/** Something that could not be read or done; the scan went on, the exit code is 2. */
export interface ScanError {
  /** A stable word: `EACCES`, `ENOENT`, `timeout`, `rule-too-slow`, ... */
  code: string;
  message: string;
  path?: string;
}

/** An inline ignore comment or an ignore-file line that suppressed nothing. */
export interface UnusedAllow {
  path: string;
  line: number;
  text: string;
}

/** The result of a whole scan. */
export interface Report {
  /** What was run: `scan`, `staged`, ... */
  command: string;
  /** Folder that the paths are relative to, absolute. */
  root: string;
  startedAt: Date;
  durationMs: number;
  scanned: { files: number; bytes: number; skipped: readonly Skipped[] };
  /** Sorted by path, line, column, rule. */
  findings: readonly Finding[];
  errors: readonly ScanError[];
  /** Findings held back by an inline comment, an ignore file or an allowlist that matched after detection. */
  suppressed: number;
  unusedAllows: readonly UnusedAllow[];
}
