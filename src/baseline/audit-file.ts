import { crypto } from '../lib/lazy-crypto.ts';
import { UserError } from '../lib/user-error.ts';
import type { Known } from '../model/known.ts';
import { readDetectSecrets } from './detect-secrets/index.ts';
import { markRows } from './detect-secrets/mark-rows.ts';
import { type Entry, entryKey } from './format.ts';
import { kindOf } from './kind.ts';
import { parseBaseline } from './parse.ts';
import { printBaseline } from './print.ts';

/** What somebody decided; `undecided` takes a decision back. */
export type Decided = Pick<Known, 'decision' | 'reason' | 'by' | 'at' | 'until'>;

/** A known finding as people decide on it. */
export interface AuditEntry extends Decided {
  /** Stays the same as long as rule, path and secret do; says nothing about the secret. */
  id: string;
  ruleId: string;
  path: string;
  history?: true;
}

/** A baseline that decisions can be written to. */
export interface AuditFile {
  /** By the numbers that `Known.entry` gives. */
  entries: readonly AuditEntry[];
  /** False: the format has room for yes and no only. */
  keepsReasons: boolean;
  /** The text with these decisions in it, by id; all else stays as it is. */
  decide(decisions: ReadonlyMap<string, Decided>): string;
}

/** Reads a baseline, ours or one of detect-secrets, to decide on its entries. Throws `UserError` for any other file. */
export function openAudit(text: string, name: string, now = new Date()): AuditFile {
  switch (kindOf(text)) {
    case 'own':
      return ownAudit(text, name);
    case 'detect-secrets':
      return detectSecretsAudit(text, name, now);
    case 'gitleaks': {
      const advice = 'keyturn baseline import takes it over';
      throw new UserError('bad-baseline', `${name} is a report of gitleaks and has no room for decisions: ${advice}`);
    }
  }
}

function ownAudit(text: string, name: string): AuditFile {
  const baseline = parseBaseline(text, name);
  const ids = baseline.entries.map((entry) => entryId([entry.hash, entry.ruleId, entry.path]));
  return {
    entries: baseline.entries.map(({ hash: _hash, ...entry }, index) => ({ id: ids[index]!, ...entry })),
    keepsReasons: true,
    decide(decisions) {
      const entries = baseline.entries.map((entry, index) => {
        const decided = decisions.get(ids[index]!);
        return decided ? withDecision(entry, decided) : entry;
      });
      const next = printBaseline({ ...baseline, entries });
      return next === printBaseline(baseline) ? text : next;
    },
  };
}

function withDecision({ hash, ruleId, path, history }: Entry, decided: Decided): Entry {
  const given = Object.entries(decided).filter(([, each]) => each !== undefined);
  return { hash, ruleId, path, ...(Object.fromEntries(given) as unknown as Decided), ...(history && { history }) };
}

function detectSecretsAudit(text: string, name: string, now: Date): AuditFile {
  const { rows } = readDetectSecrets(text, name);
  const ids = rows.map(({ path, type, hash }) => entryId([hash, type, path]));
  return {
    entries: rows.map(({ path, type, isSecret }, index) => ({
      id: ids[index]!,
      ruleId: type,
      path,
      decision: isSecret === undefined ? 'undecided' : isSecret ? 'real' : 'false-alarm',
    })),
    keepsReasons: false,
    decide: (decisions) =>
      markRows(text, name, now, (index) => {
        const decided = decisions.get(ids[index]!);
        return decided && (decided.decision === 'undecided' ? 'none' : decided.decision === 'real');
      }),
  };
}

const idDigits = 10;

function entryId([hash, ruleId, path]: readonly [hash: string, ruleId: string, path: string]): string {
  return crypto().createHash('sha256').update(entryKey({ hash, ruleId, path })).digest('hex').slice(0, idDigits);
}
