import type { AuditEntry } from '../baseline/audit-file.ts';
import { displayWidth, takeColumns, takeLastColumns } from '../lib/display-width.ts';
import { escapeControl } from '../lib/escape-control.ts';
import { wrapText } from '../lib/wrap-text.ts';
import type { Style } from '../reporters/terminal/style.ts';
import type { ContextLine } from './audit-context.ts';
import type { Question, Sighting } from './audit-questions.ts';
import { decisionNouns } from './decision-words.ts';

/** What a question's text depends on. */
export interface View {
  style: Style;
  /** Columns. */
  width: number;
  /** Number of the question, from 1, and of all. */
  number: number;
  total: number;
}

const mostPlaces = 3;
/** Characters of a line to either side of the secret that may be shown at all. */
const mostLine = 1000;
/** Columns for what stands before a secret, however long that is. */
const leastFront = 12;

/** A question as it stands on the terminal: where, what, the lines round it, and what was decided before. */
export function describeQuestion(
  { entries, sightings }: Question,
  lines: readonly ContextLine[],
  { style, width, number, total }: View,
): string {
  const [entry] = entries as [AuditEntry];
  const [first] = sightings;
  const others = [...new Set(sightings.map(({ place: each }) => `${each.path}:${each.startLine}`))].slice(1);
  const place = first ? `:${first.place.startLine}:${first.place.startColumn}` : '';
  const wrap = (text: string) => wrapText(escapeControl(text), width).map((line) => `${line}\n`);
  const top = `${style.strong(`[${number}/${total}]`)} ${style.path(escapeControl(entry.path) + place)}\n`;
  const ids = entries.map(({ id }) => id).join(', ');
  const rules = [...new Set(entries.map(({ ruleId }) => ruleId))].join(', ');
  return [
    `\n${top}`,
    ...wrap(`${rules}  ${ids}`),
    ...(first ? describeFinding(first).flatMap(wrap) : wrap(unseen(entry))),
    ...(lines.length > 0 ? [drawLines(lines, style, width)] : []),
    ...others.slice(0, mostPlaces).flatMap((other) => wrap(`Also at ${other}`)),
    ...(others.length > mostPlaces ? wrap(`and at ${others.length - mostPlaces} more places`) : []),
    ...(entry.decision === 'undecided' ? [] : wrap(describeDecided(entry))),
  ].join('');
}

/** `Decided: a false alarm, by ada on 2027-01-31, until 2027-06-30: "the vendor's example"`. */
export function describeDecided({ decision, by, at, until, reason }: AuditEntry): string {
  const who = [by !== undefined && `by ${by}`, at !== undefined && `on ${at}`].filter(Boolean).join(' ');
  const parts = [decisionNouns[decision], ...(who ? [who] : []), ...(until === undefined ? [] : [`until ${until}`])];
  return `Decided: ${parts.join(', ')}${reason === undefined ? '' : `: "${reason}"`}`;
}

function unseen({ history }: AuditEntry): string {
  if (history) return 'No file that was read holds it. With --history it is shown as it stands in its commit.';
  return 'Nothing that was read matches it any more; keyturn baseline update takes it out.';
}

function describeFinding({ finding, place }: Sighting): string[] {
  const { description, severity, confidence, decoded } = finding;
  const encoded = decoded.length === 0 ? '' : `, in ${decoded.join(' in ')}`;
  const what = `${description}: ${severity}, confidence ${confidence}${encoded}`;
  if (!('kind' in place)) return [what];
  const { kind, commit, author, date, inHead } = place;
  const where = kind === 'file' ? '' : ` (${kind})`;
  const head = inHead ? 'still in HEAD' : 'not in HEAD any more';
  return [what, `In commit ${commit.slice(0, 10)}${where} of ${date.slice(0, 10)} by ${author}; ${head}`];
}

function drawLines(lines: readonly ContextLine[], style: Style, width: number): string {
  const digits = Math.max(...lines.map(({ number }) => String(number).length));
  const room = Math.max(24, width - digits - 6);
  let last: number | undefined;
  return lines
    .map((line) => {
      const gap = last !== undefined && line.number > last + 1 ? `${' '.repeat(digits + 2)} …\n` : '';
      last = line.number;
      return gap + drawLine(line, digits, room, style);
    })
    .join('');
}

function drawLine({ number, text, own }: ContextLine, digits: number, room: number, style: Style): string {
  const gutter = `${own ? '>' : ' '} ${String(number).padStart(digits)} | `;
  if (!own) return `${gutter}${takeColumns(printable(text.slice(0, mostLine)), room)}\n`;
  const before = printable(text.slice(Math.max(0, own.start - mostLine), own.start));
  const secret =
    takeColumns(printable(text.slice(own.start, own.end)), room - Math.min(displayWidth(before), leastFront)) || ' ';
  const left = room - displayWidth(secret);
  const most = Math.max(Math.floor(left / 2), Math.min(left, leastFront));
  const front = displayWidth(before) <= most ? before : `…${takeLastColumns(before, most - 1)}`;
  const after = takeColumns(printable(text.slice(own.end, own.end + mostLine)), left - displayWidth(front));
  const marker = `${' '.repeat(digits + 2)} | ${' '.repeat(displayWidth(front))}${style.mark('^'.repeat(displayWidth(secret)))}`;
  return `${gutter}${front}${style.strong(secret)}${after}\n${marker}\n`;
}

function printable(text: string): string {
  return escapeControl(text.replaceAll('\t', '    '));
}
