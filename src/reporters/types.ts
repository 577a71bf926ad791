import type { Confidence, Severity } from '../model/level.ts';
import type { Report } from '../model/report.ts';
import type { RuleDetails } from '../model/rule.ts';

/** What a report says of a rule: its details, and the levels in force for this run. */
export interface ReportedRule extends RuleDetails {
  severity: Severity;
  confidence: Confidence;
}

/** What a reporter knows besides the report; it reads neither the environment nor the terminal. */
export interface ReportContext {
  /** Of keyturn itself. */
  version: string;
  /** Whether ANSI colours are wanted. */
  color: boolean;
  /** Whether paths are printed as OSC 8 links; see `canHyperlink`. */
  hyperlinks: boolean;
  verbose: boolean;
  /** Findings only: no summary, nothing when there are none. */
  quiet: boolean;
  /** Whether what the baseline knows is listed too, marked. */
  showKnown?: boolean;
  /** Columns to fit the terminal report into; Infinity: lines are neither wrapped nor cut. */
  width: number;
  /** Absolute; the terminal report prints paths relative to it. */
  cwd: string;
  /** Per cent of each secret that is hidden; the report's texts already are. */
  redact: number;
  /** Of `history` only, where it was asked for. */
  replacements?: ReportedReplacements;
  /** What the process will end with. */
  exitCode: number;
  /** The rules that have findings, at least; called by the formats that describe rules, and by no other. */
  rules: () => readonly ReportedRule[] | Promise<readonly ReportedRule[]>;
}

/** What `--replace-text` wrote. */
export interface ReportedReplacements {
  /** Absolute; undefined where there was nothing to write. */
  file: string | undefined;
  /** How many values are in it. */
  count: number;
  /** Values that are not in it, by where they stand. */
  leftOut: readonly { place: string; reason: string }[];
}

/** Pieces of text, to be written one after the other as they come. */
export type ReportText = Iterable<string> | AsyncIterable<string>;

/** Turns a report into text, piece by piece, so that many findings need little memory. */
export type Reporter = (report: Report, context: ReportContext) => ReportText;
