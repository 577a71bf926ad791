import { ReadStream } from 'node:tty';
import type { AuditFile, Decided } from '../baseline/audit-file.ts';
import { escapeControl } from '../lib/escape-control.ts';
import { formatNoun } from '../lib/format-amount.ts';
import { UserError } from '../lib/user-error.ts';
import { wrapText } from '../lib/wrap-text.ts';
import type { BaselineFile } from '../model/known.ts';
import { confidences, severities } from '../model/level.ts';
import { createStyle } from '../reporters/terminal/style.ts';
import { createContextReader } from './audit-context.ts';
import { createScope, isOpen, listQuestions, type Question } from './audit-questions.ts';
import { type AuditJob, changeDecisions, settleTerms } from './audit-save.ts';
import { describeQuestion } from './audit-view.ts';
import { type Answer, walkQuestions } from './audit-walk.ts';
import { type Recording, recordFindings, withoutOutput } from './baseline-run.ts';
import type { CommandContext } from './context.ts';
import { countDecisions } from './decision-words.ts';
import { openKeyboard } from './keyboard.ts';
import type { Flags } from './options.ts';
import { reportErrors } from './report-errors.ts';

/** A baseline to walk through. */
export interface TerminalAudit {
  job: AuditJob;
  operands: readonly string[];
  flags: Flags;
  audit: AuditFile;
  file: BaselineFile;
}

/** Walks through entries in the terminal. Throws `UserError` where there is none, or nobody is named who decides. */
export async function auditInTerminal(given: TerminalAudit, context: CommandContext): Promise<number> {
  const { job, audit, file, flags, operands } = given;
  const { root } = job;
  const terms = settleTerms(job, audit, context);
  const isWanted = chooseEntries(given, context, terms.today);
  if (!audit.entries.some(isWanted)) {
    await context.print(`${escapeControl(nothingToDo(given, context))}\n`);
    return 0;
  }
  const input = openInput(context);
  if (audit.keepsReasons) terms.by();
  const signal = context.interrupt();
  // Whatever the baseline was made with: an entry is shown where it stands.
  const all = { minConfidence: confidences[0], minSeverity: severities[0], ...withoutOutput(flags) };
  const recording = await recordFindings(operands, all, { root, file }, context, signal);
  if (signal.aborted) return 130;
  const failed = reportErrors(recording.reports, context);
  const questions = listQuestions(audit, recording.reports).filter(({ entries }) => entries.some(isWanted));
  const save = async ({ entries, sightings }: Question, answer: Answer) => {
    const decided = toDecided(answer, job.flags.until, audit.keepsReasons, terms);
    const decisions = new Map(entries.map(({ id }) => [id, decided]));
    const { entries: now } = await changeDecisions(job, context, () => decisions);
    for (const { id } of entries.filter((entry) => !now.some((each) => each.id === entry.id))) {
      context.notice(`${file.name}: ${id} is not in it any more: somebody has changed it meanwhile`);
    }
    for (const entry of entries) setDecision(entry, decided);
    const advice = sightings[0]?.finding.advice;
    if (answer.decision === 'real' && advice) context.stdout.write(`${adviceLines(advice, context.stdout.columns)}\n`);
  };
  const { answers, isInterrupted } = await walkInTerminal(
    questions,
    { ...given, recording, save },
    input,
    context,
    signal,
  );
  const open = audit.entries.filter((entry) => isOpen(entry, terms.today)).length;
  context.stdout.write(`${escapeControl(file.name)}: ${countDecisions([...answers.values()], open)}.\n${hint(audit)}`);
  return isInterrupted ? 130 : failed;
}

function openInput({ stdout }: CommandContext): ReadStream {
  const { stdin } = process;
  if (stdin instanceof ReadStream && stdin.isTTY && stdout.isTTY) return stdin;
  const advice = 'give the decisions by --decide FILE; keyturn baseline report lists the entries with their ids';
  throw new UserError('no-terminal', `baseline audit asks in a terminal, and there is none here: ${advice}`);
}

function chooseEntries({ operands, flags, job }: TerminalAudit, { cwd }: CommandContext, day: string) {
  const isInScope = createScope(operands, job.root, cwd);
  return (entry: AuditFile['entries'][number]): boolean =>
    flags.id ? flags.id.includes(entry.id) : isInScope(entry.path) && (flags.all === true || isOpen(entry, day));
}

function nothingToDo({ audit, file, operands, job }: TerminalAudit, { cwd }: CommandContext): string {
  const isInScope = createScope(operands, job.root, cwd);
  const some = audit.entries.filter(({ path }) => isInScope(path)).length;
  const where = operands.length > 0 ? ` in ${operands.join(', ')}` : '';
  if (some === 0) return `${file.name} knows no findings${where}: there is nothing to decide.`;
  const known = formatNoun(some, 'known finding');
  return `${file.name}: of ${known}${where} none is left to decide; --all goes through those that are decided.`;
}

function toDecided(
  answer: Answer,
  until: string | undefined,
  keepsReasons: boolean,
  { today, by }: ReturnType<typeof settleTerms>,
): Decided {
  if (!keepsReasons || answer.decision === 'undecided') return { decision: answer.decision };
  return { ...answer, by: by(), at: today, ...(until !== undefined && { until }) };
}

function adviceLines(advice: string, columns = 80): string {
  return wrapText(escapeControl(advice), columns - 2)
    .map((line) => `  ${line}`)
    .join('\n');
}

/** Entries are kept as they now stand in the file, for who goes back to them. */
function setDecision(entry: Question['entries'][number], decided: Decided): void {
  for (const key of ['reason', 'by', 'at', 'until'] as const) delete entry[key];
  Object.assign(entry, decided);
}

async function walkInTerminal(
  questions: readonly Question[],
  { audit, job, recording, save }: TerminalAudit & { recording: Recording; save: Walker['save'] },
  input: ReadStream,
  { stdout, env }: CommandContext,
  signal: AbortSignal,
) {
  const { options } = recording;
  const style = await createStyle({ color: options.color, hyperlinks: false });
  const context = createContextReader(options, job.root, env);
  const keyboard = openKeyboard(input, stdout, signal);
  try {
    return await walkQuestions(questions, {
      keyboard,
      keepsReasons: audit.keepsReasons,
      write: (text) => stdout.write(text),
      save,
      async show(question, index) {
        const [first] = question.sightings;
        const lines = first ? await context.read(first) : [];
        const view = { style, width: stdout.columns || 80, number: index + 1, total: questions.length };
        return describeQuestion(question, lines, view);
      },
    });
  } finally {
    keyboard.close();
    context.close();
  }
}

type Walker = Parameters<typeof walkQuestions>[1];

function hint({ entries }: AuditFile): string {
  const real = entries.filter(({ decision }) => decision === 'real').length;
  return real === 0 ? '' : `${formatNoun(real, 'real secret')} to rotate: keyturn baseline report tells how.\n`;
}
