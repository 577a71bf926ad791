import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createYielder } from './lib/yield-loop.ts';
import type { Options } from './model/options.ts';
import type { SourceSink } from './model/source.ts';
import type { Gathered } from './pipeline.ts';
import { assetFolder } from './rules/assets.ts';
import { createFileScanner, type FileToScan } from './sources/scan-file.ts';
import type { TreeSource } from './sources/tree.ts';

/** Files are handed out in lots of this many, whoever is free taking the next. */
export const lotSize = 64;
/** A second thread takes some 40 ms to start; below this many files it would come too late. */
const worthThreads = 8000;
const mostThreads = 8;

/** What a worker is started with. */
export interface WorkerTask {
  options: Options;
  reportKey: Uint8Array;
  files: readonly FileToScan[];
  /** Shared: the next lot to take, negative once the scan was stopped; the files that workers are done with. */
  shared: Int32Array;
}

interface TreeRun {
  options: Options;
  reportKey: () => Uint8Array;
  sink: SourceSink;
  gathered: Gathered;
  signal: AbortSignal;
}

/** Reads a tree on as many threads as asked for, or as its size is worth. */
export async function readTree(source: TreeSource, run: TreeRun): Promise<void> {
  const shared = new Int32Array(new SharedArrayBuffer(8));
  run.gathered.elsewhere = shared;
  const stop = () => Atomics.store(shared, 0, stopped);
  run.signal.addEventListener('abort', stop);
  for await (const listed of source.list(run.sink)) {
    if (run.signal.aborted) return;
    await readFiles(listed, shared, run);
  }
}

async function readFiles(listed: readonly FileToScan[], shared: Int32Array, run: TreeRun): Promise<void> {
  const { options, reportKey, sink, gathered } = run;
  const files = options.explain ? listed.filter(({ path }) => path === options.explain!.path) : listed;
  sink.expect(files.length);
  Atomics.store(shared, 0, 0);
  const jobs = chooseJobs(options.jobs, files.length);
  const workers = jobs > 1 ? await startWorkers(jobs - 1, { options, reportKey: reportKey(), files, shared }) : [];
  await scanLots(files, shared, options.maxFileSize, sink);
  for (const part of await Promise.all(workers)) merge(gathered, part);
}

const stopped = -(1 << 30);

function chooseJobs(asked: number, fileCount: number): number {
  const wanted = asked || (fileCount < worthThreads ? 1 : Math.min(availableParallelism(), mostThreads));
  return Math.min(wanted, Math.ceil(fileCount / lotSize));
}

/** Takes lots of files until there are none left or the scan is stopped. */
export async function scanLots(
  files: readonly FileToScan[],
  shared: Int32Array,
  maxFileSize: number,
  sink: SourceSink,
): Promise<void> {
  const scanner = createFileScanner(maxFileSize);
  const pause = createYielder();
  for (let lot = Atomics.add(shared, 0, 1); lot >= 0; lot = Atomics.add(shared, 0, 1)) {
    const from = lot * lotSize;
    if (from >= files.length) return;
    for (const file of files.slice(from, from + lotSize)) {
      const pausing = pause();
      if (pausing) await pausing;
      if (Atomics.load(shared, 0) < 0) return;
      scanner.scan(file, sink);
    }
  }
}

/** Starts threads on the bundled worker; each promise gives what its thread gathered. */
async function startWorkers(count: number, task: WorkerTask): Promise<Promise<Gathered>[]> {
  const { Worker } = await import('node:worker_threads');
  const program = join(assetFolder(), 'worker.cjs');
  return Array.from({ length: count }, () => {
    const worker = new Worker(program, { workerData: task });
    return new Promise<Gathered>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`a scan thread ended early with code ${code}`)));
    });
  });
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
}
