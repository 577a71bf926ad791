import { UserError } from '../lib/user-error.ts';
import type { CommitSelection } from '../model/commit-selection.ts';
import { dateValue } from './date-value.ts';
import { badOption, filledList, wholeNumber } from './flag-values.ts';

/** The flags of `history` that say which commits are meant, as the parser leaves them; an absent one was not given. */
export interface SelectionFlags {
  /** `--range A..B`. */
  range?: string;
  /** `--branch NAME`. */
  branch?: readonly string[];
  since?: string;
  until?: string;
  firstParent?: boolean;
  maxCommits?: number | string;
  unreachable?: boolean;
}

/** Checks the flags; throws `UserError` `bad-option` naming the flag, the rule broken and the value. */
export function settleSelection(flags: SelectionFlags, now = new Date()): CommitSelection {
  refuseTogether(flags);
  const since = flags.since === undefined ? undefined : dateValue('--since', flags.since, 'start', now);
  const until = flags.until === undefined ? undefined : dateValue('--until', flags.until, 'end', now);
  if (since !== undefined && until !== undefined && since > until) {
    throw badOption('--since', `must not be later than --until ${JSON.stringify(flags.until)}`, flags.since);
  }
  const maxCommits = wholeNumber('--max-commits', flags.maxCommits, { min: 1, max: 1e9, fallback: 0 });
  return Object.freeze({
    range: flags.range === undefined ? [] : splitRange(flags.range),
    branches: filledList('--branch', flags.branch),
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
    firstParent: flags.firstParent ?? false,
    ...(maxCommits > 0 && { maxCommits }),
    unreachable: flags.unreachable ?? false,
  });
}

/** What is unreachable shows only once all is known that can be reached. */
const pairs = [
  ['range', 'branch'],
  ['unreachable', 'range'],
  ['unreachable', 'branch'],
  ['unreachable', 'firstParent'],
  ['unreachable', 'maxCommits'],
] as const;

const optionNames = {
  range: '--range',
  branch: '--branch',
  unreachable: '--unreachable',
  firstParent: '--first-parent',
  maxCommits: '--max-commits',
} as const;

function refuseTogether(flags: SelectionFlags): void {
  const isGiven = (key: keyof typeof optionNames) => flags[key] !== undefined && flags[key] !== false;
  const wrong = pairs.find((pair) => pair.every(isGiven));
  if (wrong) {
    const [one, other] = wrong;
    throw new UserError('bad-option', `${optionNames[one]} cannot be given together with ${optionNames[other]}`);
  }
}

/** At spaces, but for those in `main@{2 weeks ago}`. */
function splitRange(value: string): string[] {
  const terms = value.match(/(?:\{[^}]*\}|[^\s{])+/g) ?? [];
  if (terms.length === 0) throw badOption('--range', 'must name commits, as in main..HEAD', value);
  if (terms.some((term) => term.startsWith('-') || term.includes('\0'))) {
    throw badOption('--range', 'must name commits and hold no options', value);
  }
  return terms;
}
