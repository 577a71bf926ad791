import type { AuditEntry } from '../baseline/audit-file.ts';
import { escapeControl } from '../lib/escape-control.ts';
import { formatNoun } from '../lib/format-amount.ts';
import { today } from '../lib/today.ts';
import { type Decision, decisions } from '../model/known.ts';

/** What a rule says of how to turn its key. */
export type Adviser = (ruleId: string) => { advice: string; adviceUrl?: string };

/** An entry with what follows from it. */
interface Listed extends AuditEntry {
  isExpired?: true;
  isExpiring?: true;
  /** Of real secrets. */
  advice?: string;
  adviceUrl?: string;
}

/** What a baseline knows, in order: real secrets, what is open, the rest. */
export interface KnownReport {
  baseline: string;
  counts: Record<Decision | 'expired' | 'expiring', number>;
  entries: Listed[];
}

const headings = {
  real: 'Real secrets, to be rotated',
  undecided: 'Not yet decided',
  'false-alarm': 'False alarms',
  test: 'Test values',
} satisfies Record<Decision, string>;

const order = Object.keys(headings) as Decision[];

/** What ends within so many days is told before it does. */
const soonDays = 30;

/** Puts what is known in order and counts it. */
export function toKnownReport(baseline: string, entries: readonly AuditEntry[], adviser: Adviser): KnownReport {
  const soon = dayIn(soonDays);
  const listed = entries.map(({ id, ruleId, path, decision, reason, by, at, until, history }): Listed => {
    const isExpired = until !== undefined && until < today();
    const isExpiring = until !== undefined && !isExpired && until <= soon;
    const given = Object.entries({ reason, by, at, until }).filter(([, each]) => each !== undefined);
    return {
      id,
      ruleId,
      path,
      decision,
      ...Object.fromEntries(given),
      ...(isExpired && { isExpired }),
      ...(isExpiring && { isExpiring }),
      ...(history && { history }),
      ...(decision === 'real' && adviser(ruleId)),
    };
  });
  listed.sort((a, b) => order.indexOf(a.decision) - order.indexOf(b.decision) || (placeOf(a) < placeOf(b) ? -1 : 1));
  const counts = decisions.map((decision) => [decision, listed.filter((each) => each.decision === decision).length]);
  const expired = listed.filter(({ isExpired }) => isExpired).length;
  const expiring = listed.filter(({ isExpiring }) => isExpiring).length;
  return { baseline, counts: { ...Object.fromEntries(counts), expired, expiring }, entries: listed };
}

function dayIn(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

function placeOf({ path, ruleId, id }: Listed): string {
  return [path, ruleId, id].join('\0');
}

/** For programs; edited, it is a file for `baseline audit --decide`. */
export function printKnownJson(report: KnownReport): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

/** For people. */
export function printKnownText({ baseline, counts, entries }: KnownReport): string {
  const groups = order.map((decision) => {
    const some = entries.filter((entry) => entry.decision === decision);
    return some.length === 0 ? '' : `${headings[decision]}: ${some.length}\n${some.map(describe).join('')}\n`;
  });
  const notes = [
    ...(counts.expired > 0 ? [`${counts.expired} of them expired: new again`] : []),
    ...(counts.expiring > 0 ? [`${counts.expiring} to expire within ${soonDays} days`] : []),
    ...(counts.undecided > 0 ? ['keyturn baseline audit decides on what is open'] : []),
  ];
  const known = formatNoun(entries.length, 'known finding');
  return `${groups.join('')}${[`${escapeControl(baseline)}: ${known}`, ...notes].join('; ')}.\n`;
}

/** An entry's line, and below it who decided and, of a real secret, what to do. */
function describe(entry: Listed): string {
  const { id, path, ruleId, advice, adviceUrl } = entry;
  const more = [describeDecision(entry), advice ?? '', adviceUrl ?? ''].filter((line) => line !== '');
  return [`  ${path}  ${ruleId}  ${id}`, ...more.map((line) => `      ${line}`)]
    .map((line) => `${escapeControl(line)}\n`)
    .join('');
}

/** `by ada on 2027-01-31 until 2027-06-30: "the vendor's example"`. */
function describeDecision({ reason, by, at, until, isExpired, isExpiring }: Listed): string {
  const ends = isExpired ? 'expired on' : isExpiring ? 'soon to expire, on' : 'until';
  const words = [
    ...(by === undefined ? [] : [`by ${by}`]),
    ...(at === undefined ? [] : [`on ${at}`]),
    ...(until === undefined ? [] : [`${ends} ${until}`]),
  ];
  const who = words.length > 0 ? [words.join(' ')] : [];
  return [...who, ...(reason === undefined ? [] : [`"${reason}"`])].join(': ');
}

/** For a page that people read, such as an issue. */
export function printKnownMarkdown({ baseline, entries }: KnownReport): string {
  const groups = order.map((decision) => {
    const some = entries.filter((entry) => entry.decision === decision);
    if (some.length === 0) return '';
    const isReal = decision === 'real';
    const head = ['Entry', 'File', 'Rule', 'Decision', ...(isReal ? ['What to do'] : [])];
    const rows = some.map((entry) => [
      entry.id,
      entry.path,
      entry.ruleId,
      describeDecision(entry),
      ...(isReal ? [[entry.advice, entry.adviceUrl].filter(Boolean).join(' ')] : []),
    ]);
    const lines = [head, head.map(() => '---'), ...rows.map((row) => row.map(cell))];
    return `## ${headings[decision]}: ${some.length}\n\n${lines.map((line) => `| ${line.join(' | ')} |\n`).join('')}\n`;
  });
  return `# ${cell(baseline)}: ${formatNoun(entries.length, 'known finding')}\n\n${groups.join('')}`
    .trimEnd()
    .concat('\n');
}

/** Text that means nothing but itself in Markdown. */
function cell(text: string): string {
  return escapeControl(text).replace(/[\\`*_{}[\]<>|#&~]/g, '\\$&');
}
