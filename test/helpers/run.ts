import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

/** The built program; the variable names another build to test instead. */
export const program = process.env.KEYTURN_BIN ?? fileURLToPath(new URL('../../dist/keyturn.cjs', import.meta.url));

export interface RunOptions {
  cwd?: string;
  /** Added to a minimal environment; an empty string unsets. */
  env?: Readonly<Record<string, string>>;
  /** Standard input; nothing by default. */
  input?: string | Uint8Array;
}

export interface RunResult {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

const home = mkdtempSync(join(tmpdir(), 'keyturn-home-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Starts the program with an environment of its own, for tests that talk to it while it runs. */
export function start(args: readonly string[], options: RunOptions = {}): ChildProcessWithoutNullStreams {
  const isolated = { HOME: home, PATH: process.env.PATH ?? '', GIT_CONFIG_NOSYSTEM: '1', ...options.env };
  const env = Object.fromEntries(Object.entries(isolated).filter(([, value]) => value !== ''));
  return spawn(process.execPath, [program, ...args], { cwd: options.cwd ?? home, env });
}

/** Runs the program to its end. */
export async function run(args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const child = start(args, options);
  // The program may end without having read it all.
  child.stdin.on('error', () => {});
  child.stdin.end(options.input ?? '');
  return await ended(child);
}

/** What a started program printed and how it ended. */
export async function ended(child: ChildProcessWithoutNullStreams): Promise<RunResult> {
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (...result) => resolve(result));
  });
  return { code, signal, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() };
}
