import { UserError } from '../lib/user-error.ts';
import type { AuditEntry, AuditFile, Decided } from './audit-file.ts';
import type { GivenDecision } from './read-decisions.ts';

/** What holds for all decisions of a run. */
export interface DecisionTerms {
  /** YYYY-MM-DD. */
  today: string;
  /** Who decides, where a decision names nobody. Throws `UserError` where that is not known. */
  by(): string;
}

/**
 * Checks decisions against a baseline; gives those that change something, by id. Throws `UserError` for the first that
 * cannot be: an unknown entry, a false alarm without a reason, a last day that has passed.
 */
export function settleDecisions(
  given: readonly GivenDecision[],
  { entries, keepsReasons }: Pick<AuditFile, 'entries' | 'keepsReasons'>,
  terms: DecisionTerms,
): Map<string, Decided> {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const settled = new Map<string, Decided>();
  for (const each of given) {
    const entry = byId.get(each.id);
    const fault = (problem: string) => new UserError('bad-decisions', `${each.place}: ${problem}; nothing was decided`);
    if (!entry) throw fault(`no entry has the id ${JSON.stringify(each.id)}; keyturn baseline report lists them`);
    if (isSame(entry, each)) continue;
    const problem = findProblem(each, keepsReasons, terms.today);
    if (problem !== undefined) throw fault(problem);
    settled.set(each.id, toDecided(each, keepsReasons, terms));
  }
  return settled;
}

/** Whether it says what the entry says already. */
function isSame(entry: AuditEntry, { decision, reason, until, by }: GivenDecision): boolean {
  if (entry.decision !== decision) return false;
  if (decision === 'undecided') return reason === undefined || reason === entry.reason;
  return entry.reason === reason && entry.until === until && (by === undefined || entry.by === by);
}

function findProblem(
  { id, decision, reason, until, by }: GivenDecision,
  keepsReasons: boolean,
  today: string,
): string | undefined {
  if (!keepsReasons) {
    const extra = Object.entries({ reason, by, until }).find(([, each]) => each !== undefined);
    return extra && `a baseline of detect-secrets has no room for "${extra[0]}", got ${JSON.stringify(extra[1])}`;
  }
  if (decision === 'false-alarm' && !reason?.trim())
    return `"reason" is missing: ${id} is to be a false alarm, and why?`;
  if (until !== undefined && until < today) return `"until" must not have passed, got ${JSON.stringify(until)}`;
  return undefined;
}

function toDecided(
  { decision, reason, until, by }: GivenDecision,
  keepsReasons: boolean,
  terms: DecisionTerms,
): Decided {
  if (!keepsReasons) return { decision };
  if (decision === 'undecided') return { decision, ...(reason !== undefined && { reason }) };
  return {
    decision,
    ...(reason !== undefined && { reason }),
    by: by ?? terms.by(),
    at: terms.today,
    ...(until !== undefined && { until }),
  };
}
