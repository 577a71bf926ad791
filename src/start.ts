/** The file that `keyturn` starts with. */
import { optimizeLater } from './lib/optimize-later.ts';
import { runCached } from './run-cached.ts';

/** Put in by the build. */
declare const buildId: string;

/** Each has a code cache of its own, with the functions that it needs. */
const commands = ['scan', 'staged', 'history'];
const command = commands.find((name) => name === process.argv[2]) ?? 'other';

optimizeLater();
runCached('program.cjs', buildId, command);
