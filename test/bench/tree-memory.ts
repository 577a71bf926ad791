import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { type Contestant, cleanEnv } from './measure.ts';

/** What a program and all that it started held together at their worst moment, and how it ended. */
export interface TreeSample {
  wallMs: number;
  /** Memory of their own: heap, stacks, buffers. */
  ownKb: number;
  /** Of that, the most that a single process held at any time. */
  largestKb: number;
  /** With what they map, such as packs: a page that several map is counted for each. */
  residentKb: number;
  exitCode: number | null;
  isStopped: boolean;
}

const everyMs = 20;

/** Runs a program in a process group of its own and looks at that group in `/proc` (Linux); not for timing. */
export async function measureTree({ command, cwd }: Contestant, patienceSeconds = 900): Promise<TreeSample> {
  const [program = '', ...args] = command;
  const begin = performance.now();
  const child = spawn(program, args, { cwd, env: cleanEnv(), stdio: 'ignore', detached: true });
  const peak = { own: 0, largest: 0, resident: 0 };
  let isStopped = false;
  const timer = setInterval(() => {
    const now = groupMemory(child.pid ?? 0);
    peak.own = Math.max(peak.own, now.own);
    peak.largest = Math.max(peak.largest, now.largest);
    peak.resident = Math.max(peak.resident, now.resident);
    if (performance.now() - begin < patienceSeconds * 1000 || isStopped || child.pid === undefined) return;
    isStopped = true;
    process.kill(-child.pid, 'SIGKILL');
  }, everyMs);
  try {
    const exitCode = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    const { own: ownKb, largest: largestKb, resident: residentKb } = peak;
    return { wallMs: performance.now() - begin, ownKb, largestKb, residentKb, exitCode, isStopped };
  } finally {
    clearInterval(timer);
  }
}

function groupMemory(group: number): { own: number; largest: number; resident: number } {
  const sum = { own: 0, largest: 0, resident: 0 };
  for (const pid of readdirSync('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    try {
      // The command's name, in brackets, may hold blanks and brackets of its own.
      const [, , pgrp] = readFileSync(`/proc/${pid}/stat`, 'latin1')
        .replace(/^.*\) /s, '')
        .split(' ');
      if (Number(pgrp) !== group) continue;
      const status = readFileSync(`/proc/${pid}/status`, 'latin1');
      const field = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
      const own = field('RssAnon') + field('RssShmem');
      sum.own += own;
      sum.largest = Math.max(sum.largest, own);
      sum.resident += field('VmRSS');
    } catch {
      // It ended since it was listed.
    }
  }
  return sum;
}
