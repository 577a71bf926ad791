import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type AuditFile, type Decided, openAudit } from '../baseline/audit-file.ts';
import { readDecisions } from '../baseline/read-decisions.ts';
import { settleDecisions } from '../baseline/settle-decisions.ts';
import { escapeControl } from '../lib/escape-control.ts';
import { readSmallFile } from '../lib/read-small-file.ts';
import { today } from '../lib/today.ts';
import { UserError } from '../lib/user-error.ts';
import { isOpen } from './audit-questions.ts';
import { type AuditJob, changeDecisions, settleTerms } from './audit-save.ts';
import { baselinePath, readBaseline } from './baseline-file.ts';
import type { Command, CommandContext } from './context.ts';
import { countDecisions } from './decision-words.ts';
import type { Flags } from './options.ts';
import { findRoot } from './scan.ts';

/** In MB. */
const mostSize = 64;

/** `baseline audit [paths..]`: decides on known findings, one by one in the terminal, or by a file. */
export const baselineAudit: Command = async ({ operands, flags }, context) => {
  const root = findRoot('scan', operands, context);
  const job: AuditJob = { root, flags };
  const file = baselinePath(flags.baseline, root, context);
  const text = readBaseline(file);
  const audit = openAudit(text, file.name);
  if (flags.decide !== undefined) {
    checkAlone(operands, flags);
    return await decideByFile(flags.decide, job, audit, context);
  }
  checkIds(flags.id ?? [], audit, file.name);
  const { auditInTerminal } = await import('./audit-terminal.ts');
  return await auditInTerminal(
    { job, operands, flags, audit, file: { path: file.path, name: file.name, text } },
    context,
  );
};

function checkAlone(operands: readonly string[], { id, all }: Flags): void {
  const other = id ? '--id' : all ? '--all' : operands[0];
  if (other === undefined) return;
  throw new UserError('bad-option', `--decide names the entries itself; ${other} is for the terminal`);
}

function checkIds(ids: readonly string[], { entries }: AuditFile, name: string): void {
  const unknown = ids.find((id) => !entries.some((entry) => entry.id === id));
  if (unknown === undefined) return;
  const advice = 'keyturn baseline report lists them';
  throw new UserError('bad-option', `--id: no entry of ${name} has the id ${JSON.stringify(unknown)}; ${advice}`);
}

async function decideByFile(
  name: string,
  job: AuditJob,
  { keepsReasons }: AuditFile,
  context: CommandContext,
): Promise<number> {
  const { until } = job.flags;
  const terms = settleTerms(job, { keepsReasons }, context);
  const text = name === '-' ? readInput() : readSmallFile(resolve(context.cwd, name), name, 'bad-decisions', mostSize);
  const given = readDecisions(text, name === '-' ? 'standard input' : name).map((each) => ({
    ...each,
    ...(each.until === undefined && until !== undefined && each.decision !== 'undecided' && { until }),
  }));
  let settled = new Map<string, Decided>();
  const audit = await changeDecisions(job, context, (now) => {
    settled = settleDecisions(given, now, terms);
    return settled;
  });
  const after = audit.entries.map((entry) => settled.get(entry.id) ?? entry);
  const open = after.filter((entry) => isOpen(entry, today())).length;
  const made = [...settled.values()].map(({ decision }) => decision);
  const file = baselinePath(job.flags.baseline, job.root, context).name;
  await context.print(`${escapeControl(file)}: ${countDecisions(made, open)}.\n`);
  return 0;
}

function readInput(): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(0));
  } catch (cause) {
    const problem = cause instanceof TypeError ? 'must be UTF-8 text' : `cannot be read: ${(cause as Error).message}`;
    throw new UserError('bad-decisions', `standard input ${problem}`, { cause });
  }
}
