import { countKnown } from '../../lib/count-known.ts';
import { escapeControl } from '../../lib/escape-control.ts';
import { formatCount, formatNoun } from '../../lib/format-amount.ts';
import type { Finding } from '../../model/finding.ts';
import type { Decision, Known } from '../../model/known.ts';
import type { Report } from '../../model/report.ts';
import { type Layout, labelled, shownPath } from './layout.ts';

const staleShown = 20;

const decisionWords = {
  undecided: 'not yet decided',
  real: 'a real secret, to be rotated',
  'false-alarm': 'a false alarm',
  test: 'a test value',
} satisfies Record<Decision, string>;

/** `Known: a false alarm, decided by ada on 2027-01-31: "the vendor's example"`; empty for what no baseline knows. */
export function describeKnown(layout: Layout, { known }: Finding): string {
  if (!known) return '';
  const { isExpired, until } = known;
  return labelled(layout, isExpired ? `Known until ${until}:` : 'Known:', knownText(known));
}

function knownText({ decision, reason, by, at }: Known): string {
  const who = [by !== undefined && `by ${by}`, at !== undefined && `on ${at}`].filter(Boolean).join(' ');
  return `${decisionWords[decision]}${who && `, decided ${who}`}${reason ? `: "${reason}"` : ''}`;
}

/** Entries of the baseline that nothing matches any more; empty when there are none or they were not asked for. */
export function listStale(layout: Layout, { staleEntries = [], baseline = '' }: Report): string {
  if (staleEntries.length === 0) return '';
  const shown = layout.context.verbose ? staleEntries : staleEntries.slice(0, staleShown);
  const lines = shown.map(({ path, ruleId, decision }) => {
    const decided = decision === 'undecided' ? '' : `, ${decision}`;
    return `  ${shownPath(layout, path)}: ${escapeControl(ruleId)}${decided}\n`;
  });
  const more = staleEntries.length - shown.length;
  if (more > 0) lines.push(`  and ${formatCount(more)} more; --verbose lists them all\n`);
  const heading = `In ${escapeControl(baseline)}, and nowhere else any more:`;
  return `${layout.style.strong(heading)}\n${lines.join('')}  keyturn baseline update takes them out.\n`;
}

/** How many findings the baseline in use knows, and how many of them somebody has yet to rotate. */
export function knownLine({ context }: Layout, report: Report): string {
  const { known, real } = countKnown(report);
  if (report.baseline === undefined || known === 0) return '';
  const hint = context.showKnown ? '' : '; --show-known lists them';
  const rotate = `${formatCount(real)} of them ${real === 1 ? 'is a real secret' : 'are real secrets'}, not rotated`;
  const parts = [formatNoun(known, 'finding'), ...(real > 0 ? [rotate] : [])];
  return `Known in ${escapeControl(report.baseline)}: ${parts.join(', ')}${hint}.\n`;
}
