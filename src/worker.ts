/** A scan thread: gets ready, waits for the list of files, takes lots of it, and sends what it gathered. */
import { parentPort, workerData } from 'node:worker_threads';
import { loadKnown } from './load-known.ts';
import { countFile, joinScan, type ThreadTask } from './parallel.ts';
import { createPipeline } from './pipeline.ts';
import type { FileToScan } from './sources/scan-file.ts';

const task = workerData as ThreadTask;
const ready = prepare();
parentPort!.once('message', async (files: readonly FileToScan[]) => {
  const { sink, gathered, settle } = await ready;
  await joinScan(files, task, sink);
  await settle();
  parentPort!.postMessage(gathered);
});

async function prepare() {
  const known = await loadKnown(task.options);
  return createPipeline(task.options, () => task.reportKey, { known, canWait: true, onFile: () => countFile(task) });
}
