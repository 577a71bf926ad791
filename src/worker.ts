/** A scan thread: gets ready, waits for the list of files, takes lots of it, and sends what it gathered. */
import { parentPort, workerData } from 'node:worker_threads';
import { countFile, joinScan, type ThreadTask } from './parallel.ts';
import { createPipeline } from './pipeline.ts';
import type { FileToScan } from './sources/scan-file.ts';

const task = workerData as ThreadTask;
const { sink, gathered } = createPipeline(task.options, () => task.reportKey, { onFile: () => countFile(task) });
parentPort!.once('message', async (files: readonly FileToScan[]) => {
  await joinScan(files, task, sink);
  parentPort!.postMessage(gathered);
});
