/** The library: the same pipeline as the command line, typed. */

export { UserError } from './lib/user-error.ts';
export { type ScanInput, type ScanRun, scan } from './library.ts';
export type { Finding, FindingPart, Place } from './model/finding.ts';
export type { Confidence, Severity } from './model/level.ts';
export type { Report, ScanError, Skipped, SkipReason, UnusedAllow } from './model/report.ts';
