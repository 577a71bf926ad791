import { createObjectReader, type ObjectReader } from '../git/objects.ts';
import type { ResolvedSelection } from '../git/selection.ts';
import type { GitOptions } from '../git/spawn.ts';
import type { HistoryProgress } from '../model/history.ts';
import type { Look } from './commit-memory.ts';
import type { GrowingCommitTable } from './commit-table.ts';
import { compareLost } from './compare-lost.ts';
import { createDecider } from './decide.ts';
import type { MemoryStore } from './memory-store.ts';
import { createProblems, type Problems } from './problems.ts';
import { runRawPass } from './raw-pass.ts';
import { countCommits, readChanges } from './read-changes.ts';
import { readCommits } from './read-commits.ts';
import type { Share } from './shard/part.ts';
import { createVersionTable, type GrowingVersionTable } from './version-table.ts';

/** Bytes; a larger file is neither compared by git nor held in memory: it is streamed. */
export const largestInMemory = 8 << 20;

export interface AuditInput {
  git: GitOptions;
  hexLength: 40 | 64;
  selection: ResolvedSelection;
  /** Whether commits are read that no ref leads to, and blobs that no commit has. */
  unreachable: boolean;
  /** Commits at which a shallow clone ends. */
  shallow: ReadonlySet<string>;
  jobs: number;
  signal: AbortSignal;
  /** Whether a path (as latin1 bytes) is to be read. */
  isIncluded(path: string): boolean;
  /** A look at the lines that a commit adds to a file; `isNewFile`: they are all of it. */
  probe(path: string, added: Buffer, isNewFile: boolean): Look;
  /** A change was looked at, now or in an earlier audit. */
  onLook(path: string, look: Look): void;
  /** Whether a content stands for a file that git-LFS keeps. */
  isPointer(content: Buffer): boolean;
  /** Bytes; larger files are not scanned. */
  largestScanned: number;
  /** Objects were left behind when it was cloned: contents cannot be asked for without an end of git for each. */
  isPartial: boolean;
  /** `patches`: by git, commit by commit, however small the contents are. */
  comparing: 'auto' | 'patches';
  /** What of the commits is to be read here. */
  share: Share;
  /** What earlier audits have read. */
  store: MemoryStore | undefined;
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
  const problems = createProblems();
  const reader = createObjectReader(git, { largeSize: largestInMemory });
  const commits = await readCommits(input, reader, problems);
  input.onCommits(commits);
  const versions = createVersionTable(hexLength);
  const pass = { commits, git, jobs: input.jobs, signal, firstParent: input.selection.firstParent };
  const raw = await runRawPass({ ...pass, onProgress: countCommits(input, 'compare', commits.count) }, versions);
  const { submodules } = raw;
  await compareLost(raw.lost, { ...pass, versions, submodules, reader, problems });
  const audit: Audit = { commits, versions, reader, problems, submodules, commitsRead: 0 };
  const decider = createDecider({
    versions,
    reader,
    scan: input.scan,
    scanLarge: (path, blob, size) => input.scanLarge(path, blob, size, reader.stream(blob)),
    onProblem: (problem) => problems.add(problem),
  });
  await readChanges(input, audit, decider);
  await decider.finish();
  return audit;
}
