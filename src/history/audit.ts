import { forComparing } from '../git/diff-drivers.ts';
import { listObjects } from '../git/object-list.ts';
import { createObjectReader, type ObjectReader } from '../git/objects.ts';
import type { ResolvedSelection } from '../git/selection.ts';
import type { GitOptions } from '../git/spawn.ts';
import { PairMap } from '../lib/pair-map.ts';
import type { HistoryProgress } from '../model/history.ts';
import type { Look } from './commit-memory.ts';
import type { GrowingCommitTable } from './commit-table.ts';
import { compareLost } from './compare-lost.ts';
import { createDecider, type Decider } from './decide.ts';
import type { MemoryStore } from './memory-store.ts';
import { runPatchPass } from './patch-pass.ts';
import { createProblems, type Problems } from './problems.ts';
import { runRawPass } from './raw-pass.ts';
import { readCommits } from './read-commits.ts';
import { createRecall } from './recall.ts';
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
  const raw = await runRawPass({ ...pass, onProgress: createCounter(input, 'compare', commits.count) }, versions);
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
  await readContents(input, audit, decider);
  await decider.finish();
  return audit;
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
  const { firsts, order: all } = planPatches(input, audit);
  const isOwn = input.share.ofList(all.length);
  const order = all.filter((_, at) => isOwn(at));
  const openPaths = new Set<number>();
  const onLook = (path: number, look: Look) => {
    input.onLook(versions.pathOf(path), look);
    if (look.isOpen) openPaths.add(path);
  };
  const recall = input.store && createRecall({ commits, versions, firsts, store: input.store });
  const unread = recall ? order.filter((commit) => !recall.repeat(commit, onLook, decider.add)) : order;
  audit.commitsRead += order.length - unread.length;
  const lost = new Set<number>();
  const hopeless = new Set<number>();
  const count = createCounter(input, 'read', unread.length);
  await runPatchPass({
    commits,
    versions,
    git: await forComparing(input.git),
    jobs: input.jobs,
    signal: input.signal,
    firstParent: input.selection.firstParent,
    order: unread,
    firsts,
    largestCompared: largestInMemory,
    probe: input.probe,
    onCandidate: decider.add,
    onRead(commit, looks) {
      for (const [path, look] of looks) onLook(path, look);
      recall?.keep(commit, looks);
    },
    onLost: (commit) => lost.add(commit),
    onTrouble: async () => {
      for (const commit of await findHopeless(input, audit)) hopeless.add(commit);
    },
    isHopeless: (commit) => hopeless.has(commit),
    onProgress: (done) => {
      audit.commitsRead += done;
      count(done);
    },
  });
  if (input.signal.aborted) return;
  // Commits without anything new need no patch.
  if (input.share.isFirst) audit.commitsRead += commits.count - all.length;
  versions.each((commit, path, blob) => {
    if (blob >= 0 && (openPaths.has(path) || lost.has(commit)) && isWanted(input, versions, path)) {
      decider.add(blob, path);
    }
  });
}

/** Commits that touch paths of which some content is missing: of a partial clone, those are nearly all. */
async function findHopeless({ git }: AuditInput, { versions }: Audit): Promise<Set<number>> {
  const present = await listObjects(git);
  const paths = new Set<number>();
  versions.each((_commit, path, blob) => {
    if (blob >= 0 && !paths.has(path) && !present.has(versions.blobOf(blob))) paths.add(path);
  });
  const hopeless = new Set<number>();
  versions.each((commit, path) => {
    if (paths.has(path)) hopeless.add(commit);
  });
  return hopeless;
}

function isWanted({ isIncluded }: AuditInput, versions: GrowingVersionTable, path: number): boolean {
  return isIncluded(versions.pathOf(path));
}

/**
 * For each content of a path the commit that brought it there first, and these commits, newest first: git reads recent
 * objects faster, as older ones are stored as differences from them. A line that the first one did not add stood in a
 * content that came before; of any other commit that cannot be said, as contents come back.
 */
function planPatches(input: AuditInput, { commits, versions }: Audit): { firsts: PairMap; order: Int32Array } {
  const firsts = new PairMap();
  versions.each((commit, path, blob) => {
    if (blob >= 0 && isWanted(input, versions, path)) firsts.lower(blob, path, commit);
  });
  const isNeeded = new Uint8Array(commits.count);
  firsts.eachValue((commit) => {
    isNeeded[commit] = 1;
  });
  const order = new Int32Array(isNeeded.reduce((sum, needed) => sum + needed, 0));
  let at = 0;
  for (let commit = commits.count - 1; commit >= 0; commit--) if (isNeeded[commit]) order[at++] = commit;
  return { firsts, order };
}
