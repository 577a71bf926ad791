import { escapeControl } from '../../lib/escape-control.ts';
import { formatBytes, formatCount, formatDuration, formatNoun } from '../../lib/format-amount.ts';
import type { Finding } from '../../model/finding.ts';
import { severities } from '../../model/level.ts';
import type { Report, ScanError, SkipReason } from '../../model/report.ts';
import { shortCommit } from '../kind-words.ts';
import { knownLine } from './known.ts';
import { joinTexts, type Layout, shownPath } from './layout.ts';

const errorsShown = 20;
const commitsShown = 4;

const skipWords = {
  binary: 'binary',
  archive: 'archives, which --archives opens',
  'too-large': 'too large',
  excluded: 'excluded',
  symlink: 'symbolic links',
  'special-file': 'special files',
  submodule: 'submodules',
  'lfs-pointer': 'LFS pointer',
  unmerged: 'unmerged',
  deleted: 'deleted',
} satisfies Record<SkipReason, string>;

/** Of one file. */
const namedWords: Partial<Record<SkipReason, string>> = {
  archive: 'archive',
  symlink: 'symbolic link',
  'special-file': 'special file',
  submodule: 'submodule',
};

/** What could not be read or done; empty when all went well. */
export function listErrors(layout: Layout, { errors }: Report): string {
  if (errors.length === 0) return '';
  const shown = layout.context.verbose ? errors : errors.slice(0, errorsShown);
  const lines = shown.map((error) => describeError(layout, error));
  const more = errors.length - shown.length;
  if (more > 0) lines.push(`  and ${formatCount(more)} more; --verbose lists them all\n`);
  return `${layout.style.bad('Not everything could be scanned:')}\n${lines.join('')}`;
}

function describeError(layout: Layout, { path, message, code, object, commits = [] }: ScanError): string {
  const place = path === undefined ? '' : `${shownPath(layout, path)}: `;
  // Messages stand on their own in other reports, and name the path themselves.
  const rest =
    path !== undefined && message.startsWith(path) ? message.slice(path.length).replace(/^:? /, '') : message;
  const line = `  ${place}${escapeControl(rest)} (${escapeControl(code)})\n`;
  if (object === undefined) return line;
  const more = commits.length > commitsShown ? [`${formatCount(commits.length - commitsShown)} more`] : [];
  const of = joinTexts([...commits.slice(0, commitsShown).map(shortCommit).map(escapeControl), ...more]);
  return `${line}    object ${escapeControl(object)}\n${of && `    of ${commits.length === 1 ? 'commit' : 'commits'} ${of}\n`}`;
}

/** Allow comments and ignore lines that suppressed nothing; empty when there are none or they were not asked for. */
export function listUnusedAllows(layout: Layout, { unusedAllows }: Report): string {
  if (unusedAllows.length === 0) return '';
  const lines = unusedAllows.map(
    ({ path, line, text }) => `  ${shownPath(layout, path)}:${line}: ${escapeControl(text.trim())}\n`,
  );
  return `${layout.style.strong('These allow nothing:')}\n${lines.join('')}`;
}

/** The closing lines: findings by severity, files, bytes, time, and what was left out. */
export function summarize(layout: Layout, report: Report): string {
  return report.findings.length === 0 ? cleanSummary(layout, report) : findingsSummary(layout, report);
}

function cleanSummary(layout: Layout, report: Report): string {
  const suppressed = report.suppressed > 0 ? ` (${formatCount(report.suppressed)} suppressed)` : '';
  const where = report.errors.length > 0 ? 'in what could be read:' : 'in';
  const what = report.known.length > 0 ? 'No new secrets' : 'No secrets';
  return `${what} found ${where} ${extent(report)}${suppressed}\n${knownLine(layout, report)}${namedLine(layout, report)}${skippedLine(report)}`;
}

function findingsSummary(layout: Layout, report: Report): string {
  const { findings } = report;
  const distinct = new Set(findings.map(({ ruleId, secretHash }) => `${ruleId}\0${secretHash}`)).size;
  const secrets = distinct < findings.length ? ` (${formatNoun(distinct, 'distinct secret')})` : '';
  const suppressed = report.suppressed > 0 ? `Suppressed: ${formatCount(report.suppressed)}.\n` : '';
  return `${countFindings(layout, findings)}${secrets}
Scanned ${extent(report)}.
${knownLine(layout, report)}${namedLine(layout, report)}${skippedLine(report)}${suppressed}`;
}

/** `3 findings: 1 critical, 2 low`. */
export function countFindings({ style }: Layout, findings: readonly Finding[]): string {
  const counts = severities
    .toReversed()
    .map((severity) => ({ severity, count: findings.filter((finding) => finding.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => style.severity[severity](`${formatCount(count)} ${severity}`));
  return `${style.strong(formatNoun(findings.length, 'finding'))}: ${counts.join(', ')}`;
}

function extent({ scanned, durationMs }: Report): string {
  return `${formatNoun(scanned.files, 'file')} (${formatBytes(scanned.bytes)}) in ${formatDuration(durationMs)}`;
}

/** Whoever names a file expects it to be read. */
function namedLine(layout: Layout, { scanned: { skipped } }: Report): string {
  const named = skipped.filter(({ isNamed }) => isNamed);
  if (named.length === 0) return '';
  const shown = layout.context.verbose ? named : named.slice(0, errorsShown);
  const names = shown.map(
    ({ path, reason }) => `${shownPath(layout, path)} (${namedWords[reason] ?? skipWords[reason]})`,
  );
  const more = named.length > shown.length ? ` and ${formatCount(named.length - shown.length)} more` : '';
  return `Not read: ${names.join(', ')}${more}.\n`;
}

/** How many files were left out, by reason; empty when none were. */
export function skippedLine({ scanned: { skipped } }: Report): string {
  if (skipped.length === 0) return '';
  const counts = Object.entries(skipWords)
    .map(([reason, words]) => ({ words, count: skipped.filter((entry) => entry.reason === reason).length }))
    .filter(({ count }) => count > 0)
    .map(({ words, count }) => `${formatCount(count)} ${words}`);
  return `Skipped ${formatCount(skipped.length)}: ${counts.join(', ')}.\n`;
}
