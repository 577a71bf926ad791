import { wantsColor } from '../config/color.ts';
import { oneOf } from '../config/flag-values.ts';
import { checkList, openRepository, runChecks } from '../doctor/index.ts';
import { findRepository, type Repository } from '../git/find-repository.ts';
import { formatNoun } from '../lib/format-amount.ts';
import { UserError } from '../lib/user-error.ts';
import { version } from '../lib/version.ts';
import { severities } from '../model/level.ts';
import type { CheckId, Diagnosis } from '../model/problem.ts';
import { type DoctorFormat, doctorFormats, loadDoctorReporter } from '../reporters/doctor/index.ts';
import { checkOutput, writeOutput } from '../reporters/write-output.ts';
import type { Command, CommandContext } from './context.ts';
import { createInputs } from './doctor-inputs.ts';
import type { Flags } from './options.ts';
import { unknownWord, usageError } from './usage-error.ts';

/** `doctor [path]`: what in a repository lets secrets out; with `--fix` does what is safe. */
export const doctor: Command = async ({ operands, flags }, context) => {
  const wanted = chooseChecks(flags);
  if (flags.list) return await printList(wanted, context);
  const minSeverity = oneOf('--min-severity', flags.minSeverity, severities) ?? 'low';
  const format = chooseFormat(flags);
  const output = { cwd: context.cwd, ...(flags.output !== undefined && { output: flags.output }) };
  if (flags.yes && !flags.fix) throw usageError('--yes goes with --fix only', 'doctor');
  await checkOutput(output);
  const repository = openWorkTree(operands[0], context);
  const inputs = await createInputs(repository, flags, context);
  const look = async () => {
    const opened = await openRepository(repository, inputs, context.env);
    return { opened, diagnosis: await runChecks(opened, wanted, minSeverity) };
  };
  let { opened, diagnosis } = await look();
  let hasFailed = false;
  if (flags.fix) {
    const { mend } = await import('./doctor-fix.ts');
    const isHookNamed = (flags.only ?? []).some((id) => /^(?:doctor-)?hooks$/.test(id));
    const outcome = await mend(opened, diagnosis, { ...flags, isHookNamed }, context);
    hasFailed = outcome.hasFailed;
    if (outcome.done > 0) ({ opened, diagnosis } = await look());
  }
  const exitCode = diagnosis.errors.length > 0 || hasFailed ? 2 : diagnosis.problems.length > 0 ? 1 : 0;
  await write(diagnosis, { flags, format, output, exitCode }, context);
  return exitCode;
};

function chooseChecks({ only = [], skip = [] }: Flags): CheckId[] {
  const ids = checkList.map(({ id }) => id);
  const find = (flag: string, word: string) => {
    const found = ids.find((id) => id === word || id === `doctor-${word}`);
    if (found) return found;
    const words = ids.map((id) => id.replace('doctor-', ''));
    throw usageError(`${flag}: ${unknownWord('check', word.replace(/^doctor-/, ''), words)}`, 'doctor');
  };
  const wanted = only.map((word) => find('--only', word));
  const unwanted = skip.map((word) => find('--skip', word));
  return ids.filter((id) => (wanted.length === 0 || wanted.includes(id)) && !unwanted.includes(id));
}

async function printList(wanted: readonly CheckId[], { print }: CommandContext): Promise<number> {
  const listed = checkList.filter(({ id }) => wanted.includes(id));
  const width = Math.max(0, ...listed.map(({ id }) => id.length));
  await print(listed.map(({ id, summary }) => `${id.padEnd(width)}  ${summary}\n`).join(''));
  return 0;
}

function chooseFormat({ format, output = '' }: Flags): DoctorFormat {
  const byName = /\.sarif(?:\.json)?$/i.test(output) ? 'sarif' : /\.json$/i.test(output) ? 'json' : 'terminal';
  return oneOf('--format', format, doctorFormats) ?? byName;
}

function openWorkTree(path: string | undefined, { cwd, env }: CommandContext): Repository {
  const repository = findRepository(path, env);
  if (!repository) throw new UserError('not-a-repository', `${path ?? cwd} is in no git repository`);
  if (!repository.isBare) return repository;
  throw new UserError('bare-repository', `${path ?? cwd} is a bare repository: doctor looks into a work tree`);
}

interface Target {
  flags: Flags;
  format: DoctorFormat;
  output: { cwd: string; output?: string };
  exitCode: number;
}

async function write(diagnosis: Diagnosis, target: Target, context: CommandContext): Promise<void> {
  const { flags, format, output, exitCode } = target;
  const { cwd, env, stdout } = context;
  const isShown = output.output === undefined && format === 'terminal' && stdout.isTTY === true;
  const reporter = await loadDoctorReporter(format);
  const text = reporter(diagnosis, {
    version,
    color: wantsColor(flags.color, { env, isTty: stdout.isTTY === true, hasOutput: output.output !== undefined }),
    hyperlinks: false,
    verbose: false,
    quiet: flags.quiet ?? false,
    width: isShown ? stdout.columns || 80 : 80,
    cwd,
    redact: 100,
    exitCode,
    rules: () => [],
  });
  await writeOutput(text, output);
  if (output.output === undefined || output.output === '-' || flags.quiet) return;
  context.notice(`${formatNoun(diagnosis.problems.length, 'problem')}; report written to ${output.output}`);
}
