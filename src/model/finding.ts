import type { FindingHistory } from './history.ts';
import type { Known, KnownMark } from './known.ts';
import type { Confidence, Severity } from './level.ts';

/** Where something stands. Lines and columns from 1; the end column is the one after the last character. */
export interface Place {
  path: string;
  startLine: number;
  endLine: number;
  startColumn: number;
  endColumn: number;
}

/** A further piece of a multi-part credential (an AWS key id beside its secret). */
export interface FindingPart extends Place {
  /** What it is (`user`, `host`); absent where its rule says it. */
  name?: string;
  ruleId: string;
  redacted: string;
}

/** A secret at a place, as everyone outside the engine sees it: the raw value is gone. */
export interface Finding extends Place {
  ruleId: string;
  description: string;
  provider: string;
  severity: Severity;
  confidence: Confidence;
  tags: readonly string[];
  /** The value with as much hidden as the user asked for; all of it by default. */
  redacted: string;
  /** Shannon entropy of the secret, in bits per character. */
  entropy: number;
  /** Depends on rule, secret and path, not on the line; see `findings/fingerprint.ts`. */
  fingerprint: string;
  /** Equal for equal secrets within one report, and only there. */
  secretHash: string;
  /** What is to be said of its place: that a later layer of an image deletes it. */
  remark?: string;
  /** Why it was reported. */
  reasons: readonly string[];
  /** Every place of this secret under this rule, this finding's own among them; at most 100 of them. */
  places: readonly Place[];
  /** How many places there are, where `places` was cut. */
  placeCount: number;
  /** The text of the first line, every secret in it hidden, cut to a window round the secret. */
  line: string;
  /** Where the hidden secret stands in `line`: offsets from 0 in UTF-16 code units. */
  lineStart: number;
  lineEnd: number;
  /** Codecs undone to see it, outermost first. */
  decoded: readonly string[];
  parts: readonly FindingPart[];
  references: readonly string[];
  /** What to do next, in one line. */
  advice: string;
  /** The vendor's page for it. */
  adviceUrl?: string;
  /** Where the finding is from a history. */
  history?: FindingHistory;
  /** What the baseline in use says of it, of a history at all its places. Unless that has expired, it is not new. */
  known?: Known;
  /** What entries for it would be, one for each place and rule; only where a baseline is being written. */
  marks?: readonly KnownMark[];
}
