import { spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import type { BufferPool } from '../lib/buffer-pool.ts';
import { CatFileOutput, type CatFileSink } from './cat-file-output.ts';
import { gitArgs, gitEnv } from './environment.ts';
import { type GitOptions, gitProgram } from './spawn.ts';

/** `command`: `--batch-command`, from git 2.36 on; `names`: `--batch`, which older ones have. */
export type CatFileMode = 'command' | 'names';

/** How a process ended by itself. */
export interface CatFileEnd {
  /** Null: by a signal, or it could not be started. */
  code: number | null;
  /** Why it could not be started. */
  error?: NodeJS.ErrnoException;
  /** The end of what it wrote to standard error. */
  errorText: string;
}

export interface CatFileProcess {
  request(names: readonly string[]): void;
  /** Whether it keeps our own process alive; at first it does not. */
  hold(isHeld: boolean): void;
  pause(isPaused: boolean): void;
  /** Ends it; nothing is told any more. */
  stop(): void;
}

const maxErrorText = 8192;

/** Starts a git that answers requests for objects to the sink; `ended` is told once, behind its last answer. */
export function startCatFile(
  git: GitOptions,
  mode: CatFileMode,
  largeSize: number,
  pool: BufferPool,
  sink: CatFileSink,
  ended: (end: CatFileEnd) => void,
): CatFileProcess {
  const args = mode === 'command' ? ['cat-file', '--batch-command', '--buffer'] : ['cat-file', '--batch'];
  const { tree, env = process.env, keepLocal } = git;
  const child = spawn(gitProgram(env), gitArgs(args), {
    cwd: tree.root,
    env: gitEnv(env, tree, keepLocal),
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const output = new CatFileOutput(sink, largeSize, pool);
  const handles = [child, child.stdin as Socket, child.stdout as Socket, child.stderr as Socket];
  let errorText = '';
  let isOver = false;
  const end = (code: number | null, error?: NodeJS.ErrnoException) => {
    if (isOver) return;
    isOver = true;
    ended({ code, errorText, ...(error && { error }) });
  };
  child.stderr.on('data', (chunk: Buffer) => {
    errorText = (errorText + chunk.toString()).slice(-maxErrorText);
  });
  child.stdin.on('error', () => {});
  child.stdout.on('data', (chunk: Buffer) => {
    if (!isOver) output.push(chunk);
  });
  child.once('error', (error) => end(null, error));
  child.once('close', (code) => end(code));
  for (const handle of handles) handle.unref();
  const [prefix, suffix] = mode === 'command' ? ['contents ', '\nflush\n'] : ['', '\n'];
  return {
    request: (names) => child.stdin.write(`${prefix}${names.join(`\n${prefix}`)}${suffix}`, 'latin1'),
    hold(isHeld) {
      for (const handle of handles) {
        if (isHeld) handle.ref();
        else handle.unref();
      }
    },
    pause(isPaused) {
      if (isPaused) child.stdout.pause();
      else child.stdout.resume();
    },
    stop() {
      isOver = true;
      child.kill();
      child.stdout.destroy();
    },
  };
}
