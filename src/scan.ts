/** The whole program in one place: a source yields fragments, the pipeline turns them into findings, a report comes out. */
import { clock } from './lib/clock.ts';
import { isKnown } from './lib/is-known.ts';
import { loadKnown } from './load-known.ts';
import type { Finding } from './model/finding.ts';
import type { Options } from './model/options.ts';
import type { Report, ScanError } from './model/report.ts';
import type { Source } from './model/source.ts';
import { readTree, startThreads } from './parallel.ts';
import type { Gathered } from './pipeline.ts';
import { createArchiveOpener } from './sources/archive-opener.ts';
import { createPathFilter, type PathFilter } from './sources/path-filter.ts';
import type { TreeSource } from './sources/tree.ts';

export type ScanCommand = 'scan' | 'staged' | 'commit-msg';

export interface ScanHooks {
  /** Stops the scan; the report then holds what was found and an error `interrupted`. */
  signal?: AbortSignal;
  /** Each finding as it is made; its `places` are complete only in the report. */
  onFinding?(finding: Finding): void;
  onProgress?(progress: { files: number; expected: number; bytes: number; findings: number }): void;
  /** What the user should know of how the scan went, once it is over. */
  onNotice?(line: string): void;
  /** The lines that `--explain` asks for. */
  onExplain?(line: string): void;
}

/**
 * Runs a scan. Throws `UserError` where it cannot begin (a path outside of any repository for `staged`, a rule id that
 * does not exist); what fails on the way is in the report's `errors`. `given`: a source to read instead of the command's.
 */
export async function runScan(
  command: ScanCommand,
  options: Options,
  hooks: ScanHooks = {},
  given?: Source,
): Promise<Report> {
  const startedAt = new Date();
  const begin = clock();
  const { source, filter } = await createSource(command, options, given);
  // Git runs from here on: the time to load the rest is not lost.
  const { createPipeline, createReportKey } = await import('./pipeline.ts');
  const reportKey = createReportKey();
  const known = await loadKnown(options);
  // A commit in which nothing is found need not wait for it; a damaged one is an error all the same where more is read.
  if (command === 'scan') for (const line of known?.notices ?? []) hooks.onNotice?.(line);
  const threads = 'list' in source ? await startThreads(source, options, reportKey) : undefined;
  let explained = false;
  const { sink, gathered, settle } = createPipeline(options, reportKey, {
    ...hooks,
    known,
    canWait: true,
    onExplain: (line) => {
      explained = true;
      hooks.onExplain?.(line);
    },
    onFile: ({ files, expected, bytes, findings, elsewhere }) =>
      hooks.onProgress?.({ files: files + (elsewhere?.[1] ?? 0), expected, bytes, findings: findings.length }),
  });
  const stop = limitTime(options.timeout, hooks.signal);
  try {
    if ('list' in source) {
      await readTree(source, threads, { options, sink, gathered, signal: stop.signal });
      await source.readStreams(sink, stop.signal);
    } else await source.read(sink, stop.signal);
    if (stop.signal.reason !== 'interrupted') await settle();
  } finally {
    stop.clear();
  }
  if (command === 'scan' && !stop.signal.aborted) {
    for (const glob of filter.unmatched()) hooks.onNotice?.(`--include ${glob}: matches no file`);
  }
  if (options.explain && !explained) hooks.onExplain?.(explainNothing(options.explain, gathered));
  if (stop.signal.aborted) gathered.errors.push(stopError(stop.signal, options.timeout));
  const findings = (await import('./findings/index.ts')).finishFindings(gathered.findings);
  return {
    command,
    root: source.root,
    startedAt,
    durationMs: Math.round(clock() - begin),
    scanned: { files: gathered.files, bytes: gathered.bytes, skipped: gathered.skipped },
    findings: findings.filter((finding) => !isKnown(finding)),
    known: findings.filter(isKnown),
    ...(options.baseline && { baseline: options.baseline.name }),
    ...(options.baseline?.isRecording && { readPaths: gathered.readPaths }),
    errors: gathered.errors,
    suppressed: gathered.suppressed,
    unusedAllows: options.listUnusedAllows
      ? (await import('./list-unused.ts')).listUnused(options, source.root, gathered)
      : [],
  };
}

/** What `--explain` has to say of a line on which there was nothing to decide. */
function explainNothing({ path, line }: { path: string; line: number }, { files }: Gathered): string {
  const why = files === 0 ? 'the file was not scanned' : 'nothing on this line was a candidate';
  return `${path}:${line} ${why}`;
}

interface Origin {
  source: Source | TreeSource;
  filter: PathFilter;
}

/** Each source is loaded only when it is the one. */
async function createSource(command: ScanCommand, options: Options, given: Source | undefined): Promise<Origin> {
  const { cwd, paths, include, exclude, maxFileSize, gitignore, trackedOnly, explain } = options;
  const isIncluded = await createPathFilter(include, exclude);
  const createArchives = (isStopped: () => boolean) => createArchiveOpener(options, isStopped);
  if (given) return { source: given, filter: isIncluded };
  if (command === 'staged') {
    const { createStagedSource } = await import('./sources/staged.ts');
    return { source: createStagedSource({ cwd, maxFileSize, isIncluded }), filter: isIncluded };
  }
  if (paths.includes('-')) {
    const { createStdinSource } = await import('./sources/stdin.ts');
    const path = options.stdinPath ?? explain?.path ?? 'stdin';
    return { source: createStdinSource({ root: cwd, path, createArchives }), filter: isIncluded };
  }
  const { createTreeSource } = await import('./sources/tree.ts');
  const { expandGlobs } = await import('./sources/expand-globs.ts');
  const files = await expandGlobs(paths, cwd);
  const settings = {
    cwd,
    paths: files,
    gitignore,
    trackedOnly,
    maxFileSize,
    isIncluded,
    createArchives,
    opensImages: options.maxArchiveDepth > 0,
  };
  const source = createTreeSource(settings);
  return { source, filter: isIncluded };
}

/** A signal that aborts with the user's or after the time allowed. */
export function limitTime(
  timeout: number,
  signal: AbortSignal | undefined,
): { signal: AbortSignal; clear: () => void } {
  const controller = new AbortController();
  const interrupt = () => controller.abort('interrupted');
  if (signal?.aborted) interrupt();
  signal?.addEventListener('abort', interrupt);
  const timer = Number.isFinite(timeout) ? setTimeout(() => controller.abort('timeout'), timeout) : undefined;
  return {
    signal: controller.signal,
    clear: () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', interrupt);
    },
  };
}

/** What a stopped scan's report says of it. */
export function stopError({ reason }: AbortSignal, timeout: number): ScanError {
  if (reason !== 'timeout') return { code: 'interrupted', message: 'interrupted before everything was read' };
  return { code: 'timeout', message: `--timeout ${timeout / 1000}: time ran out before everything was read` };
}
