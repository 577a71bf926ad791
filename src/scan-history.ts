/** The audit of a history: what `scan.ts` is for a tree. */
import { realpathSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { digestOptions } from './config/digest-options.ts';
import type { Repository } from './git/find-repository.ts';
import { listRefs, readCommonDir } from './git/refs.ts';
import { type RepositoryFacts, readRepositoryFacts } from './git/repository-facts.ts';
import { type ResolvedSelection, resolveSelection } from './git/selection.ts';
import type { GitOptions } from './git/spawn.ts';
import { type Audit, auditHistory, largestInMemory } from './history/audit.ts';
import { type MemoryStore, openMemoryStore } from './history/memory-store.ts';
import { shareOf } from './history/shard/part.ts';
import { describeLeftOut, sortErrors, sortSkipped } from './history/sort-report.ts';
import type { AuditContext } from './history-context.ts';
import { explainFindings, type RawSecret, rawSecrets, refErrors } from './history-findings.ts';
import { createHistoryScanner, displayPath } from './history-scanner.ts';
import { readTexts } from './history-texts.ts';
import { loadKnown } from './load-known.ts';
import type { CommitSelection } from './model/commit-selection.ts';
import type { Finding } from './model/finding.ts';
import type { HistoryProgress } from './model/history.ts';
import type { Options } from './model/options.ts';
import type { Report } from './model/report.ts';
import type { ShardPart } from './model/shard.ts';
import { limitTime, stopError } from './scan.ts';
import { createPathFilter, type PathFilter } from './sources/path-filter.ts';

export interface HistoryHooks {
  /** Stops the audit; the report then holds what was found, and says that it is not all. */
  signal?: AbortSignal;
  onProgress?(progress: HistoryProgress): void;
  /** Where what was read is remembered, so that the next audit need not read it; absent: nowhere. */
  cacheFolder?: string;
  /** How what is new is found; `auto`, whatever is faster, if absent. */
  comparing?: 'auto' | 'patches';
  /** The share of the work that is to be done; absent: all. */
  shard?: ShardPart;
  /** What the user should know of how it went. */
  onNotice?(line: string): void;
}

export interface HistoryResult {
  report: Report;
  secrets: RawSecret[];
}

/** Audits a repository. Throws `UserError` where it cannot begin; what cannot be read on the way is in the report's `errors`. */
export async function runHistory(
  options: Options,
  repository: Repository,
  wanted: CommitSelection,
  hooks: HistoryHooks = {},
): Promise<HistoryResult> {
  const startedAt = new Date();
  const begin = performance.now();
  const git: GitOptions = { tree: repository, keepLocal: repository.keepLocal };
  const [facts, refs] = await Promise.all([readRepositoryFacts(git), listRefs(git)]);
  const selection = await resolveSelection(wanted, refs, git);
  let seed = '';
  const known = await loadKnown(options);
  for (const line of known?.notices ?? []) hooks.onNotice?.(line);
  const scanner = createHistoryScanner(options, () => seed, known);
  const stop = limitTime(options.timeout, hooks.signal);
  const { unreachable } = wanted;
  const store = openStore(options, git, facts, selection, hooks);
  const { signal } = stop;
  const { shard: part } = hooks;
  const share = shareOf(part);
  const shared = { options, git, selection, unreachable, refs, scanner, store, part, share, signal };
  const isIncluded = await createPathFilter(options.include, options.exclude);
  try {
    const audit = await readContents({ ...shared, facts }, isIncluded, hooks, (commits) => {
      seed = rootsOf(commits);
    });
    const isSilent = selection.isPush || signal.aborted;
    const notes = [...facts.notes, ...(isSilent ? [] : describeSelection(audit.commits.count, isIncluded))];
    const context = { ...shared, facts: { ...facts, notes } };
    await readTexts(context, audit, hooks.onProgress);
    hooks.onProgress?.({ phase: 'trace', commits: 0, expectedCommits: 0, findings: scanner.hits.bySecret.size });
    const found = await explainFindings(context, audit);
    audit.reader.close();
    const { gathered } = scanner.pipeline;
    const stopped = stop.signal.aborted ? [stopError(stop.signal, options.timeout)] : [];
    const errors = sortErrors([
      ...gathered.errors,
      ...(selection.isPush ? [] : refErrors(refs, scanner)),
      ...found.errors,
      ...stopped,
    ]);
    const report: Report = {
      command: 'history',
      root: repository.root,
      startedAt,
      durationMs: Math.round(performance.now() - begin),
      scanned: {
        ...scanner.counts,
        commits: audit.commitsRead,
        blobs: audit.versions.blobCount,
        skipped: sortSkipped(gathered.skipped),
      },
      findings: found.findings,
      known: found.known,
      ...(options.baseline && { baseline: options.baseline.name }),
      errors,
      suppressed: found.suppressed,
      unusedAllows: [],
      history: {
        commits: audit.commits.count,
        refs: selection.refs.length,
        isShallow: facts.isShallow,
        isPartial: stop.signal.aborted,
        notes: [...notes, ...describeLeftOut(scanner.lfsPaths.size, audit.submodules.size)],
      },
      ...(found.shard && { shard: found.shard }),
    };
    return { report, secrets: rawSecrets(scanner, [...report.findings, ...report.known.filter(isToRotate)]) };
  } finally {
    stop.clear();
    store?.save();
  }
}

/** What earlier audits have read, with the same program, rules and options, of the same repository. */
function openStore(
  options: Options,
  { tree }: GitOptions,
  { objectFormat, shallowCommits }: RepositoryFacts,
  { firstParent }: ResolvedSelection,
  { cacheFolder, onNotice }: HistoryHooks,
): MemoryStore | undefined {
  if (cacheFolder === undefined) return undefined;
  const repository = realpathSync(readCommonDir(tree.gitDir));
  const shallow = [...shallowCommits].sort();
  const key = JSON.stringify([repository, digestOptions(options, 'read'), firstParent, largestInMemory, shallow]);
  return openMemoryStore({
    folder: cacheFolder,
    repository,
    key,
    hexLength: hexLengthOf(objectFormat),
    notice: (line) => onNotice?.(line),
  });
}

function hexLengthOf(format: RepositoryFacts['objectFormat']): 40 | 64 {
  return format === 'sha256' ? 64 : 40;
}

async function readContents(
  { options, git, selection, unreachable, refs, facts, scanner, store, share, signal }: AuditContext,
  isIncluded: PathFilter,
  { onProgress, comparing = 'auto' }: HistoryHooks,
  onCommits: (commits: Audit['commits']) => void,
): Promise<Audit> {
  return await auditHistory({
    git,
    hexLength: hexLengthOf(facts.objectFormat),
    selection,
    // Of a ref whose commit is missing, what lies behind it is still there.
    unreachable: unreachable || (selection.isEverything && refs.problems.length > 0),
    shallow: facts.shallowCommits,
    jobs: options.jobs || availableParallelism(),
    signal,
    onCommits,
    isIncluded: (path) => isIncluded(displayPath(path)),
    probe: scanner.probe,
    isPointer: scanner.isPointer,
    largestScanned: options.maxFileSize,
    isPartial: facts.isPartial,
    comparing,
    onLook: scanner.onLook,
    store,
    share,
    scan: scanner.scan,
    scanLarge: scanner.scanLarge,
    onProgress: (state) => onProgress?.({ ...state, findings: scanner.hits.bySecret.size }),
  });
}

/** What of the selection may not be what was meant. */
function describeSelection(commits: number, isIncluded: PathFilter): string[] {
  const globs = isIncluded.unmatched().map((glob) => `--include ${glob}: matches no file of these commits`);
  return commits === 0 ? ['no commit was selected', ...globs] : globs;
}

/** Unless somebody has decided that it is harmless. */
function isToRotate({ known }: Finding): boolean {
  return known?.decision === 'real' || known?.decision === 'undecided';
}

/** Ids of the first commits: the same for all parts of a history. */
function rootsOf(commits: Audit['commits']): string {
  const roots: string[] = [];
  for (let commit = 0; commit < commits.count; commit++) {
    if (commits.parentsOf(commit).length === 0) roots.push(commits.idOf(commit));
  }
  return roots.sort().join('\n');
}
