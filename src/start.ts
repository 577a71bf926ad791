/** The file that `keyturn` starts with. */
import { optimizeLater } from './lib/optimize-later.ts';
import { runCached } from './run-cached.ts';

/** Put in by the build. */
declare const buildId: string;

/** The program of each; `scan.cjs` is the one without the other commands. */
const programs = new Map([
  ['scan', 'scan.cjs'],
  ['staged', 'scan.cjs'],
  ['history', 'program.cjs'],
]);

/** Each has a code cache of its own, with the functions that it needs; help needs none of them. */
const [word = '', ...more] = process.argv.slice(2);
const isHelp = more.some((each) => /^-(?:\w*h|-help)/.test(each));
const command = programs.has(word) && !isHelp ? word : 'other';

optimizeLater();
runCached(programs.get(command) ?? 'program.cjs', buildId, command);
