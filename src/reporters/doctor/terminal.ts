import { escapeControl } from '../../lib/escape-control.ts';
import { formatCount, formatDuration, formatNoun } from '../../lib/format-amount.ts';
import { wrapText } from '../../lib/wrap-text.ts';
import { severities } from '../../model/level.ts';
import type { Diagnosis, Problem } from '../../model/problem.ts';
import { type Layout, labelled, shownPath } from '../terminal/layout.ts';
import { createStyle } from '../terminal/style.ts';
import type { ReportContext } from '../types.ts';

const fixesShown = 6;

/** The report for people: the worst first, each with why it matters and what to do. */
export async function* reportDoctorTerminal(diagnosis: Diagnosis, context: ReportContext): AsyncGenerator<string> {
  const style = await createStyle(context);
  const layout: Layout = { style, context, root: diagnosis.root };
  let heading: string | undefined;
  for (const problem of diagnosis.problems) {
    const next = problem.path === undefined ? 'This machine' : shownPath(layout, problem.path);
    if (next !== heading) yield `${style.path(next)}\n\n`;
    heading = next;
    yield `${describeProblem(layout, problem)}\n`;
  }
  if (diagnosis.errors.length > 0) {
    yield `${style.bad('Not everything could be looked into:')}\n`;
    for (const { message } of diagnosis.errors) yield `  ${escapeControl(message)}\n`;
    if (!context.quiet) yield '\n';
  }
  if (!context.quiet) yield summarize(layout, diagnosis);
}

function describeProblem(layout: Layout, problem: Problem): string {
  const { style, context } = layout;
  const { severity, message, path, line, check, why, fix } = problem;
  const indent = 2 + severity.length + 2;
  const title = wrapText(escapeControl(message), context.width - indent)
    .map((text) => style.strong(text))
    .join(`\n${' '.repeat(indent)}`);
  const place = path === undefined || line === undefined ? '' : `${shownPath(layout, path)}:${line}  `;
  const more = fix.length > fixesShown + 1 ? fix.length - fixesShown : 0;
  const shown =
    more > 0 ? [...fix.slice(0, fixesShown), `and ${more} more such lines: --format json has them all`] : fix;
  const fixes = shown.map((text, index) => describeFix(layout, index === 0 ? 'Fix:' : '    ', text)).join('');
  return `  ${style.severity[severity](severity)}  ${title}\n  ${place}${check}\n${labelled(layout, 'Why:', why)}${fixes}`;
}

/** A command stays on one line, so that it can be copied. */
function describeFix(layout: Layout, label: string, text: string): string {
  if (!/^(?:git|keyturn|chmod|RUN|add to) /.test(text)) return labelled(layout, label, text);
  return `  ${layout.style.label(label)} ${escapeControl(text)}\n`;
}

function summarize({ style, context }: Layout, { problems, checks, hidden, errors, durationMs }: Diagnosis): string {
  const ran = `${formatNoun(checks.length, 'check')} in ${formatDuration(durationMs)}`;
  const more = hidden > 0 ? `${formatNoun(hidden, 'note')} more: --min-severity info\n` : '';
  if (problems.length === 0) return `${errors.length > 0 ? 'No problem found' : 'Healthy'}: ${ran}\n${more}`;
  const counts = severities
    .toReversed()
    .map((severity) => ({ severity, count: problems.filter((each) => each.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => style.severity[severity](`${formatCount(count)} ${severity}`));
  const safe = problems.filter(({ repairs }) => repairs !== undefined).length;
  const fix =
    safe === 0 || context.exitCode === 0
      ? ''
      : `keyturn doctor --fix mends ${formatCount(safe)} of them, and asks before.\n`;
  return `${style.strong(formatNoun(problems.length, 'problem'))}: ${counts.join(', ')}\n${ran}.\n${more}${fix}`;
}
