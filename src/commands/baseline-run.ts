import { lstatSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Entry } from '../baseline/format.ts';
import { settleSelection } from '../config/history-selection.ts';
import { settleOptions } from '../config/settle.ts';
import { findRepository } from '../git/find-repository.ts';
import { matchesIdGlob } from '../lib/id-glob.ts';
import { UserError } from '../lib/user-error.ts';
import type { BaselineFile, KnownMark } from '../model/known.ts';
import type { Options } from '../model/options.ts';
import type { Report } from '../model/report.ts';
import { createProgress } from '../reporters/progress.ts';
import { runScan } from '../scan.ts';
import { runHistory } from '../scan-history.ts';
import type { CommandContext } from './context.ts';
import type { Flags } from './options.ts';

/** A scan for a baseline, and what it may say of the baseline's entries. */
export interface Recording {
  options: Options;
  report: Report;
  /** Of the history too, where that was asked for. */
  reports: Report[];
  marks: KnownMark[];
  /** Keys of marks that the history holds. */
  historyMarks: ReadonlySet<KnownMark>;
  isGone(entry: Omit<Entry, 'hash'>): boolean;
}

/** The flags for a scan of which no report is written. */
export function withoutOutput({ output: _output, ...rest }: Flags): Flags {
  return rest;
}

/** Scans with a baseline in hand that need not be the one that is in use. Throws as `runScan` does. */
export async function recordFindings(
  paths: readonly string[],
  flags: Flags,
  { root, file, ignore }: { root: string; file: BaselineFile; ignore?: Options['ignore'] },
  context: CommandContext,
  signal: AbortSignal,
): Promise<Recording> {
  const { cwd, env, stdout, notice } = context;
  if (paths.includes('-')) throw new UserError('bad-option', 'standard input has no place that a baseline could name');
  const { baseline: _baseline, ...rest } = flags;
  const settled = await settleOptions(
    { ...rest, paths, useBaseline: false },
    { cwd, root, env, isTty: stdout.isTTY === true },
  );
  const options: Options = { ...settled, baseline: { ...file, isRecording: true }, ...(ignore && { ignore }) };
  for (const each of options.quiet ? [] : options.notices) notice(each);
  const reports = await runAll(options, flags.withHistory === true, root, context, signal);
  // An interrupt may still be waiting to be told.
  await setImmediate();
  const [report, history] = reports as [Report, Report?];
  const historyMarks = new Set(history ? marksOf(history) : []);
  return {
    options,
    report,
    reports,
    marks: reports.flatMap(marksOf),
    historyMarks,
    isGone: createGoneTest(options, report, history),
  };
}

async function runAll(
  options: Options,
  withHistory: boolean,
  root: string,
  { stderr, notice, env }: CommandContext,
  signal: AbortSignal,
): Promise<Report[]> {
  const progress = createProgress({ wanted: options.progress, stream: stderr });
  const hooks = { signal, ...(!options.quiet && { onNotice: notice }) };
  try {
    const report = await runScan('scan', options, { ...hooks, onProgress: (state) => progress.update(state) });
    if (!withHistory) return [report];
    const repository = findRepository(root, env);
    if (!repository) throw new UserError('not-a-repository', `--history: ${root} is in no git repository`);
    const audit = await runHistory(options, repository, settleSelection({}), {
      ...hooks,
      onProgress: (state) => progress.update(state),
    });
    return [report, audit.report];
  } finally {
    progress.stop();
  }
}

function marksOf({ findings, known }: Report): KnownMark[] {
  return [...findings, ...known].flatMap(({ marks }) => marks ?? []);
}

/**
 * Makes the test whether an entry that nothing matched is gone: its file was read, or is no more, in what was to be
 * scanned and by a rule that ran. Of the history, only where all of that was read.
 */
function createGoneTest(options: Options, report: Report, history: Report | undefined): Recording['isGone'] {
  const { root, readPaths } = report;
  const scopes = options.paths.flatMap((path) => {
    const inside = relative(root, resolve(options.cwd, path)).replaceAll(sep, '/');
    return lstatSync(resolve(options.cwd, path), { throwIfNoEntry: false }) ? [inside] : [];
  });
  const isInScope = (path: string) =>
    scopes.some((scope) => scope === '' || path === scope || path.startsWith(`${scope}/`));
  const { only, skip } = options.rules;
  const didRun = (id: string) =>
    (only.length === 0 || only.some((glob) => matchesIdGlob(glob, id))) &&
    !skip.some((glob) => matchesIdGlob(glob, id));
  const isHistoryRead =
    history !== undefined && history.errors.length === 0 && !history.history!.isPartial && !history.history!.isShallow;
  return ({ path, ruleId, history: isOfHistory }) => {
    if (!didRun(ruleId) || (isOfHistory && !isHistoryRead)) return false;
    if (readPaths?.has(path)) return true;
    return isInScope(path) && !lstatSync(join(root, path), { throwIfNoEntry: false });
  };
}
