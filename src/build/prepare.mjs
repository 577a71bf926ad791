/**
 * Builds `dist/` unless it is up to date: npm calls it after an installation in a clone, before it packs, and for who
 * installs straight from the repository, as pre-commit does. Plain JavaScript without dependencies: in that last case
 * there are none yet, as `npm install --global` hands its being global down to the npm that should bring them.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isBuilt } from './stamp.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const builder = join(root, 'node_modules/tsx/dist/cli.mjs');

/** What makes npm install elsewhere than here, or less than all. */
const misleading = /^npm_config_(?:global|global_prefix|local_prefix|location|omit|only|prefix|production)$/i;

/**
 * Output goes to standard error: npm prints the name of a packed file to standard output.
 * @param {string} command
 * @param {readonly string[]} args
 */
function run(command, args) {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !misleading.test(name)));
  const shell = process.platform === 'win32' && command === 'npm';
  const { status } = spawnSync(command, args, { cwd: root, env, shell, stdio: ['ignore', 2, 2] });
  if (status !== 0) process.exit(status ?? 1);
}

if (!isBuilt(root)) {
  if (!existsSync(builder)) run('npm', ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund']);
  run(process.execPath, [builder, join(root, 'src/build/build.ts')]);
}
