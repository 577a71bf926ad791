import { type AuditFile, type Decided, openAudit } from '../baseline/audit-file.ts';
import { writeBaseline } from '../baseline/write.ts';
import { readIdentity } from '../git/identity.ts';
import { findWorkTree } from '../git/work-tree.ts';
import { isDay } from '../lib/is-day.ts';
import { remember } from '../lib/remember.ts';
import { today } from '../lib/today.ts';
import { UserError } from '../lib/user-error.ts';
import { baselinePath, readBaseline, withLock } from './baseline-file.ts';
import type { CommandContext } from './context.ts';
import type { Flags } from './options.ts';

/** The file to decide on, and who does. */
export interface AuditJob {
  root: string;
  flags: Pick<Flags, 'baseline' | 'by' | 'until'>;
}

/**
 * Reads the baseline as it is now, and writes what was decided into it, whole or not at all, while no other keyturn
 * changes it: what somebody else wrote meanwhile stays. Gives the file as it was read.
 */
export async function changeDecisions(
  { root, flags }: AuditJob,
  context: CommandContext,
  decide: (audit: AuditFile) => ReadonlyMap<string, Decided>,
): Promise<AuditFile> {
  return await withLock(baselinePath(flags.baseline, root, context), context, async () => {
    const file = baselinePath(flags.baseline, root, context);
    const text = readBaseline(file);
    const audit = openAudit(text, file.name);
    const next = audit.decide(decide(audit));
    if (next !== text) writeBaseline(file.target, next, file.name);
    return audit;
  });
}

/** Checks `--by` and `--until`; gives the function that says who decides, which throws `UserError` where nobody is named. */
export function settleTerms(
  { root, flags }: AuditJob,
  { keepsReasons }: Pick<AuditFile, 'keepsReasons'>,
  { env }: CommandContext,
): { today: string; by: () => string } {
  const { by, until } = flags;
  const day = today();
  if (!keepsReasons && (by !== undefined || until !== undefined)) {
    const name = by === undefined ? 'until' : 'by';
    throw new UserError('bad-option', `--${name}: a baseline of detect-secrets has no room for it`);
  }
  if (by !== undefined && (by.trim() === '' || by.length > mostName)) {
    throw new UserError(
      'bad-option',
      `--by must be a name of at most ${mostName} characters, got ${JSON.stringify(by)}`,
    );
  }
  if (until !== undefined && (!isDay(until) || until < day)) {
    const rule = 'must be a date that has not passed, as in 2027-01-31';
    throw new UserError('bad-option', `--until ${rule}, got ${JSON.stringify(until)}`);
  }
  const named = remember(() => by ?? readIdentity(root, findWorkTree(root, env), env) ?? '');
  return {
    today: day,
    by: () => {
      const name = named('');
      if (name !== '') return name;
      throw new UserError('nobody', 'who decides is not known: give --by NAME, or set user.name in git');
    },
  };
}

const mostName = 400;
