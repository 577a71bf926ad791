import { forComparing } from '../git/diff-drivers.ts';
import { listObjects } from '../git/object-list.ts';
import { PairMap } from '../lib/pair-map.ts';
import type { HistoryProgress } from '../model/history.ts';
import { type Audit, type AuditInput, largestInMemory } from './audit.ts';
import type { Look } from './commit-memory.ts';
import { planContents } from './content-plan.ts';
import { runContentsPass } from './contents-pass.ts';
import type { Decider } from './decide.ts';
import { runPatchPass } from './patch-pass.ts';
import { createRecall } from './recall.ts';
import type { GrowingVersionTable } from './version-table.ts';

/** Makes the function that tells the progress of a phase, some commits at a time. */
export function countCommits({ onProgress }: AuditInput, phase: HistoryProgress['phase'], expectedCommits: number) {
  let commits = 0;
  return (count: number) => {
    commits += count;
    onProgress?.({ phase, commits, expectedCommits });
  };
}

/**
 * Looks at what the commits have changed: at all contents where they are small and whole, else at what git says is new
 * in each commit. What may hold something goes to the decider.
 */
export async function readChanges(input: AuditInput, audit: Audit, decider: Decider): Promise<void> {
  const { commits, versions } = audit;
  const isWanted = rememberWanted(input, versions);
  const { firsts, order: all } = planPatches(audit, isWanted);
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
  const changes = {
    unread,
    firsts,
    lost,
    decider,
    onRead(commit: number, looks: ReadonlyMap<number, Look>) {
      for (const [path, look] of looks) onLook(path, look);
      recall?.keep(commit, looks);
    },
  };
  if (!(await readContents(input, audit, changes))) await readPatches(input, audit, changes);
  if (input.signal.aborted) return;
  // Commits without anything new need no patch.
  if (input.share.isFirst) audit.commitsRead += commits.count - all.length;
  versions.each((commit, path, blob) => {
    if (blob >= 0 && (openPaths.has(path) || lost.has(commit)) && isWanted(path)) decider.add(blob, path);
  });
}

/** What is to be read, and who is told. */
interface Changes {
  unread: Int32Array;
  firsts: PairMap;
  /** Commits that could not be compared. */
  lost: Set<number>;
  decider: Decider;
  onRead(commit: number, looks: ReadonlyMap<number, Look>): void;
}

/** False, and nothing done, where it is better to read patches. */
async function readContents(input: AuditInput, audit: Audit, changes: Changes): Promise<boolean> {
  const { versions, commits } = audit;
  const { unread, firsts, decider, onRead } = changes;
  if (input.isPartial || input.comparing === 'patches') return false;
  if (unread.length === 0) return true;
  const plan = await planContents({
    commitCount: commits.count,
    versions,
    isFirst: (commit, path, blob) => blob >= 0 && firsts.get(blob, path) === commit,
    git: input.git,
    signal: input.signal,
  });
  if (plan === undefined) return false;
  const isUnread = new Uint8Array(commits.count);
  for (const commit of unread) isUnread[commit] = 1;
  const count = countCommits(input, 'read', unread.length);
  let told = 0;
  await runContentsPass({
    plan,
    versions,
    git: input.git,
    signal: input.signal,
    isUnread: (commit) => isUnread[commit] === 1,
    largestRead: largestInMemory,
    largestScanned: input.largestScanned,
    probe: input.probe,
    isPointer: input.isPointer,
    onCandidate: decider.add,
    onRead,
    onDone: () => {
      audit.commitsRead++;
    },
    onProgress(done, expected) {
      const share = Math.floor((done / expected) * unread.length);
      if (share === told) return;
      count(share - told);
      told = share;
    },
  });
  return true;
}

async function readPatches(input: AuditInput, audit: Audit, changes: Changes): Promise<void> {
  const { versions, commits } = audit;
  const { unread, firsts, lost, decider, onRead } = changes;
  const hopeless = new Set<number>();
  const count = countCommits(input, 'read', unread.length);
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
    onRead,
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

/** Whether a path, by number, is to be read; each is judged once, as it changes often. */
function rememberWanted({ isIncluded }: AuditInput, versions: GrowingVersionTable): (path: number) => boolean {
  const known: boolean[] = [];
  return (path) => {
    known[path] ??= isIncluded(versions.pathOf(path));
    return known[path];
  };
}

/**
 * For each content of a path the commit that brought it there first, and these commits, newest first: git reads recent
 * objects faster, as older ones are stored as differences from them. A line that the first one did not add stood in a
 * content that came before; of any other commit that cannot be said, as contents come back.
 */
function planPatches({ commits, versions }: Audit, isWanted: (path: number) => boolean) {
  const firsts = new PairMap();
  versions.each((commit, path, blob) => {
    if (blob >= 0 && isWanted(path)) firsts.lower(blob, path, commit);
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
