import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { settleOptions } from '../config/settle.ts';
import { findCurrentWorkTree, findWorkTree } from '../git/work-tree.ts';
import { descriptorOf } from '../lib/descriptor-of.ts';
import { formatNoun } from '../lib/format-amount.ts';
import { version } from '../lib/version.ts';
import type { Options } from '../model/options.ts';
import type { Report } from '../model/report.ts';
import type { Source } from '../model/source.ts';
import { loadReporter, type ReportContext, type ReportedReplacements } from '../reporters/index.ts';
import { createProgress } from '../reporters/progress.ts';
import { checkOutput, writeOutput } from '../reporters/write-output.ts';
import { runScan, type ScanCommand } from '../scan.ts';
import type { Command, CommandContext, Invocation } from './context.ts';
import { reportedRules } from './reported-rules.ts';

/** `scan [paths..]`: files, folders or standard input. */
export const scan: Command = async (invocation, context) =>
  invocation.flags.mask
    ? await (await import('./mask.ts')).mask(invocation, context)
    : await run('scan', invocation, context);

/** `staged`: what is about to be committed. */
export const staged: Command = (invocation, context) => run('staged', invocation, context);

/** For hooks: what git is about to commit, read from another source than the command's own. */
export async function scanSource(
  command: 'staged' | 'commit-msg',
  createSource: (options: Options) => Promise<Source>,
  context: CommandContext,
): Promise<number> {
  return await run(command, { operands: [], flags: { format: 'terminal' } }, context, createSource);
}

async function run(
  command: ScanCommand,
  { operands, flags }: Pick<Invocation, 'operands' | 'flags'>,
  context: CommandContext,
  createSource?: (options: Options) => Promise<Source>,
): Promise<number> {
  const { cwd, env, stdout } = context;
  const root = findRoot(command, operands, context);
  const settled = await settleOptions({ ...flags, paths: operands }, { cwd, root, env, isTty: stdout.isTTY === true });
  const options = flags.stdinPath === undefined ? settled : { ...settled, stdinPath: flags.stdinPath };
  await checkOutput(options);
  for (const notice of options.quiet ? [] : options.notices) context.notice(notice);
  const signal = context.interrupt();
  const report = await scanWithProgress(command, options, context, signal, await createSource?.(options));
  if (signal.aborted) return 130;
  const exitCode = chooseExitCode(report, options);
  // Of a message there is nothing to say.
  if (command !== 'commit-msg' || exitCode !== 0) await writeReport(report, options, exitCode, context);
  return exitCode;
}

/** 2: something could not be read or done; else the `--exit-code` where there are findings, or 0. */
export function chooseExitCode({ errors, findings }: Report, { exitCode }: Pick<Options, 'exitCode'>): number {
  if (errors.length > 0) return 2;
  return findings.length > 0 ? exitCode : 0;
}

/** Where configuration is looked for: the work tree of the first path, or else the folder it is or lies in. */
export function findRoot(command: ScanCommand, [first = '.']: readonly string[], { cwd, env }: CommandContext): string {
  if (command !== 'scan') return findCurrentWorkTree(cwd, env)?.root ?? cwd;
  const path = resolve(cwd, first === '-' || descriptorOf(first) !== undefined ? '.' : first);
  return findWorkTree(path, env)?.root ?? (isFolder(path) ? path : dirname(path));
}

/** False too where nobody can tell, as for a link to itself: the scan itself will say what is wrong with it. */
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

async function scanWithProgress(
  command: ScanCommand,
  options: Options,
  { notice, stderr }: CommandContext,
  signal: AbortSignal,
  source: Source | undefined,
): Promise<Report> {
  const progress = createProgress({ wanted: options.progress, stream: stderr });
  try {
    return await runScan(
      command,
      options,
      {
        signal,
        onProgress: (state) => progress.update(state),
        onExplain: notice,
        ...(!options.quiet && { onNotice: notice }),
      },
      source,
    );
  } finally {
    progress.stop();
  }
}

/** Writes a report to where the options say. */
export async function writeReport(
  report: Report,
  options: Options,
  exitCode: number,
  context: CommandContext,
  replacements?: ReportedReplacements,
): Promise<void> {
  const reporter = await loadReporter(options.format);
  const { output, cwd } = options;
  await writeOutput(
    reporter(report, {
      ...(await reportContext(report, options, exitCode, context)),
      ...(replacements && { replacements }),
    }),
    {
      cwd,
      ...(output !== undefined && { output }),
    },
  );
  if (output === undefined || output === '-' || options.quiet) return;
  const problems = report.errors.length > 0 ? `, ${formatNoun(report.errors.length, 'error')}` : '';
  context.notice(`${formatNoun(report.findings.length, 'finding')}${problems}; report written to ${output}`);
}

async function reportContext(
  report: Report,
  options: Options,
  exitCode: number,
  { stdout }: CommandContext,
): Promise<ReportContext> {
  const { color, verbose, quiet, cwd, redact, showKnown } = options;
  const isShown = options.output === undefined && options.format === 'terminal' && stdout.isTTY === true;
  const hyperlinks = isShown && report.findings.length > 0 ? await linksWork(stdout) : false;
  const width = isShown ? stdout.columns || 80 : Number.POSITIVE_INFINITY;
  return {
    version,
    color,
    hyperlinks,
    verbose,
    quiet,
    width,
    cwd,
    redact,
    showKnown,
    exitCode,
    rules: () => reportedRules(report),
  };
}

async function linksWork(stdout: NodeJS.WriteStream): Promise<boolean> {
  const { canHyperlink } = await import('../reporters/hyperlinks.ts');
  return await canHyperlink(stdout);
}
