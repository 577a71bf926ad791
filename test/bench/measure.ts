import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A program to run: name for the table, command line, folder. */
export interface Contestant {
  name: string;
  command: readonly string[];
  cwd: string;
}

export interface Sample {
  wallMs: number;
  /** User and system time of the program and of all children that it waited for. */
  cpuMs: number;
  /** Of the largest single process. */
  peakKb: number;
  exitCode: number;
}

/** GNU time asks the kernel (`wait4`) when the program has ended; nothing is polled. */
const gnuTime = '/usr/bin/time';

/** Longer than this and the whole process group is ended, so that nothing runs on beside the next sample. */
const usualPatience = 120;

/** Runs a program once. Throws where it cannot start, ends by a signal or takes too long. */
export function measure({ name, command, cwd }: Contestant, patienceSeconds = usualPatience): Sample {
  const folder = mkdtempSync(join(tmpdir(), 'keyturn-bench-'));
  const report = join(folder, 'time');
  try {
    const args = ['-s', 'KILL', String(patienceSeconds), gnuTime, '-q', '-o', report, '-f', '%U %S %M', ...command];
    const begin = performance.now();
    const { status, error, signal } = spawnSync('timeout', args, { cwd, env: cleanEnv(), stdio: 'ignore' });
    const wallMs = performance.now() - begin;
    if (error) throw error;
    if (signal || status === null || (status >= 124 && status <= 127) || status === 137)
      throw new Error(`${name}: ended with ${signal ?? status}`);
    const [user = 0, system = 0, peakKb = 0] = readFileSync(report, 'utf8').trim().split(' ').map(Number);
    return { wallMs, cpuMs: (user + system) * 1000, peakKb, exitCode: status };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One warm-up each, then A B A B ...: what slows the machine down for a while slows all of them. */
export function measureInTurn(contestants: readonly Contestant[], runs: number, patienceSeconds?: number): Sample[][] {
  for (const each of contestants) measure(each, patienceSeconds);
  const samples: Sample[][] = contestants.map(() => []);
  for (let run = 0; run < runs; run++) {
    for (const [index, each] of contestants.entries()) samples[index]!.push(measure(each, patienceSeconds));
  }
  return samples;
}

/** An extra certificate file costs Node some 36 ms a start; settings of git and Node are left out too. */
export function cleanEnv(): NodeJS.ProcessEnv {
  const unwanted = /^(?:GIT_|NODE_EXTRA_CA_CERTS$|NODE_OPTIONS$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !unwanted.test(name)));
}
