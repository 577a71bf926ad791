/** The file that a scan thread starts with. */
import { runCached } from './run-cached.ts';

/** Put in by the build. */
declare const buildId: string;

runCached('thread.cjs', buildId, 'thread');
