/** What people have decided of a known finding. */
export const decisions = ['undecided', 'real', 'false-alarm', 'test'] as const;
export type Decision = (typeof decisions)[number];

/** What a baseline says of a finding. */
export interface Known {
  decision: Decision;
  reason?: string;
  /** Who decided. */
  by?: string;
  /** When: YYYY-MM-DD. */
  at?: string;
  /** Last day on which it counts: YYYY-MM-DD. */
  until?: string;
  /** That day has passed: the finding counts as new. */
  isExpired?: true;
  /** The entry's number in its baseline, from 0. */
  entry: number;
}

/** What an entry of a baseline is found by, and the one there is. */
export interface KnownMark {
  ruleId: string;
  path: string;
  /** As `KnownSource.hash` gives it. */
  hash: string;
  known?: Known;
}

/** A baseline's file, as it was read. */
export interface BaselineFile {
  /** Absolute. */
  path: string;
  /** How reports and messages call it. */
  name: string;
  text: string;
  /** Findings get their `marks`. */
  isRecording?: true;
}

/** A finding as a baseline is asked for it. The raw value does not outlive the question. */
export interface KnownQuery {
  ruleId: string;
  /** As in reports. */
  path: string;
  secret: string;
  startLine: number;
  /** The text of the secret's first line, without its break; of a line that is longer than a window, the window. */
  lineText(): string;
  /** The text of another line, by its number, where the fragment holds it; cut if it is very long. */
  lineAt?(line: number): string | undefined;
}

/** A baseline in use: one a run and thread. */
export interface KnownSource {
  /** What it says of a finding; undefined: it does not know it. */
  find(query: KnownQuery): Known | undefined;
  /** The secret's hash as entries have it; absent where the format has no use for it. */
  hash?(secret: string): string;
  /** Paths that entries name. */
  paths(): ReadonlySet<string>;
}
