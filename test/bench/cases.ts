import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { type Contestant, measure, measureInTurn } from './measure.ts';
import type { FoundPeer } from './peers.ts';
import { makeShape, randomText, shapes } from './shapes.ts';
import { median, toTable } from './table.ts';

export interface Setting {
  /** Seconds after which a program is ended; two minutes unless given. */
  patienceSeconds?: number;
  /** Builds of ours by name; the first is what all others are compared with. */
  builds: readonly { name: string; program: string }[];
  peers: readonly FoundPeer[];
  runs: number;
  print(text: string): void;
}

/** Trees of files, all programs with their default rules. */
export function benchTree(folder: string, setting: Setting): Promise<void> {
  return inTemporary((temporary) => {
    const path = resolve(folder);
    const contestants = [
      ...setting.builds.map((build) => ours(build, ['scan', path], temporary)),
      ...setting.peers.flatMap((peer) => called(peer, peer.tree?.(peer.program, path, reportIn(temporary)), temporary)),
    ];
    compare(`Tree: ${basename(path)}`, contestants, setting);
  });
}

/** Five small staged files, in a repository that tracks so many others. */
export function benchStaged(tracked: number, setting: Setting): Promise<void> {
  return inTemporary((temporary) => {
    const folder = join(temporary, 'repo');
    makeRepository(folder, tracked);
    const contestants = [
      ...setting.builds.map((build) => ours(build, ['staged'], folder)),
      ...setting.peers.flatMap((peer) => called(peer, peer.staged?.(peer.program, reportIn(temporary)), folder)),
    ];
    compare(`Staged: 5 small files, ${tracked.toLocaleString('en')} tracked`, contestants, setting);
  });
}

const megabyte = 1 << 20;
const seams = [4 * megabyte, 512 * megabyte, 1000 * megabyte];

/** One file of 1 GB with a token across each of some piece boundaries: all must be found, in bounded memory. */
export function benchLarge({ builds, print }: Setting): Promise<void> {
  return inTemporary((temporary) => {
    const [path, report] = [join(temporary, 'large.txt'), join(temporary, 'large.json')];
    writeLarge(path);
    const flags = ['--format', 'json', '--output', report, '--jobs', '1', '--max-file-size', '2GB', '--no-progress'];
    const { wallMs, peakKb, exitCode } = measure(ours(builds[0]!, ['scan', path, ...flags], temporary));
    const { findings } = JSON.parse(readFileSync(report, 'utf8')) as { findings: { ruleId: string }[] };
    const [seconds, peak] = [(wallMs / 1000).toFixed(1), (peakKb / 1024).toFixed(0)];
    print(
      `## One file of 1 GB\n\n${seconds} s, peak ${peak} MB, ${findings.length} of ${seams.length} tokens, exit ${exitCode}\n`,
    );
  });
}

/** Each shape at 1 and at 8 MB; the time a byte, start-up taken off, must stay the same. */
export function benchShapes({ builds, runs, print }: Setting): Promise<void> {
  print('## Growth\n\n| shape | 1 MB ms | 8 MB ms | times (linear: 8) | peak MB |\n|---|---|---|---|---|');
  return inTemporary((temporary) => {
    const empty = timeOf(Buffer.from('\n')).wall;
    for (const name of Object.keys(shapes)) {
      try {
        const [small, large] = [timeOf(makeShape(name, megabyte)), timeOf(makeShape(name, 8 * megabyte))];
        const growth = (large.wall - empty) / Math.max(1, small.wall - empty);
        const cells = [name, small.wall.toFixed(0), large.wall.toFixed(0), growth.toFixed(1), large.peak.toFixed(0)];
        print(`| ${cells.join(' | ')} |`);
      } catch (error) {
        print(`| ${name} | ${(error as Error).message} | | | |`);
      }
    }

    function timeOf(content: Buffer) {
      const path = join(temporary, 'shape.txt');
      writeFileSync(path, content);
      const flags = ['--format', 'json', '--output', join(temporary, 'shape.json'), '--jobs', '1', '--no-progress'];
      const samples = Array.from({ length: Math.min(runs, 3) }, () =>
        measure(ours(builds[0]!, ['scan', path, ...flags], temporary)),
      );
      const walls = samples.map(({ wallMs }) => wallMs).sort((a, b) => a - b);
      return { wall: median(walls), peak: Math.max(...samples.map(({ peakKb }) => peakKb)) / 1024 };
    }
  });
}

export function compare(title: string, contestants: readonly Contestant[], setting: Setting): void {
  const samples = measureInTurn(contestants, setting.runs, setting.patienceSeconds);
  setting.print(`## ${title}\n\n${toTable(contestants, samples)}\n`);
}

export function ours({ name, program }: Setting['builds'][number], args: readonly string[], cwd: string): Contestant {
  return { name, command: [process.execPath, program, ...args], cwd };
}

export function called({ name }: FoundPeer, command: string[] | undefined, cwd: string): Contestant[] {
  return command ? [{ name, command, cwd }] : [];
}

export function reportIn(folder: string): string {
  return join(folder, 'peer-report.json');
}

/** Runs something with a temporary folder, which goes when it has ended. */
export async function inTemporary(run: (folder: string) => void | Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'keyturn-bench-'));
  try {
    await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** All tracked entries share one blob: what is measured is the size of the index, not of the store. */
function makeRepository(folder: string, tracked: number): void {
  mkdirSync(folder, { recursive: true });
  const git = (args: readonly string[], input = '') =>
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', ...args], { cwd: folder, input });
  git(['init', '--quiet']);
  const blob = git(['hash-object', '-w', '--stdin'], 'a file like many\n').toString().trim();
  const entries = Array.from({ length: tracked }, (_, i) => `100644 ${blob}\tdir${i >> 8}/file${i}.txt\n`);
  git(['update-index', '--index-info'], entries.join(''));
  git(['commit', '--quiet', '--allow-empty', '--message', 'files']);
  for (let file = 0; file < 5; file++) {
    const lines = Array.from({ length: 60 }, (_, i) => `export const value${i} = compute(${i}, 'name${file}');\n`);
    writeFileSync(join(folder, `new${file}.js`), lines.join(''));
  }
  git(['add', ...Array.from({ length: 5 }, (_, file) => `new${file}.js`)]);
}

function writeLarge(path: string): void {
  const block = Buffer.from('A line of text that says nothing of note.\n'.repeat(25_000)).subarray(0, megabyte);
  const file = openSync(path, 'w');
  try {
    for (let i = 0; i < 1024; i++) writeSync(file, block);
    for (const seam of seams) writeSync(file, ` ghp_${randomText(36)}\n`, seam - 20);
  } finally {
    closeSync(file);
  }
}
