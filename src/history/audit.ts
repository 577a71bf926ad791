import { createObjectReader, type ObjectReader } from '../git/objects.ts';
import { listCommits } from '../git/rev-list.ts';
import type { GitOptions } from '../git/spawn.ts';
import { PairSet } from '../lib/pair-set.ts';
import type { HistoryProgress } from '../model/history.ts';
import { createCommitTable, type GrowingCommitTable } from './commit-table.ts';
import { createDecider, type Decider } from './decide.ts';
import { runPatchPass } from './patch-pass.ts';
import { createProblems, type Problems } from './problems.ts';
import { runRawPass } from './raw-pass.ts';
import { createVersionTable, type GrowingVersionTable } from './version-table.ts';

/** Bytes; a larger file is neither compared by git nor held in memory: it is streamed. */
export const largestInMemory = 8 << 20;

/** Which commits are meant, as `git rev-list` takes it, and what it cannot say exactly. */
export interface Selection {
  revListArgs: readonly string[];
  /** Committer dates, seconds since 1970. */
  since?: number;
  until?: number;
  firstParent: boolean;
}

export interface AuditInput {
  git: GitOptions;
  hexLength: 40 | 64;
  selection: Selection;
  jobs: number;
  signal: AbortSignal;
  /** Whether a path (as latin1 bytes) is to be read. */
  isIncluded(path: string): boolean;
  /** A look at the lines that a commit adds to a file; `isNewFile`: they are all of it. */
  probe(path: string, added: Buffer, isNewFile: boolean): { isCandidate: boolean; isOpen: boolean };
  /** Scans a content as the file at a path. */
  scan(path: string, blob: string, content: Buffer): void;
  scanLarge(path: string, blob: string, size: number, pieces: AsyncIterable<Buffer>): Promise<void>;
  /** The commits are listed; nothing was scanned yet. */
  onCommits(commits: GrowingCommitTable): void;
  onProgress?(progress: Omit<HistoryProgress, 'findings'>): void;
}

/** What an audit has read. */
export interface Audit {
  commits: GrowingCommitTable;
  versions: GrowingVersionTable;
  reader: ObjectReader;
  problems: Problems;
  submodules: ReadonlySet<string>;
  /** How many commits were compared. */
  commitsRead: number;
}

/**
 * Reads the content of a history: what each commit changed is listed first, then the added lines of what was not seen
 * before are looked at, and files that may hold something are scanned whole. Ends early when the signal aborts.
 */
export async function auditHistory(input: AuditInput): Promise<Audit> {
  const { git, hexLength, signal } = input;
  const commits = await readCommits(input);
  input.onCommits(commits);
  const versions = createVersionTable(hexLength);
  const problems = createProblems();
  const reader = createObjectReader(git, { largeSize: largestInMemory });
  const pass = { commits, git, jobs: input.jobs, signal, firstParent: input.selection.firstParent };
  const raw = await runRawPass({ ...pass, onProgress: createCounter(input, 'compare', commits.count) }, versions);
  const audit: Audit = { commits, versions, reader, problems, submodules: raw.submodules, commitsRead: 0 };
  const decider = createDecider({
    versions,
    reader,
    scan: input.scan,
    scanLarge: (path, blob, size) => input.scanLarge(path, blob, size, reader.stream(blob)),
    onProblem: (problem) => problems.add(problem),
  });
  await readContents(input, audit, decider);
  await decider.finish();
  return audit;
}

async function readCommits({ git, hexLength, selection, onProgress }: AuditInput): Promise<GrowingCommitTable> {
  const { revListArgs, since = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY } = selection;
  const commits = createCommitTable(hexLength);
  for await (const { id, parents, time } of listCommits(revListArgs, git)) {
    if (time >= since && time <= until) commits.add(id, parents, time);
    if (commits.count % 4096 === 0) onProgress?.({ phase: 'list', commits: commits.count, expectedCommits: 0 });
  }
  return commits;
}

function createCounter({ onProgress }: AuditInput, phase: HistoryProgress['phase'], expectedCommits: number) {
  let commits = 0;
  return (count: number) => {
    commits += count;
    onProgress?.({ phase, commits, expectedCommits });
  };
}

async function readContents(input: AuditInput, audit: Audit, decider: Decider): Promise<void> {
  const { commits, versions } = audit;
  const { seen, order } = planPatches(input, audit);
  const openPaths = new Set<number>();
  const lost = new Set<number>();
  const count = createCounter(input, 'read', order.length);
  await runPatchPass({
    commits,
    versions,
    git: input.git,
    jobs: input.jobs,
    signal: input.signal,
    firstParent: input.selection.firstParent,
    order,
    seen,
    largestCompared: largestInMemory,
    probe(path, added, isNewFile) {
      const { isCandidate, isOpen } = input.probe(path, added, isNewFile);
      if (isOpen) openPaths.add(versions.pathNumber(path));
      return isCandidate || isOpen;
    },
    onCandidate: decider.add,
    onLost: (commit) => lost.add(commit),
    onProgress: (done) => {
      audit.commitsRead += done;
      count(done);
    },
  });
  if (input.signal.aborted) return;
  // Commits without anything new need no patch.
  audit.commitsRead += commits.count - order.length;
  versions.each((commit, path, blob) => {
    if (blob >= 0 && (openPaths.has(path) || lost.has(commit)) && isWanted(input, versions, path)) {
      decider.add(blob, path);
    }
  });
}

function isWanted({ isIncluded }: AuditInput, versions: GrowingVersionTable, path: number): boolean {
  return isIncluded(versions.pathOf(path));
}

/**
 * The commits that bring contents to paths which have not held them yet, newest first: git reads recent objects faster,
 * as older ones are stored as differences from them. Of a content that came in several times one commit is enough.
 */
function planPatches(input: AuditInput, { commits, versions }: Audit): { seen: PairSet; order: Int32Array } {
  const claimed = new PairSet();
  const seen = new PairSet();
  const isNeeded = new Uint8Array(commits.count);
  versions.each((commit, path, blob) => {
    if (blob < 0) return;
    if (!isWanted(input, versions, path)) seen.add(blob, path);
    else if (claimed.add(blob, path)) isNeeded[commit] = 1;
  });
  const order = new Int32Array(isNeeded.reduce((sum, needed) => sum + needed, 0));
  let at = 0;
  for (let commit = commits.count - 1; commit >= 0; commit--) if (isNeeded[commit]) order[at++] = commit;
  return { seen, order };
}
