/** `npm run bench`: keyturn beside other scanners, or beside another commit of itself; see README.md. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { benchLarge, benchShapes, benchStaged, benchTree, type Setting } from './cases.ts';
import { findPeers } from './peers.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const cases = ['tree', 'staged', 'large', 'shapes'];

const { values } = parseArgs({
  options: {
    tree: { type: 'string', multiple: true, default: [] },
    peer: { type: 'string', multiple: true, default: [] },
    runs: { type: 'string', default: '15' },
    only: { type: 'string', multiple: true, default: cases },
    against: { type: 'string' },
  },
});

const unknown = values.only.find((name) => !cases.includes(name));
if (unknown) throw new Error(`--only ${unknown}: known are ${cases.join(', ')}`);
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) throw new Error(`--runs ${values.runs}: must be a whole number from 1`);

/** Builds another commit in a temporary work tree; `run` gets its program. */
function withBuildOf(commit: string, run: (program: string) => void): void {
  const folder = join(mkdtempSync(join(tmpdir(), 'keyturn-bench-')), 'tree');
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  git('worktree', 'add', '--quiet', '--detach', folder, commit);
  try {
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
    execFileSync(process.execPath, [tsx, 'src/build/build.ts'], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    run(join(folder, 'dist/keyturn.cjs'));
  } finally {
    git('worktree', 'remove', '--force', folder);
    rmSync(dirname(folder), { recursive: true, force: true });
  }
}

function runCases(builds: Setting['builds']): void {
  const print = (text: string) => process.stdout.write(`${text}\n`);
  const setting: Setting = { builds, peers: findPeers(values.peer), runs, print };
  print(`${cpus().length} cores, ${cpus()[0]?.model}, Node ${process.version}, ${runs} runs\n`);
  if (values.only.includes('tree')) for (const tree of values.tree) benchTree(tree, setting);
  if (values.only.includes('staged')) for (const tracked of [5, 100_000]) benchStaged(tracked, setting);
  if (values.only.includes('large')) benchLarge(setting);
  if (values.only.includes('shapes')) benchShapes(setting);
}

const here = { name: 'keyturn', program: join(root, 'dist/keyturn.cjs') };
const { against } = values;
if (against === undefined) runCases([here]);
else withBuildOf(against, (program) => runCases([here, { name: `keyturn ${against}`, program }]));
