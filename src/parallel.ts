import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createYielder } from './lib/yield-loop.ts';
import type { Options } from './model/options.ts';
import type { SourceSink } from './model/source.ts';
import type { Gathered } from './pipeline.ts';
import { assetFolder } from './rules/assets.ts';
import { createArchiveOpener } from './sources/archive-opener.ts';
import { type Ahead, createReadAhead } from './sources/read-ahead.ts';
import { createFileScanner, type FileToScan } from './sources/scan-file.ts';
import type { TreeSource } from './sources/tree.ts';

/** Files are handed out in lots of this many, whoever is free taking the next. */
const lotSize = 64;
/** A second thread must start and warm up; with fewer files it comes too late to pay. */
const worthThreads = 10_000;
const mostThreads = 8;

/** Places in the memory that threads share; from `joined` on one for each thread, set when it takes its first lot. */
const nextLot = 0;
const filesDone = 1;
const joined = 2;
/** As the next lot, both far from zero, as each thread that asks adds one: stop at once; no more are left. */
const stopped = -(1 << 30);
const exhausted = 1 << 24;

/** What a thread is started with; the files follow as a message, as they are not known yet. */
export interface ThreadTask {
  index: number;
  options: Options;
  reportKey: Uint8Array;
  shared: Int32Array;
}

interface TreeRun {
  options: Options;
  sink: SourceSink;
  gathered: Gathered;
  signal: AbortSignal;
}

/** Threads that get ready while the files are still being listed. */
export interface Threads {
  shared: Int32Array;
  count: number;
  /** Hands them the files, once. */
  share(files: readonly FileToScan[]): void;
  /** Ends them all; gives what those gathered that took part. */
  finish(): Promise<Gathered[]>;
}

/** Starts as many threads beside this one as asked for, or as the size of the tree is worth. */
export async function startThreads(
  source: TreeSource,
  options: Options,
  reportKey: () => Uint8Array,
): Promise<Threads | undefined> {
  const isLarge = source.estimate >= worthThreads;
  const jobs = options.jobs || (isLarge ? Math.min(availableParallelism(), mostThreads) : 1);
  if (jobs === 1 || options.explain) return undefined;
  const { Worker } = await import('node:worker_threads');
  const program = join(assetFolder(), 'worker.cjs');
  const shared = new Int32Array(new SharedArrayBuffer((joined + jobs - 1) * Int32Array.BYTES_PER_ELEMENT));
  const threads = Array.from({ length: jobs - 1 }, (_, index) => {
    const task: ThreadTask = { index, options, reportKey: reportKey(), shared };
    const worker = new Worker(program, { workerData: task });
    const result = new Promise<Gathered>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`a scan thread ended early with code ${code}`)));
    });
    // Whoever did not take part is ended, which is no failure.
    result.catch(() => {});
    return { worker, result };
  });
  return {
    shared,
    count: threads.length,
    share: (files) => {
      for (const { worker } of threads) worker.postMessage(files);
    },
    finish: async () => {
      // Whoever comes only now finds nothing, and takes no part. A number below zero stays below it.
      Atomics.or(shared, nextLot, exhausted);
      const isAtWork = threads.map((_, index) => Atomics.load(shared, joined + index) > 0);
      const parts = await Promise.all(threads.filter((_, index) => isAtWork[index]).map(({ result }) => result));
      for (const { worker } of threads) void worker.terminate();
      return parts;
    },
  };
}

/** Reads a tree, with the threads if there are some; the first files that are listed are nearly all of them. */
export async function readTree(source: TreeSource, threads: Threads | undefined, run: TreeRun): Promise<void> {
  const alone = new Int32Array(new SharedArrayBuffer(joined * Int32Array.BYTES_PER_ELEMENT));
  const stop = () => {
    for (const shared of [alone, threads?.shared]) if (shared) Atomics.store(shared, nextLot, stopped);
    source.stop();
  };
  run.signal.addEventListener('abort', stop);
  let helpers = threads;
  try {
    for await (const listed of source.list(run.sink)) {
      if (run.signal.aborted) return;
      const { explain } = run.options;
      const files = explain ? listed.filter(({ path }) => `${explain.path}!`.startsWith(`${path}!`)) : listed;
      run.sink.expect(files.length);
      if (helpers && files.length > 0) {
        await readTogether(files, helpers, run);
        helpers = undefined;
      } else {
        Atomics.store(alone, nextLot, 0);
        if (run.signal.aborted) return;
        await scanLots(files, alone, run.options, run.sink);
      }
    }
  } finally {
    await helpers?.finish();
  }
}

async function readTogether(files: readonly FileToScan[], threads: Threads, run: TreeRun): Promise<void> {
  run.gathered.elsewhere = threads.shared;
  threads.share(files);
  await scanLots(files, threads.shared, run.options, run.sink);
  for (const part of await threads.finish()) merge(run.gathered, part);
  delete run.gathered.elsewhere;
}

/** Takes lots of files until there are none left or the scan is stopped. */
async function scanLots(
  files: readonly FileToScan[],
  shared: Int32Array,
  options: Options,
  sink: SourceSink,
): Promise<void> {
  const pause = createYielder();
  const isStopped = () => Atomics.load(shared, nextLot) < 0;
  const { maxFileSize } = options;
  const archives = createArchiveOpener(options, isStopped);
  const scanner = createFileScanner({ maxFileSize, pause, isStopped, ...(archives && { archives }) });
  // With a limit each file is asked for its size first.
  const readAhead = Number.isFinite(maxFileSize)
    ? (files: readonly FileToScan[]) => files.map(() => undefined)
    : createReadAhead();
  for (let lot = Atomics.add(shared, nextLot, 1); lot >= 0; lot = Atomics.add(shared, nextLot, 1)) {
    const from = lot * lotSize;
    if (from >= files.length) return;
    const some = files.slice(from, from + lotSize);
    for (let next = 0, ahead: Ahead[] = []; next < some.length; next += ahead.length) {
      ahead = readAhead(some, next);
      for (let i = 0; i < ahead.length; i++) {
        const pausing = pause();
        if (pausing) await pausing;
        if (isStopped()) return;
        const reading = scanner.scan(some[next + i]!, sink, ahead[i]);
        if (reading) await reading;
      }
    }
  }
}

/** The part of a thread: says that it takes part, then takes lots beside the others. */
export async function joinScan(files: readonly FileToScan[], task: ThreadTask, sink: SourceSink): Promise<void> {
  Atomics.store(task.shared, joined + task.index, 1);
  await scanLots(files, task.shared, task.options, sink);
}

/** Counts a file that a thread is done with. */
export function countFile({ shared }: ThreadTask): void {
  Atomics.add(shared, filesDone, 1);
}

function merge(all: Gathered, part: Gathered): void {
  all.files += part.files;
  all.bytes += part.bytes;
  all.suppressed += part.suppressed;
  for (const finding of part.findings) all.findings.push(finding);
  for (const skipped of part.skipped) all.skipped.push(skipped);
  for (const error of part.errors) all.errors.push(error);
  for (const allow of part.unusedAllows) all.unusedAllows.push(allow);
  for (const index of part.usedIgnores) all.usedIgnores.add(index);
  for (const place of part.usedAllows) all.usedAllows.add(place);
  for (const path of part.readPaths) all.readPaths.add(path);
}
