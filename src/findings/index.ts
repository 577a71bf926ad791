/**
 * Turns matches into findings, one step a file: locate, keep new lines, inline allows, ignore files, fingerprint,
 * redact; then, over the whole report: group and sort. The raw value ends in `redact.ts`.
 */
export { createFindings, type FindingsOptions, type FragmentResult } from './create-findings.ts';
export { finishFindings } from './finish.ts';
