import type { SingleBar } from 'cli-progress';
import { clock } from '../lib/clock.ts';
import { formatBytes, formatCount, formatNoun, formatRemaining } from '../lib/format-amount.ts';
import type { HistoryPhase, HistoryProgress } from '../model/history.ts';

/** How far a scan of files has come; all numbers are totals so far. */
export interface FileProgress {
  files: number;
  /** Files there are to read, as far as is known; 0: not known yet. */
  expected: number;
  bytes: number;
  findings: number;
}

export type ProgressState = FileProgress | HistoryProgress;

/** A progress bar that may or may not show. Calls are cheap and draw at once, so a busy loop can make them. */
export interface Progress {
  update(state: ProgressState): void;
  /** Leaves the terminal as it was; to be called before anything else is printed, also after an error. */
  stop(): void;
}

/** Least milliseconds between two drawings. */
const interval = 100;
const barWidth = 24;

const phaseWords = {
  list: 'Listing commits',
  compare: 'Comparing',
  read: 'Reading',
  decide: 'Reading what may hold secrets',
  texts: 'Reading messages and names',
  trace: 'Tracing what was found',
} satisfies Record<HistoryPhase, string>;

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
  stream?: NodeJS.WritableStream & { isTTY?: boolean; columns?: number };
  delay?: number;
}): Progress {
  if (!wanted || !stream.isTTY) return silent;
  const pace = createPace();
  let bar: SingleBar | undefined;
  let state: ProgressState = { files: 0, expected: 0, bytes: 0, findings: 0 };
  let rate = 0;
  let drawn = 0;
  let stopped = false;
  const describe = () => describeProgress(state, { rate, width: stream.columns || 80 });
  const timer = setTimeout(async () => {
    const created = await createBar(stream, describe);
    if (stopped) return;
    bar = created;
    bar.start(1, 0);
  }, delay);
  timer.unref();
  return {
    update(next) {
      state = next;
      const now = clock();
      rate = pace(next, now);
      if (!bar || now - drawn < interval) return;
      drawn = now;
      bar.update(0);
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      bar?.stop();
      bar = undefined;
    },
  };
}

/** Commits a second since the phase began; 0 while that says little, and for files. */
function createPace(): (state: ProgressState, now: number) => number {
  let phase: HistoryPhase | undefined;
  let begin = { now: 0, commits: 0 };
  return (state, now) => {
    if (!('phase' in state)) return 0;
    if (state.phase !== phase) {
      phase = state.phase;
      begin = { now, commits: state.commits };
    }
    const seconds = (now - begin.now) / 1000;
    return seconds < 0.25 ? 0 : (state.commits - begin.commits) / seconds;
  };
}

async function createBar(stream: NodeJS.WritableStream, describe: () => string): Promise<SingleBar> {
  const { SingleBar } = await import('cli-progress');
  return new SingleBar({
    stream,
    format: describe,
    // The bar draws itself when at least two of these periods have passed since the last time.
    fps: 2000 / (interval - 10),
    synchronousUpdate: true,
    clearOnComplete: true,
    hideCursor: false,
    gracefulExit: false,
    linewrap: true,
  });
}

/**
 * The bar's one line: `Scanning [####----] 812 of 1,623 files, 8.1 MB, 3 findings`, or for a history
 * `Reading [####----] 812 of 1,623 commits, 410/s, 2 s left, 3 findings`; the bar itself fills what room there is.
 */
export function describeProgress(
  state: ProgressState,
  { rate = 0, width = 80 }: { rate?: number; width?: number } = {},
): string {
  const found = state.findings > 0 ? `, ${formatNoun(state.findings, 'finding')}` : '';
  if ('phase' in state) return `${describeCommits(state, rate, width - found.length)}${found}`;
  const { files, expected, bytes } = state;
  const amount = `, ${formatBytes(bytes)}`;
  if (expected === 0) return `Scanning ${formatNoun(files, 'file')}${amount}${found}`;
  const done = `${formatCount(files)} of ${formatNoun(expected, 'file')}${amount}${found}`;
  return `Scanning ${drawBar(files / expected, width - 'Scanning '.length - done.length)}${done}`;
}

function describeCommits({ phase, commits, expectedCommits }: HistoryProgress, rate: number, width: number): string {
  const doing = phaseWords[phase];
  if (expectedCommits === 0) return commits === 0 ? doing : `${doing}: ${formatNoun(commits, 'commit')}`;
  const left = Math.max(0, expectedCommits - commits);
  const pace = rate > 0 ? `, ${formatCount(Math.round(rate))}/s, ${formatRemaining((left / rate) * 1000)} left` : '';
  const done = `${formatCount(commits)} of ${formatNoun(expectedCommits, 'commit')}${pace}`;
  return `${doing} ${drawBar(commits / expectedCommits, width - doing.length - 1 - done.length)}${done}`;
}

/** `[####----] `, of at most `barWidth` signs; empty where the room is not worth it. One column stays free for the cursor. */
function drawBar(share: number, room: number): string {
  const signs = Math.min(barWidth, room - 4);
  if (signs < 6) return '';
  const full = Math.min(signs, Math.floor(share * signs));
  return `[${'#'.repeat(full).padEnd(signs, '-')}] `;
}
