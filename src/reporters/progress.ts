import type { SingleBar } from 'cli-progress';
import { formatBytes, formatCount, formatNoun } from '../lib/format-amount.ts';

/** How far a scan has come; all numbers are totals so far. */
export interface ProgressState {
  files: number;
  /** Files there are to read, as far as is known; 0: not known yet. */
  expected: number;
  bytes: number;
  findings: number;
}

/** A progress bar that may or may not show. Calls are cheap and draw at once, so a busy loop can make them. */
export interface Progress {
  update(state: ProgressState): void;
  /** Leaves the terminal as it was; to be called before anything else is printed, also after an error. */
  stop(): void;
}

/** Least milliseconds between two drawings. */
const interval = 100;
const barWidth = 24;

const start: ProgressState = { files: 0, expected: 0, bytes: 0, findings: 0 };
const silent: Progress = { update() {}, stop() {} };

/**
 * A progress bar on standard error for scans that take longer than `delay` milliseconds (500 by default); nothing
 * when not wanted or when the stream is no terminal. cli-progress is loaded when the delay is over.
 */
export function createProgress({
  wanted,
  stream = process.stderr,
  delay = 500,
}: {
  wanted: boolean;
  stream?: NodeJS.WritableStream & { isTTY?: boolean };
  delay?: number;
}): Progress {
  if (!wanted || !stream.isTTY) return silent;
  let bar: SingleBar | undefined;
  let state = start;
  let drawn = 0;
  let stopped = false;
  const timer = setTimeout(async () => {
    const created = await createBar(stream);
    if (stopped) return;
    bar = created;
    bar.start(state.expected, state.files, { ...state });
  }, delay);
  timer.unref();
  return {
    update(next) {
      state = next;
      if (!bar || performance.now() - drawn < interval) return;
      drawn = performance.now();
      bar.setTotal(state.expected);
      bar.update(state.files, { ...state });
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      bar?.stop();
      bar = undefined;
    },
  };
}

async function createBar(stream: NodeJS.WritableStream): Promise<SingleBar> {
  const { SingleBar } = await import('cli-progress');
  return new SingleBar({
    stream,
    format: (_options, _params, state: ProgressState) => describeProgress(state),
    // The bar draws itself when at least two of these periods have passed since the last time.
    fps: 2000 / (interval - 10),
    synchronousUpdate: true,
    clearOnComplete: true,
    hideCursor: false,
    gracefulExit: false,
    linewrap: true,
  });
}

/** The bar's one line: `Scanning [####----] 812 of 1,623 files, 8.1 MB, 3 findings`. */
export function describeProgress({ files, expected, bytes, findings }: ProgressState): string {
  const found = findings > 0 ? `, ${formatNoun(findings, 'finding')}` : '';
  if (expected === 0) return `Scanning ${formatNoun(files, 'file')}, ${formatBytes(bytes)}${found}`;
  const full = Math.min(barWidth, Math.floor((files / expected) * barWidth));
  const bar = '#'.repeat(full).padEnd(barWidth, '-');
  return `Scanning [${bar}] ${formatCount(files)} of ${formatNoun(expected, 'file')}, ${formatBytes(bytes)}${found}`;
}
