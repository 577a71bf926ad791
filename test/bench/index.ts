/** `npm run bench`: keyturn beside other scanners, or beside another commit of itself; see README.md. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { benchLarge, benchShapes, benchStaged, benchTree, type Setting } from './cases.ts';
import { benchHistory } from './history.ts';
import { checkHistory } from './history-check.ts';
import { benchHistoryExtremes } from './history-extremes.ts';
import { findPeers } from './peers.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const cases = ['tree', 'staged', 'large', 'shapes', 'history'];
/** Minutes each, and the same on every machine: only where they are asked for. */
const rareCases = ['history-check', 'history-extremes'];

const { values } = parseArgs({
  options: {
    tree: { type: 'string', multiple: true, default: [] },
    repo: { type: 'string', multiple: true, default: [] },
    peer: { type: 'string', multiple: true, default: [] },
    runs: { type: 'string', default: '15' },
    only: { type: 'string', multiple: true, default: cases },
    against: { type: 'string' },
  },
});

const known = [...cases, ...rareCases];
const unknown = values.only.find((name) => !known.includes(name));
if (unknown) throw new Error(`--only ${unknown}: known are ${known.join(', ')}`);
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) throw new Error(`--runs ${values.runs}: must be a whole number from 1`);

/** Builds another commit in a temporary work tree; `run` gets its program. */
async function withBuildOf(commit: string, run: (program: string) => Promise<void>): Promise<void> {
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
    await run(join(folder, 'dist/keyturn.cjs'));
  } finally {
    git('worktree', 'remove', '--force', folder);
    rmSync(dirname(folder), { recursive: true, force: true });
  }
}

async function runCases(builds: Setting['builds']): Promise<void> {
  const print = (text: string) => process.stdout.write(`${text}\n`);
  const setting: Setting = { builds, peers: findPeers(values.peer), runs, print };
  const isWanted = (name: string) => values.only.includes(name);
  print(`${cpus().length} cores, ${cpus()[0]?.model}, Node ${process.version}, ${runs} runs\n`);
  if (isWanted('tree')) for (const tree of values.tree) await benchTree(tree, setting);
  if (isWanted('staged')) for (const tracked of [5, 100_000]) await benchStaged(tracked, setting);
  if (isWanted('large')) await benchLarge(setting);
  if (isWanted('shapes')) await benchShapes(setting);
  if (isWanted('history')) for (const repo of values.repo) await benchHistory(repo, setting);
  if (isWanted('history-check')) for (const repo of values.repo) await checkHistory(repo, setting);
  if (isWanted('history-extremes')) await benchHistoryExtremes(setting);
}

const here = { name: 'keyturn', program: join(root, 'dist/keyturn.cjs') };
const { against } = values;
if (against === undefined) await runCases([here]);
else await withBuildOf(against, (program) => runCases([here, { name: `keyturn ${against}`, program }]));
