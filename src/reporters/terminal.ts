import { escapeControl } from '../lib/escape-control.ts';
import type { Finding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { explainBlocked } from './terminal/blocked.ts';
import { describeFinding } from './terminal/finding.ts';
import { listStale } from './terminal/known.ts';
import { type Layout, shownPath } from './terminal/layout.ts';
import { createStyle } from './terminal/style.ts';
import { listErrors, listUnusedAllows, summarize } from './terminal/summary.ts';
import type { ReportContext } from './types.ts';

/**
 * The report for people: findings by file, each secret once at its first place, then errors and a summary; of a history
 * by secret. Quiet: findings and errors only.
 */
export async function* reportTerminal(report: Report, context: ReportContext): AsyncGenerator<string> {
  const isShort = report.findings.length === 0 && !(context.showKnown && report.known.length > 0);
  const isClean = isShort && report.errors.length === 0;
  const style = await createStyle({ ...context, color: context.color && !isClean });
  const layout: Layout = { style, context, root: report.root };
  if (report.history) {
    const { reportHistory } = await import('./terminal/history.ts');
    return yield* reportHistory(layout, report, report.history);
  }
  yield* describeFindings(layout, report.findings);
  if (context.showKnown && report.known.length > 0) {
    yield `${style.strong(`Known in ${escapeControl(report.baseline ?? '')}:`)}\n\n`;
    yield* describeFindings(layout, report.known);
  }
  const errors = listErrors(layout, report);
  if (errors) yield `${errors}${context.quiet ? '' : '\n'}`;
  if (context.quiet) return;
  const unused = listUnusedAllows(layout, report);
  if (unused) yield `${unused}\n`;
  const stale = listStale(layout, report);
  if (stale) yield `${stale}\n`;
  yield summarize(layout, report);
  const blocked = explainBlocked(layout, report);
  if (blocked) yield `\n${blocked}`;
}

function* describeFindings(layout: Layout, findings: readonly Finding[]): Generator<string> {
  const seen = new Set<string>();
  let path: string | undefined;
  for (const finding of findings) {
    const secret = `${finding.ruleId}\0${finding.secretHash}`;
    if (seen.has(secret)) continue;
    seen.add(secret);
    if (finding.path !== path) yield `${layout.style.path(shownPath(layout, finding.path))}\n\n`;
    path = finding.path;
    yield `${describeFinding(layout, finding)}\n`;
  }
}
