import { createInterface } from 'node:readline/promises';
import { applyAppend } from '../doctor/repair/append.ts';
import { escapeControl } from '../lib/escape-control.ts';
import { formatNoun } from '../lib/format-amount.ts';
import { UserError } from '../lib/user-error.ts';
import { createMasker } from '../mask.ts';
import type { BaselineFile } from '../model/known.ts';
import { type Recording, recordFindings, withoutOutput } from './baseline-run.ts';
import type { CommandContext } from './context.ts';
import type { Flags } from './options.ts';
import { reportErrors } from './report-errors.ts';
import { type Plan, planRemoval } from './unused-plan.ts';
import { usageError } from './usage-error.ts';

interface Given {
  operands: readonly string[];
  flags: Flags;
  root: string;
  file: BaselineFile;
}

const mostNamed = 20;

/** What makes a scan see less: what it then finds unused may be in use. */
const narrowing = ['include', 'exclude', 'rule', 'skipRule', 'minConfidence', 'minSeverity', 'maxFileSize'] as const;

/**
 * `baseline update --remove-unused`: shows what allows nothing, asks, and takes it out of its files, each whole or not at
 * all. Gives the exit code: 2 where something stays. Throws `UserError` where there is nobody to ask.
 */
export async function removeUnused(given: Given, context: CommandContext): Promise<number> {
  const { operands, flags, root, file } = given;
  checkFlags(flags);
  const signal = context.interrupt();
  const wishes = { ...withoutOutput(flags), listUnusedAllows: true, withHistory: false };
  const recording = await recordFindings(operands, wishes, { root, file }, context, signal);
  if (signal.aborted) return 130;
  if (recording.report.errors.length > 0) {
    context.notice('nothing that is unused was taken out: what could not be read may need it');
    return reportErrors([recording.report], context);
  }
  const plans = await planRemoval(recording, given, context);
  const isAgreed = plans.some(({ cut }) => cut.length > 0) ? await agree(plans, recording, flags, context) : true;
  for (const plan of isAgreed ? plans : []) apply(plan, recording.report.root);
  const left = plans.flatMap((plan) => plan.left);
  const shown = flags.verbose ? left : left.slice(0, mostNamed);
  const lines = shown.map(({ path, line, text, problem }) => `${path}:${line}: left as it is: ${text}: ${problem}`);
  for (const line of hide(lines, recording)) context.notice(line);
  if (left.length > shown.length)
    context.notice(`${left.length - shown.length} more are left; --verbose names them all`);
  if (isAgreed && !flags.quiet) {
    const gone = plans.filter(({ change }) => change).flatMap(({ cut }) => cut);
    const files = plans.filter(({ change }) => change).length;
    if (gone.length === 0) await context.print('Nothing that is unused was taken out.\n');
    else await context.print(`Taken out: ${gone.length} unused, in ${formatNoun(files, 'file')}.\n`);
  }
  return left.length > 0 ? 2 : 0;
}

function checkFlags(flags: Flags): void {
  const wrong = narrowing.find((key) => flags[key] !== undefined);
  const name = wrong ?? (flags.inlineAllow === false ? 'noInlineAllow' : flags.trackedOnly ? 'trackedOnly' : undefined);
  if (name === undefined) return;
  const shown = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  throw usageError(
    `--remove-unused and --${shown} exclude each other: it must see all that is in use`,
    'baseline update',
  );
}

/** Shows what goes, as the report does: no more of a line than the ignore's own words. */
async function agree(plans: readonly Plan[], recording: Recording, flags: Flags, context: CommandContext) {
  const { stderr, notice } = context;
  const lines = plans.flatMap(({ cut }) => cut).map(({ path, line, text }) => `- ${path}:${line}: ${text}`);
  if (!flags.quiet || !flags.yes) stderr.write(`${hide(lines, recording).join('\n')}\n`);
  if (flags.yes) return true;
  if (!process.stdin.isTTY) {
    throw new UserError('no-terminal', 'nothing was changed: there is no terminal to ask on; --yes takes them out');
  }
  const terminal = createInterface({ input: process.stdin, output: stderr, terminal: false });
  const closed = new Promise<string>((done) => terminal.once('close', () => done('n')));
  const answer = await Promise.race([terminal.question('Take these out? [y/N] '), closed]);
  terminal.close();
  const isAgreed = /^\s*y(?:es)?\s*$/i.test(answer);
  if (!isAgreed) notice('nothing that is unused was taken out');
  return isAgreed;
}

/** Lines for the user, with every secret in them hidden. */
function hide(lines: readonly string[], { options }: Recording): string[] {
  if (lines.length === 0) return [];
  const masker = createMasker({ ...options, redact: 100 }, 'unused.txt', () => {});
  const text = Buffer.from(lines.map((line) => `${escapeControl(line)}\n`).join(''));
  return Buffer.concat([masker.push(text), masker.end()])
    .toString()
    .trimEnd()
    .split('\n');
}

function apply(plan: Plan, root: string): void {
  if (!plan.change) return;
  try {
    applyAppend(root, plan.change);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    plan.left.push(...plan.cut.map((each) => ({ ...each, problem: error.message })));
    delete plan.change;
    plan.cut = [];
  }
}
