import { createInterface } from 'node:readline/promises';
import type { Repository } from '../doctor/index.ts';
import { planSteps, type Step } from '../doctor/repair/index.ts';
import { findHooksFolder, installHooks } from '../hooks/index.ts';
import { escapeControl } from '../lib/escape-control.ts';
import { UserError } from '../lib/user-error.ts';
import type { Diagnosis } from '../model/problem.ts';
import type { CommandContext } from './context.ts';
import { currentRunner } from './hook-context.ts';

interface Wishes {
  yes?: boolean;
  /** The check of hooks was named. */
  isHookNamed: boolean;
}

type Ask = (question: string) => Promise<string>;

/** `doctor --fix`: shows each step, asks for it on a terminal, and does it. Says how many were done. */
export async function mend(
  repository: Repository,
  { problems }: Diagnosis,
  wishes: Wishes,
  context: CommandContext,
): Promise<{ done: number; hasFailed: boolean }> {
  const { steps, errors } = planSteps(repository, problems, async () => installPreCommit(repository, context));
  // Standard output is for the report.
  const say = (line: string) => context.stderr.write(`${line}\n`);
  for (const { message } of errors) context.notice(message);
  const terminal = wishes.yes || !process.stdin.isTTY ? undefined : openTerminal(context);
  let done = 0;
  let hasFailed = errors.length > 0;
  try {
    let all = wishes.yes === true;
    for (const step of steps) {
      for (const line of show(step)) say(line);
      const isAgreed = await agree(step, all, wishes, terminal?.ask);
      if (isAgreed === 'quit') break;
      if (isAgreed === 'all') all = true;
      if (isAgreed === 'no') continue;
      const said = await apply(step, context);
      if (said === undefined) hasFailed = true;
      else {
        done++;
        if (said !== '') say(`  ${escapeControl(said)}`);
      }
    }
  } finally {
    terminal?.close();
  }
  if (steps.length === 0) say('Nothing that --fix can do.');
  else if (!terminal && !wishes.yes) context.notice('nothing was done: there is no terminal to ask on; --yes does it');
  say('');
  return { done, hasFailed };
}

function show({ shown, note }: Step): string[] {
  return [...shown, ...(note === undefined ? [] : [`  (${note})`])].map(escapeControl);
}

type Answer = 'yes' | 'no' | 'all' | 'quit';

/** What is extra is never done together with others. */
async function agree(step: Step, all: boolean, wishes: Wishes, ask: Ask | undefined): Promise<Answer> {
  if (all && (!step.isExtra || wishes.isHookNamed)) return 'yes';
  if (!ask) return 'no';
  const given = (await ask(step.isExtra ? 'Do this? [y/N/q] ' : 'Do this? [y/N/a/q] ')).trim().toLowerCase();
  if (given === 'a' && !step.isExtra) return 'all';
  if (given === 'q') return 'quit';
  return given === 'y' || given === 'yes' ? 'yes' : 'no';
}

/** What there is to say of a step that was done; undefined where it could not be. */
async function apply(step: Step, { notice }: CommandContext): Promise<string | undefined> {
  try {
    return (await step.apply()) ?? '';
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    notice(error.message);
    return undefined;
  }
}

function openTerminal({ stderr }: CommandContext): { ask: Ask; close: () => void } {
  const lines = createInterface({ input: process.stdin, output: stderr, terminal: false });
  let isClosed = false;
  const closed = new Promise<string>((resolve) => {
    lines.once('close', () => {
      isClosed = true;
      resolve('q');
    });
  });
  return {
    ask: (question) => (isClosed ? closed : Promise.race([lines.question(question), closed])),
    close: () => lines.close(),
  };
}

function installPreCommit({ root, git }: Repository, { env }: CommandContext): string {
  const [change] = installHooks(findHooksFolder(git, env), ['pre-commit'], currentRunner(root), root);
  return `the pre-commit hook is installed: ${change?.path}`;
}
