/** The file that `keyturn` starts with. */
import { runCached } from './run-cached.ts';

/** Put in by the build. */
declare const buildId: string;

runCached('program.cjs', buildId);
