import { UserError } from '../lib/user-error.ts';
import { type GitOptions, type GitProcess, startGit } from './spawn.ts';

/** Reads what one git prints; one a process, as each starts with a new stream. */
export interface DiffReader {
  push(chunk: Buffer): void;
  /** The process has ended well; throws if its output was cut off. */
  end(): void;
}

/** To be called by a reader at the lines between the commits. */
export interface DiffEvents {
  /** The commit's line was read: its changes follow, those of the one before are complete. */
  commit(id: string): void;
  /** The echo of a mark: the chunk is complete. */
  mark(): void;
}

export interface DiffPoolOptions {
  /** To stand before the command: `-c KEY=VALUE`. */
  settings?: readonly string[];
  /** For `git diff-tree --stdin`: it must print a line for each commit (`--always`). */
  args: readonly string[];
  jobs: number;
  git: GitOptions;
  signal: AbortSignal;
  /** The next commits, by id, for whoever is free; undefined when there are no more. */
  nextChunk(): readonly string[] | undefined;
  createReader(events: DiffEvents): DiffReader;
  /** These commits are done with. */
  onDone(count: number): void;
  /** Git cannot compare this commit, and said why. */
  onLost(id: string, message: string): void;
  /** A process died for the first time. */
  onTrouble?(): Promise<void>;
  /** Whether git is known to die of this commit, so that it is not to be tried. */
  isHopeless?(id: string): boolean;
}

/** A line that is no commit id, which git prints back: https://git-scm.com/docs/git-diff-tree (`--stdin`). */
export const chunkMark = 'end of chunk';

/** How many chunks a process is given ahead, so that it never waits for us. */
const ahead = 2;

/**
 * Compares commits with their parents by several gits, each given a chunk at a time. A git that dies on a missing or
 * damaged object costs the commit that it died on (or the one before: which of them it was, nobody can tell) and
 * nothing else. Throws `UserError` where git is missing.
 */
export async function runDiffs(options: DiffPoolOptions): Promise<void> {
  const troubled = createOnce(options.onTrouble);
  await Promise.all(Array.from({ length: options.jobs }, () => runWorker(options, troubled)));
}

function createOnce(action: (() => Promise<void>) | undefined): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= action?.() ?? Promise.resolve();
    return running;
  };
}

/** Gives one process after the other its chunks, until there are none left. */
async function runWorker(options: DiffPoolOptions, troubled: () => Promise<void>): Promise<void> {
  let left: readonly string[][] = [];
  while (!options.signal.aborted) {
    const run = new WorkerRun(options, left);
    if (!run.hasWork) return;
    const failure = await run.finish();
    if (failure === undefined) return;
    await troubled();
    left = run.takeLeft(failure);
  }
}

/** The life of one process. */
class WorkerRun {
  private readonly options: DiffPoolOptions;
  private readonly git: GitProcess;
  /** Chunks that were handed to it and whose marks have not come back. */
  private readonly chunks: string[][] = [];
  /** The place in the first chunk of the commit whose changes are coming; -1 before its first. */
  private at = -1;
  private isEnded = false;

  constructor(options: DiffPoolOptions, left: readonly string[][]) {
    this.options = options;
    const { settings = [], args, git } = options;
    this.git = startGit([...settings, 'diff-tree', '--stdin', ...args], { ...git, withInput: true });
    for (const chunk of left) this.feed(chunk);
    this.fill();
  }

  get hasWork(): boolean {
    if (this.chunks.length === 0) this.git.stop();
    return this.chunks.length > 0;
  }

  /** Reads to the end; gives git's words where it failed. */
  async finish(): Promise<string | undefined> {
    const { signal, createReader } = this.options;
    const stop = () => this.git.stop();
    signal.addEventListener('abort', stop);
    try {
      const reader = createReader({ commit: (id) => this.reach(id), mark: () => this.completeChunk() });
      await this.git.each((chunk) => reader.push(chunk));
      if (!signal.aborted) reader.end();
      return undefined;
    } catch (error) {
      if (signal.aborted) return undefined;
      if (error instanceof UserError && error.code !== 'git-failed') throw error;
      return (error as Error).message;
    } finally {
      signal.removeEventListener('abort', stop);
      this.git.stop();
    }
  }

  /**
   * What is to be done again: from the commit on whose changes were not complete. Where that was the very first, the
   * process died of it.
   */
  takeLeft(message: string): string[][] {
    const [first = [], ...others] = this.chunks;
    const from = Math.max(0, this.at);
    this.options.onDone(from);
    let rest = first.slice(from);
    if (from === 0 && rest.length > 0) {
      this.options.onLost(rest[0]!, message);
      this.options.onDone(1);
      rest = rest.slice(1);
    }
    return [rest, ...others].map((chunk) => this.withoutHopeless(chunk)).filter(({ length }) => length > 0);
  }

  private withoutHopeless(chunk: string[]): string[] {
    const { isHopeless, onLost, onDone } = this.options;
    if (!isHopeless) return chunk;
    const hopeless = chunk.filter((id) => isHopeless(id));
    for (const id of hopeless) onLost(id, 'an object is missing');
    onDone(hopeless.length);
    return hopeless.length === 0 ? chunk : chunk.filter((id) => !isHopeless(id));
  }

  private fill(): void {
    while (this.chunks.length < ahead && !this.isEnded) {
      const next = this.options.nextChunk();
      if (next) {
        const chunk = this.withoutHopeless([...next]);
        if (chunk.length > 0) this.feed(chunk);
      } else {
        this.isEnded = true;
        this.git.input?.end();
      }
    }
  }

  private feed(chunk: string[]): void {
    this.chunks.push(chunk);
    this.git.input?.write(`${chunk.join('\n')}\n${chunkMark}\n`);
  }

  private reach(id: string): void {
    const found = this.chunks[0]?.indexOf(id, this.at + 1) ?? -1;
    if (found < 0) throw new Error(`git compared ${id}, which it was not asked for`);
    this.at = found;
  }

  private completeChunk(): void {
    const done = this.chunks.shift();
    this.at = -1;
    this.options.onDone(done?.length ?? 0);
    this.fill();
  }
}
