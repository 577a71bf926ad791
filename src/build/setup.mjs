/**
 * Gets a clone ready to run: installs what the lock file names, builds what is out of date and, given arguments, runs
 * keyturn with them in the folder that npm was called in. Plain JavaScript without dependencies, since there may be
 * none yet. `npm run scan` and `npm test` call it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isBuilt } from './stamp.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

const modules = join(root, 'node_modules');

/** npm writes it when an installation is complete. */
const installed = join(modules, '.package-lock.json');

function isInstalled() {
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs;
}

/**
 * Output goes to standard error: standard output belongs to what follows.
 * @param {string} command
 * @param {readonly string[]} args
 */
function run(command, args) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32' && command === 'npm',
  });
  if (!error && status === 0) return;
  process.stderr.write(`keyturn: \`${command} ${args.join(' ')}\` failed${error ? `: ${error.message}` : ''}\n`);
  process.exit(2);
}

if (Number.parseInt(process.versions.node, 10) < 20) {
  process.stderr.write(`keyturn: Node.js 20 or later is needed, this is ${process.versions.node}\n`);
  process.exit(2);
}
if (!isInstalled()) {
  // `npm ci` would empty the folder that the link leads to.
  if (lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()) {
    process.stderr.write('keyturn: node_modules is a link, and what it leads to is out of date\n');
    process.exit(2);
  }
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
}
if (!isBuilt(root)) {
  run(process.execPath, [join(root, 'node_modules/tsx/dist/cli.mjs'), join(root, 'src/build/build.ts')]);
}

const args = process.argv.slice(2);
if (args.length > 0) {
  const program = join(root, 'dist/keyturn.cjs');
  process.argv = [process.execPath, program, ...args];
  process.chdir(process.env.INIT_CWD ?? process.cwd());
  await import(pathToFileURL(program).href);
}
