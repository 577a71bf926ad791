import { escapeControl } from '../../lib/escape-control.ts';
import { formatBytes, formatCount, formatDuration, formatNoun } from '../../lib/format-amount.ts';
import { wrapText } from '../../lib/wrap-text.ts';
import type { Finding } from '../../model/finding.ts';
import type { HistoryScope } from '../../model/history.ts';
import type { Report } from '../../model/report.ts';
import { knownLine } from './known.ts';
import type { Layout } from './layout.ts';
import { countFindings, skippedLine } from './summary.ts';

/** The closing lines of an audit: findings by severity, what was read, and what limits that. */
export function summarizeHistory(layout: Layout, report: Report, scope: HistoryScope): string {
  const { findings, suppressed } = report;
  const lines = [
    verdict(report, scope),
    ...limits(report, scope),
    ...(suppressed > 0 ? [{ text: `Suppressed: ${formatCount(suppressed)}.` }] : []),
  ];
  const wrapped = lines.map(({ text, isBad }) => {
    const shown = wrapText(text, layout.context.width).join('\n');
    return isBad ? shown.replace(/^[^:]*:/, (label) => layout.style.bad(label)) : shown;
  });
  const head = findings.length > 0 ? `${countFindings(layout, findings)}${inHeadText(findings)}\n` : '';
  return `${head}${wrapped.join('\n')}\n${knownLine(layout, report)}${skippedLine(report)}`;
}

interface Line {
  text: string;
  /** What stands before the colon is a warning. */
  isBad?: boolean;
}

function inHeadText(findings: readonly Finding[]): string {
  const count = findings.filter(({ history }) => history?.inHead).length;
  return count > 0 ? ` (${formatCount(count)} still in HEAD)` : ' (none in HEAD)';
}

function verdict(report: Report, scope: HistoryScope): Line {
  const { findings, errors, scanned, durationMs } = report;
  const { commits: read = scope.commits, blobs = 0, bytes } = scanned;
  const commits = formatNoun(scope.commits, 'commit');
  const count = read < scope.commits ? `${formatCount(read)} of ${commits}` : commits;
  const content = `${formatNoun(blobs, 'blob')} (${formatBytes(bytes)})`;
  const all = `${count}, ${content}, ${formatNoun(scope.refs, 'ref')} in ${formatDuration(durationMs)}.`;
  if (findings.length > 0) return { text: `Read ${all}` };
  const isWhole = errors.length === 0 && !scope.isPartial && read >= scope.commits;
  const what = report.known.length > 0 ? 'No new secrets' : 'No secrets';
  return { text: `${what} found ${isWhole ? 'in' : 'in what could be read:'} ${all}` };
}

function limits({ scanned }: Report, scope: HistoryScope): Line[] {
  const { commits, isShallow, isPartial, notes } = scope;
  const missing = commits - (scanned.commits ?? commits);
  const rest = missing > 0 ? `${formatNoun(missing, 'commit')} not read` : 'not everything was read';
  const edge = 'older commits are not here; git fetch --unshallow brings them';
  return [
    ...(isPartial ? [{ text: `Ended early: ${rest}.`, isBad: true }] : []),
    ...(isShallow ? [{ text: `Shallow clone: ${edge}.`, isBad: true }] : []),
    ...notes.map((note) => ({ text: `Note: ${escapeControl(note)}` })),
  ];
}
