import type { Entry } from '../baseline/format.ts';
import { parseBaseline } from '../baseline/parse.ts';
import { findBaseline } from '../config/find-baseline.ts';
import { escapeControl } from '../lib/escape-control.ts';
import { formatNoun } from '../lib/format-amount.ts';
import { today } from '../lib/today.ts';
import { UserError } from '../lib/user-error.ts';
import { type Decision, decisions } from '../model/known.ts';
import { isOfDetectSecrets } from './baseline-detect-secrets.ts';
import type { Command } from './context.ts';
import { checkListFormat } from './list-format.ts';
import { findRoot } from './scan.ts';

const headings = {
  real: 'Real secrets, to be rotated',
  undecided: 'Not yet decided',
  'false-alarm': 'False alarms',
  test: 'Test values',
} satisfies Record<Decision, string>;

/** `baseline report`: who decided what, when, why and until when. */
export const baselineReport: Command = async ({ flags }, context) => {
  const { cwd, print } = context;
  const format = checkListFormat(flags.format, 'baseline report');
  const file = findBaseline(flags, { cwd, root: findRoot('scan', [], context) });
  if (!file) throw new UserError('baseline-missing', 'there is no .secrets.baseline: keyturn baseline create makes it');
  if (isOfDetectSecrets(file.text)) {
    throw new UserError('bad-baseline', `${file.name} is of detect-secrets: detect-secrets audit --report tells of it`);
  }
  const { entries } = parseBaseline(file.text, file.name);
  const sorted = [...entries].sort((a, b) => (describePlace(a) < describePlace(b) ? -1 : 1));
  await print(format === 'json' ? printJson(file.name, sorted) : printText(file.name, sorted));
  return 0;
};

function describePlace({ path, ruleId }: Entry): string {
  return `${path}  ${ruleId}`;
}

function isExpired({ until }: Entry): boolean {
  return until !== undefined && until < today();
}

function printJson(name: string, entries: readonly Entry[]): string {
  const listed = entries.map((entry) => {
    const { ruleId, path, decision, reason, by, at, until, history } = entry;
    return { ruleId, path, decision, reason, by, at, until, isExpired: isExpired(entry) || undefined, history };
  });
  const counts = decisions.map((decision) => [decision, entries.filter((each) => each.decision === decision).length]);
  const expired = entries.filter(isExpired).length;
  const report = { baseline: name, counts: { ...Object.fromEntries(counts), expired }, entries: listed };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

function printText(name: string, entries: readonly Entry[]): string {
  const groups = Object.entries(headings).map(([decision, heading]) => {
    const some = entries.filter((entry) => entry.decision === decision);
    if (some.length === 0) return '';
    const lines = some.map((entry) => `  ${escapeControl(describePlace(entry))}\n${describeDecision(entry)}`);
    return `${heading}: ${some.length}\n${lines.join('')}\n`;
  });
  const expired = entries.filter(isExpired).length;
  const end = expired === 0 ? '' : `, ${expired} of them expired: new again`;
  return `${groups.join('')}${escapeControl(name)}: ${formatNoun(entries.length, 'known finding')}${end}.\n`;
}

/** `      by ada on 2027-01-31 until 2027-06-30: "the vendor's example"`. */
function describeDecision(entry: Entry): string {
  const { reason, by, at, until } = entry;
  const words = [
    ...(by === undefined ? [] : [`by ${by}`]),
    ...(at === undefined ? [] : [`on ${at}`]),
    ...(until === undefined ? [] : [`${isExpired(entry) ? 'expired on' : 'until'} ${until}`]),
  ];
  const all = [...(words.length > 0 ? [words.join(' ')] : []), ...(reason === undefined ? [] : [`"${reason}"`])];
  return all.length === 0 ? '' : `      ${escapeControl(all.join(': '))}\n`;
}
