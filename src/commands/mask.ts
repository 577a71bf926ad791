import { createReadStream, statSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { settleOptions } from '../config/settle.ts';
import { clock } from '../lib/clock.ts';
import { formatNoun } from '../lib/format-amount.ts';
import { createMasker, type Masker } from '../mask.ts';
import { maskStream } from '../mask-stream.ts';
import type { Finding } from '../model/finding.ts';
import type { Options } from '../model/options.ts';
import type { Report, ScanError } from '../model/report.ts';
import { checkOutput } from '../reporters/write-output.ts';
import { findStream, openStream } from '../sources/named-stream.ts';
import { openStdin } from '../sources/stdin.ts';
import { explainFailure } from '../sources/tree.ts';
import type { Command, CommandContext, Invocation } from './context.ts';
import { findRoot, writeReport } from './scan.ts';
import { usageError } from './usage-error.ts';

/** `scan - --mask` or `scan FILE --mask`: the text on standard output with every secret replaced. */
export const mask: Command = async (invocation, context) => {
  const options = await settle(invocation, context);
  const [path] = options.paths as [string];
  const startedAt = new Date();
  const begin = clock();
  const signal = context.interrupt();
  const findings: Finding[] = [];
  const root = findRoot('scan', [path], context);
  const name = nameOf(path, root, options);
  const masker = createMasker(options, name, (finding) => {
    // Without a report to write nothing grows with the stream.
    if (options.output !== undefined) findings.push(finding);
  });
  const errors = await passOn(path, name, masker, context, signal);
  if (signal.aborted) return 130;
  const { finishFindings } = await import('../findings/index.ts');
  const report: Report = {
    command: 'scan',
    root,
    startedAt,
    durationMs: Math.round(clock() - begin),
    scanned: { files: 1, bytes: masker.bytes, skipped: [] },
    findings: finishFindings(findings),
    known: [],
    errors: [...masker.errors, ...errors],
    suppressed: 0,
    unusedAllows: [],
  };
  if (masker.hidden > 0 && !options.quiet) context.notice(`${formatNoun(masker.hidden, 'secret')} hidden`);
  const exitCode = report.errors.length > 0 ? 2 : masker.hidden > 0 ? options.exitCode : 0;
  if (options.output !== undefined) await writeReport(report, options, exitCode, context);
  else for (const { message } of report.errors) context.notice(message);
  return exitCode;
};

async function settle({ operands, flags }: Invocation, context: CommandContext): Promise<Options> {
  const { cwd, env } = context;
  if (operands.length !== 1) {
    const got = operands.length === 0 ? 'none' : operands.join(' ');
    throw usageError(`--mask takes one file, or - for standard input, got ${got}`, 'scan');
  }
  const isFolder =
    operands[0] !== '-' && statSync(resolve(cwd, operands[0]!), { throwIfNoEntry: false })?.isDirectory();
  if (isFolder)
    throw usageError(`--mask takes one file, or - for standard input, got the folder ${operands[0]}`, 'scan');
  if (flags.output === '-')
    throw usageError('--output - and --mask exclude each other: both write to standard output', 'scan');
  const root = findRoot('scan', operands, context);
  const options = await settleOptions({ ...flags, paths: operands }, { cwd, root, env, isTty: false });
  await checkOutput(options);
  for (const notice of options.quiet ? [] : options.notices) context.notice(notice);
  return flags.stdinPath === undefined ? options : { ...options, stdinPath: flags.stdinPath };
}

async function passOn(
  path: string,
  name: string,
  masker: Masker,
  { cwd, stdout }: CommandContext,
  signal: AbortSignal,
): Promise<ScanError[]> {
  try {
    await maskStream(await openInput(path, cwd), masker, stdout, signal);
    return [];
  } catch (error) {
    const failure = error as NodeJS.ErrnoException;
    return [{ code: failure.code ?? 'EIO', message: `${name}: ${explainFailure(failure)}`, path: name }];
  }
}

function nameOf(path: string, root: string, { cwd, stdinPath }: Options): string {
  return path === '-' ? (stdinPath ?? 'stdin') : relative(root, resolve(cwd, path)).replaceAll(sep, '/');
}

async function openInput(path: string, cwd: string): Promise<Readable> {
  if (path === '-') return openStdin();
  const stream = findStream(path, cwd);
  return stream ? await openStream(stream) : createReadStream(resolve(cwd, path), { highWaterMark: 1 << 18 });
}
