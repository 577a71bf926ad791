/**
 * Gets a clone ready to run: installs what the lock file names and builds what is out of date. Plain JavaScript
 * without dependencies, since there may be none yet. `npm run scan` and `npm test` call it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const installed = join(root, 'node_modules/.package-lock.json');
const built = join(root, 'dist/types/index.d.ts');
const inputs = ['src', 'rules', 'package.json', 'package-lock.json', 'tsconfig.json'];

function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function isOlder(path, than) {
  return !existsSync(path) || statSync(path).mtimeMs < than;
}

/** Output goes to standard error: standard output belongs to the command that follows. */
function run(command, args) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (error || status !== 0) {
    console.error(`keyturn: \`${command} ${args.join(' ')}\` failed${error ? `: ${error.message}` : ''}`);
    process.exit(2);
  }
}

if (isOlder(installed, statSync(join(root, 'package-lock.json')).mtimeMs))
  run('npm', ['ci', '--no-audit', '--ignore-scripts']);
if (isOlder(built, Math.max(...inputs.map((name) => newest(join(root, name)))))) {
  run(process.execPath, [join(root, 'node_modules/tsx/dist/cli.mjs'), join(root, 'src/build/build.ts')]);
}
