import type { BaselineFile } from './known.ts';
import type { Confidence, Severity } from './level.ts';
import type { CompiledAllow, CompiledRule, RuleDetails } from './rule.ts';

export const formats = ['terminal', 'json', 'sarif', 'gitleaks-json'] as const;
export type Format = (typeof formats)[number];

/** What a config file or a flag may change in a built-in rule. */
export interface RuleOverride {
  severity?: Severity;
  confidence?: Confidence;
  entropy?: number;
  /** Added to the rule's own. */
  allow?: readonly CompiledAllow[];
}

/** Which rules run, and with what changes. */
export interface RuleSelection {
  /** Whether the built-in packs take part. */
  useDefault: boolean;
  /** Only these ids (or id globs: `aws-*`); empty: all. */
  only: readonly string[];
  /** Not these ids (or id globs). */
  skip: readonly string[];
  /** The user's own rules; one with the id of a built-in rule replaces it. */
  added: readonly CompiledRule[];
  addedDetails: readonly RuleDetails[];
  overrides: Readonly<Record<string, RuleOverride>>;
  /** Apply to every rule, or to their `targetRules`. */
  allowlists: readonly CompiledAllow[];
}

/** A line of an ignore file (`.gitleaksignore`). */
export interface IgnoreEntry {
  path: string;
  ruleId: string;
  /** All ids that it stands for, where the line was written for another tool's rules. */
  ruleIds?: readonly string[];
  line: number;
  commit?: string;
  /** Where the entry itself stands. */
  origin: { path: string; line: number };
}

/** Everything a run needs, settled once from defaults, config file and flags; frozen. */
export interface Options {
  /** Absolute. */
  cwd: string;
  /** As given, relative to `cwd` or absolute; `-` is standard input. */
  paths: readonly string[];
  /** The name that standard input is judged by and reported under; absent: it has none. */
  stdinPath?: string;
  include: readonly string[];
  exclude: readonly string[];
  gitignore: boolean;
  trackedOnly: boolean;
  /** Bytes; Infinity: no limit. */
  maxFileSize: number;
  /** Whether archives that are found in folders are opened too; those that are named always are. */
  archives: boolean;
  /** How many archives are opened one inside the other; 0: none is opened. */
  maxArchiveDepth: number;
  /** Bytes that may come out of one archive; Infinity: no limit; absent: by its size. */
  maxArchiveSize?: number;
  /** How many encodings are undone one inside the other; 0 turns decoding off. */
  maxDecodeDepth: number;
  minConfidence: Confidence;
  minSeverity: Severity;
  rules: RuleSelection;
  ignore: readonly IgnoreEntry[];
  /** Whether inline comments may suppress. */
  inlineAllow: boolean;
  /** Whether inline comments and ignore lines that suppressed nothing are listed in the report. */
  listUnusedAllows: boolean;
  /** Known findings; absent: none are. */
  baseline?: BaselineFile;
  /** Whether reports list known findings too, marked. */
  showKnown: boolean;
  /** Per cent of a secret that is hidden, 0 to 100. */
  redact: number;
  format: Format;
  /** Absent: standard output. */
  output?: string;
  /** Exit code when there are findings. */
  exitCode: number;
  color: boolean;
  quiet: boolean;
  verbose: boolean;
  progress: boolean;
  /** Threads; 0: chosen by the size of the work. */
  jobs: number;
  /** Milliseconds; Infinity: none. */
  timeout: number;
  /** Says of every candidate on this line why it was or was not reported. */
  explain?: { path: string; line: number };
  /** What the user should know of how the configuration was read; one line each, for standard error. */
  notices: readonly string[];
}
