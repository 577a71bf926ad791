import type { Severity } from './level.ts';
import type { ScanError } from './report.ts';

/** What `doctor` looks into. An id is the word after `doctor-`, as in `--only gitignore`. */
export const checkIds = [
  'doctor-tracked-secret',
  'doctor-gitignore',
  'doctor-env-example',
  'doctor-file-mode',
  'doctor-docker',
  'doctor-ci-print',
  'doctor-ci-mask',
  'doctor-ci-argument',
  'doctor-ci-untrusted',
  'doctor-ci-debug',
  'doctor-hooks',
  'doctor-baseline',
  'doctor-remote-url',
  'doctor-credential-helper',
] as const;
export type CheckId = (typeof checkIds)[number];

/** What `--fix` can do about a problem. Nothing of a secret is in it. */
export type Repair =
  /** Adds lines to the end of a file, which is made where there is none. */
  | { kind: 'append'; path: string; lines: readonly string[] }
  /** Takes away what others may do with a file. */
  | { kind: 'chmod'; path: string }
  /** Takes a file out of the index and leaves it on disk. */
  | { kind: 'untrack'; path: string }
  /** Moves the credentials of a remote's address to the user's credential helper. */
  | { kind: 'remote'; remote: string; address: string }
  /** Installs the pre-commit hook; only where that was asked for by name. */
  | { kind: 'hook' };

/** Something in a repository that lets secrets out, or will. */
export interface Problem {
  check: CheckId;
  severity: Severity;
  /** Relative to the root, with `/`; absent where it is about no file of the repository. */
  path?: string;
  /** From 1. */
  line?: number;
  /** What is wrong, in one sentence without a full stop. */
  message: string;
  /** Why that matters, in one line. */
  why: string;
  /** Commands, lines to add, or a sentence: what to do, in this order. */
  fix: readonly string[];
  /** In this order. */
  repairs?: readonly Repair[];
}

/** What a check is about. */
export interface CheckInfo {
  id: CheckId;
  summary: string;
}

/** The result of a whole visit. */
export interface Diagnosis {
  /** Absolute. */
  root: string;
  startedAt: Date;
  durationMs: number;
  /** Those that ran. */
  checks: readonly CheckInfo[];
  /** Sorted by severity, then path and line. */
  problems: readonly Problem[];
  /** How many problems are below the least severity asked for. */
  hidden: number;
  /** What could not be looked into. */
  errors: readonly ScanError[];
}
