/** A scan thread: takes lots of files beside the main thread and sends what it gathered when there are none left. */
import { parentPort, workerData } from 'node:worker_threads';
import { scanLots, type WorkerTask } from './parallel.ts';
import { createPipeline } from './pipeline.ts';

const { options, reportKey, files, shared } = workerData as WorkerTask;
const { sink, gathered } = createPipeline(options, () => reportKey, { onFile: () => Atomics.add(shared, 1, 1) });
void scanLots(files, shared, options.maxFileSize, sink).then(() => parentPort!.postMessage(gathered));
