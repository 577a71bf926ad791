import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Socket } from 'node:net';
import { delimiter, isAbsolute, join } from 'node:path';
import type { Writable } from 'node:stream';
import { UserError } from '../lib/user-error.ts';
import { gitArgs, gitEnv, type WorkTree } from './environment.ts';

/** A git that is running since it was made. */
export interface GitProcess {
  /** Its standard input, if asked for. */
  input: Writable | null;
  /** Its standard output; after the last chunk throws `UserError` if git is missing or failed. To be read once. */
  output: AsyncIterable<Buffer>;
  /** The same for long outputs: hands each chunk on as it comes, without a promise for each. Rejects as `output` throws, and with what `visit` throws. */
  each(visit: (chunk: Buffer) => void): Promise<void>;
  /** What it has written to standard error, cut after some kB; all of it when `output` has ended. */
  errorText(): string;
  /** Ends it; `output` then ends without an error. */
  stop(): void;
}

export interface GitOptions {
  tree: Pick<WorkTree, 'root' | 'gitDir'>;
  env?: NodeJS.ProcessEnv;
  /** Whether what a hook has set (`GIT_INDEX_FILE`, ...) counts. */
  keepLocal?: boolean;
  withInput?: boolean;
}

interface Exit {
  code: number | null;
  error?: NodeJS.ErrnoException;
}

const maxErrorText = 4096;

/**
 * Starts git in a work tree at once, so that it runs while the caller does something else. It does not keep our own
 * process alive until `output` is read. Never throws.
 */
export function startGit(args: readonly string[], options: GitOptions): GitProcess {
  const { tree, env = process.env, keepLocal, withInput } = options;
  const child = spawn(gitProgram(env), gitArgs(args), {
    cwd: tree.root,
    env: gitEnv(env, tree, keepLocal),
    stdio: [withInput ? 'pipe' : 'ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const state = { errorText: '', isStopped: false };
  child.stderr?.on('data', (chunk: Buffer) => {
    if (state.errorText.length < maxErrorText) state.errorText += chunk.toString();
  });
  child.stdin?.on('error', () => {});
  const exit = waitForExit(child);
  const output = child.stdout as Socket | null;
  // Node throws away what is in the pipe when a child has ended and nobody listens.
  output?.on('readable', () => {});
  for (const handle of [child, output, child.stderr as Socket | null]) handle?.unref();
  return {
    input: child.stdin,
    output: readOutput(),
    each: readEach,
    errorText: () => state.errorText,
    stop() {
      state.isStopped = true;
      child.kill();
      output?.destroy();
    },
  };

  async function* readOutput(): AsyncGenerator<Buffer> {
    for (const handle of [child, output]) handle?.ref();
    let isRead = false;
    try {
      if (output) yield* output as AsyncIterable<Buffer>;
      isRead = true;
    } catch (error) {
      if (!state.isStopped) throw error;
    } finally {
      if (!isRead) child.kill();
    }
    await checkExit();
  }

  async function readEach(visit: (chunk: Buffer) => void): Promise<void> {
    for (const handle of [child, output]) handle?.ref();
    await new Promise<void>((resolve, reject) => {
      if (!output) return resolve();
      output.on('data', (chunk: Buffer) => {
        try {
          visit(chunk);
        } catch (error) {
          reject(error);
          child.kill();
          output.destroy();
        }
      });
      output.once('error', (error) => (state.isStopped ? resolve() : reject(error)));
      output.once('close', resolve);
      output.removeAllListeners('readable');
      output.resume();
    });
    await checkExit();
  }

  async function checkExit(): Promise<void> {
    // What a stopped git has started may hold its pipes for longer: that is not waited for.
    if (state.isStopped) return;
    const { code, error } = await exit;
    if (state.isStopped || code === 0) return;
    throw error ? startError(error) : exitError(args, code, state.errorText);
  }
}

/** Ends a git when the signal aborts, or at once where it has; to be released when the git is done with. */
export function stopOnAbort(git: GitProcess, signal: AbortSignal | undefined): () => void {
  const stop = () => git.stop();
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop);
  return () => signal?.removeEventListener('abort', stop);
}

/** All that git prints, for short answers and lists. */
export async function runGit(args: readonly string[], options: GitOptions): Promise<Buffer> {
  return readAll(startGit(args, options));
}

/** All that a running git prints. */
export async function readAll(git: GitProcess): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of git.output) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Name of the program. On Windows its full path, since a bare name is looked for in the scanned folder first. */
export function gitProgram(env: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): string {
  if (platform !== 'win32') return 'git';
  const folders = (env.PATH ?? env.Path ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
  return folders.map((folder) => join(folder, 'git.exe')).find((path) => existsSync(path)) ?? 'git.exe';
}

/** The error for a git that could not be started. */
export function startError(error: NodeJS.ErrnoException): UserError {
  if (error.code === 'ENOENT') return new UserError('git-missing', 'git was not found on PATH', { cause: error });
  return new UserError('git-failed', `git could not be started: ${error.message}`, { cause: error });
}

function exitError(args: readonly string[], code: number | null, errorText: string): UserError {
  const reason = errorText.split('\n').find((line) => line && !line.startsWith('warning: ')) ?? 'no message';
  const end = code === null ? 'was ended by a signal' : `failed with exit code ${code}`;
  const command = args.find((arg, index) => !arg.startsWith('-') && args[index - 1] !== '-c');
  return new UserError('git-failed', `git ${command} ${end}: ${reason}`);
}

function waitForExit(child: ChildProcess): Promise<Exit> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: null, error }));
    child.once('close', (code) => resolve({ code }));
  });
}
