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
  /** Of further entries that are about it too. */
  otherEntries?: readonly number[];
}

/** What an entry of a baseline is found by, and the one there is. */
export interface KnownMark {
  ruleId: string;
  path: string;
  /** As `KnownSource.hash` gives it. */
  hash: string;
  known?: Known;
  /** As `KnownSource.rows` gives them. */
  rows?: readonly FoundRow[];
}

/** A row of a baseline of detect-secrets for a finding; the raw value is gone. */
export interface FoundRow {
  path: string;
  /** The plugin's name for it. */
  type: string;
  /** SHA-1 of what the plugin takes, in hex. */
  hash: string;
  line: number;
  /** The hash is of something that other findings may have too: of all tokens of the kind, or of a further piece. */
  isShared?: true;
  /** No plugin takes it so: it keeps a secret known that none takes. */
  isSpare?: true;
  decision?: Decision;
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
  /** The baseline whose hashes the marks get, where that is another one: what is known is imported into it. */
  hashText?: string;
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
  /** Secrets that are further pieces of the finding, each with its line as `lineText` gives it. */
  parts?(): { secret: string; startLine: number; line: string }[];
}

/** What a baseline says of a finding, and the secret's hash where that was asked for. */
export interface KnownAnswer {
  known?: Known | undefined;
  hash?: string | undefined;
}

/** A baseline in use: one a run and thread. */
export interface KnownSource {
  /** What it says of a finding; undefined: it does not know it. */
  find(query: KnownQuery): Known | undefined;
  /** The same, and the hash, for who can wait: slow hashes are made by other threads, and only the secret is kept. */
  ask?(query: KnownQuery, isHashWanted: boolean): KnownAnswer | Promise<KnownAnswer>;
  /** The secret's hash as entries have it; absent where the format has no use for it. */
  hash?(secret: string): string;
  /** How the file would hold a finding; of one of detect-secrets. */
  rows?(query: KnownQuery): readonly FoundRow[] | undefined;
  /** Paths that entries name. */
  paths(): ReadonlySet<string>;
  /** What of it could not be honoured, for the user. */
  readonly notices?: readonly string[];
}
