/** The audit of a history: what `scan.ts` is for a tree. */
import { realpathSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { digestOptions } from './config/digest-options.ts';
import type { Repository } from './git/find-repository.ts';
import { listRefs, type RefList, readCommonDir } from './git/refs.ts';
import { type RepositoryFacts, readRepositoryFacts } from './git/repository-facts.ts';
import { type ResolvedSelection, resolveSelection } from './git/selection.ts';
import type { GitOptions } from './git/spawn.ts';
import { listUnreachable } from './git/unreachable.ts';
import { assembleFindings } from './history/assemble.ts';
import { type Audit, auditHistory, largestInMemory } from './history/audit.ts';
import { createBoundary, settleBoundary } from './history/boundary.ts';
import { scanCommitTexts, scanTagTexts } from './history/commit-texts.ts';
import { compareTexts } from './history/compare-findings.ts';
import { describeCommits, noCommit } from './history/describe-commits.ts';
import { gatherFacts, type HeldFacts } from './history/facts.ts';
import { type MemoryStore, openMemoryStore } from './history/memory-store.ts';
import { findTaggedBlobs, type Orphan, readOrphans } from './history/orphans.ts';
import { markAncestors } from './history/reach.ts';
import { addHeld, digestCommits, exportErrors, exportFindings, type HeldAt, pathKey } from './history/shard/export.ts';
import { type Share, shareOf } from './history/shard/part.ts';
import { describeLeftOut, sortErrors, sortSkipped } from './history/sort-report.ts';
import { createSuppression, isAllowedIn, listIgnores } from './history/suppression.ts';
import { gatherTextFacts } from './history/text-facts.ts';
import { selectTexts } from './history/text-selection.ts';
import { scanNames } from './history/texts.ts';
import { createHistoryScanner, displayPath, type HistoryScanner } from './history-scanner.ts';
import { remember } from './lib/remember.ts';
import type { CommitSelection } from './model/commit-selection.ts';
import type { Finding } from './model/finding.ts';
import type { HistoryProgress } from './model/history.ts';
import type { Options } from './model/options.ts';
import type { Report, ScanError } from './model/report.ts';
import type { Shard, ShardPart } from './model/shard.ts';
import { limitTime, stopError } from './scan.ts';
import { decodeUtf16 } from './sources/decode-utf16.ts';
import { createPathFilter } from './sources/path-filter.ts';

export interface HistoryHooks {
  /** Stops the audit; the report then holds what was found, and says that it is not all. */
  signal?: AbortSignal;
  onProgress?(progress: HistoryProgress): void;
  /** Where what was read is remembered, so that the next audit need not read it; absent: nowhere. */
  cacheFolder?: string;
  /** The share of the work that is to be done; absent: all. */
  shard?: ShardPart;
  /** What the user should know of how it went. */
  onNotice?(line: string): void;
}

/** A secret's bytes as they stand somewhere, and where. They leave memory only where the user asked for that. */
export interface RawSecret {
  bytes: Buffer;
  place: string;
  /** Whether it stands in a blob that git filter-repo takes for binary. */
  inBinary?: boolean;
}

export interface HistoryResult {
  report: Report;
  secrets: RawSecret[];
}

/** What the steps of an audit share. */
interface Context {
  options: Options;
  git: GitOptions;
  selection: ResolvedSelection;
  unreachable: boolean;
  refs: RefList;
  facts: RepositoryFacts;
  scanner: HistoryScanner;
  store: MemoryStore | undefined;
  part: ShardPart | undefined;
  share: Share;
  signal: AbortSignal;
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
  const scanner = createHistoryScanner(options, () => seed);
  const stop = limitTime(options.timeout, hooks.signal);
  const { unreachable } = wanted;
  const store = openStore(options, git, facts, selection, hooks);
  const { signal } = stop;
  const { shard: part } = hooks;
  const share = shareOf(part);
  const context = { options, git, selection, unreachable, refs, facts, scanner, store, part, share, signal };
  try {
    const audit = await readContents(context, hooks, (commits) => {
      seed = rootsOf(commits);
    });
    await readTexts(context, audit, hooks);
    hooks.onProgress?.({ phase: 'trace', commits: 0, expectedCommits: 0, findings: scanner.hits.bySecret.size });
    const found = await explain(context, audit);
    audit.reader.close();
    const { gathered } = scanner.pipeline;
    const stopped = stop.signal.aborted ? [stopError(stop.signal, options.timeout)] : [];
    const errors = sortErrors([...gathered.errors, ...refErrors(refs, scanner), ...found.errors, ...stopped]);
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
      errors,
      suppressed: found.suppressed,
      unusedAllows: [],
      history: {
        commits: audit.commits.count,
        refs: selection.refs.length,
        isShallow: facts.isShallow,
        isPartial: stop.signal.aborted,
        notes: [...facts.notes, ...describeLeftOut(scanner.lfsPaths.size, audit.submodules.size)],
      },
      ...(found.shard && { shard: found.shard }),
    };
    return { report, secrets: rawSecrets(scanner, report.findings) };
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
  { options, git, selection, unreachable, refs, facts, scanner, store, share, signal }: Context,
  { onProgress }: HistoryHooks,
  onCommits: (commits: Audit['commits']) => void,
): Promise<Audit> {
  const isIncluded = await createPathFilter(options.include, options.exclude);
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
    onLook: scanner.onLook,
    store,
    share,
    scan: scanner.scan,
    scanLarge: scanner.scanLarge,
    onProgress: (state) => onProgress?.({ ...state, findings: scanner.hits.bySecret.size }),
  });
}

/** What is no file of a commit: messages, people, tags, names, and blobs that no commit has. */
async function readTexts(context: Context, audit: Audit, { onProgress }: HistoryHooks): Promise<void> {
  const { git, scanner, signal, selection, store, share } = context;
  const { commits, versions, problems } = audit;
  if (signal.aborted) return;
  onProgress?.({ phase: 'texts', commits: 0, expectedCommits: 0, findings: scanner.hits.bySecret.size });
  const onProblem = (id: string, problem: 'missing' | 'damaged' | 'too-large', message: string) => {
    if (problem === 'too-large') scanner.pipeline.sink.skip(id, problem);
    else problems.add({ id, problem, message }, commits.indexOf(id) >= 0 ? [id] : []);
  };
  const read = selectTexts(commits, store, share.ofList(commits.count));
  const commitHooks = scanner.texts((index) => ({ commit: read.indexOf(index) }));
  await scanCommitTexts(read.ids, git, read.watch({ ...commitHooks, onProblem }));
  read.remember();
  const paths = [...versions.paths()].filter(share.ofNames);
  scanNames(
    'file-name',
    paths,
    scanner.texts((index) => ({ commit: -1, path: paths[index]! })),
  );
  // Of a part of a history, what leads to a commit of it.
  const named = selection.refs.filter(
    ({ id, peeled }) => selection.isEverything || commits.indexOf(peeled?.id ?? id) >= 0,
  );
  const ownRefs = named.filter(({ name }) => share.ofNames(name));
  const placeOfRef = ({ name, id, peeled }: RefList['refs'][number]) => ({
    commit: commits.indexOf(peeled?.id ?? id),
    ref: displayPath(name),
  });
  scanNames(
    'ref',
    ownRefs.map(({ name }) => name),
    scanner.texts((index) => placeOfRef(ownRefs[index]!)),
  );
  // A tag of a tag is told of the first that leads to it: they are read all in one place, and each time.
  const tags = share.isFirst ? named.filter(({ type }) => type === 'tag') : [];
  const tagIds = { count: tags.length, idOf: (index: number) => tags[index]!.id };
  await scanTagTexts(tagIds, git, { ...scanner.texts((index) => placeOfRef(tags[index]!)), onProblem });
  const orphans = await findTaggedBlobs(named, audit.reader, problems);
  const all = [...orphans, ...(await findDangling(context, audit))];
  await scanOrphans(
    all.filter(({ blob }) => share.ofNames(blob)),
    context,
    audit,
  );
}

async function findDangling({ git, unreachable }: Context, { versions, problems }: Audit): Promise<Orphan[]> {
  if (!unreachable) return [];
  const { blobs, unreadable } = await listUnreachable(git, (id) => versions.blobNumber(id) >= 0, ['blob']);
  for (const id of unreadable) problems.add({ id, problem: 'damaged', message: 'the object cannot be read' });
  return blobs.map((blob) => ({ blob, path: '(unreachable file)', isFile: false }));
}

async function scanOrphans(orphans: readonly Orphan[], { options, scanner }: Context, audit: Audit): Promise<void> {
  await readOrphans(orphans, audit.reader, audit.problems, async (orphan, content, size) => {
    if (size > options.maxFileSize) scanner.pipeline.sink.skip(displayPath(orphan.path), 'too-large');
    else await scanner.scanOrphan(orphan, content ?? audit.reader.stream(orphan.blob));
  });
}

/** Ids of the first commits: the same for all parts of a history. */
function rootsOf(commits: Audit['commits']): string {
  const roots: string[] = [];
  for (let commit = 0; commit < commits.count; commit++) {
    if (commits.parentsOf(commit).length === 0) roots.push(commits.idOf(commit));
  }
  return roots.sort().join('\n');
}

/** From what was found to findings: when each secret came, whether it is gone, from where it can be reached. */
async function explain(context: Context, audit: Audit) {
  const { options, selection, refs, scanner, part } = context;
  const { commits, versions, reader, problems } = audit;
  const { hits, pipeline } = scanner;
  const { holdings } = hits;
  const tips = selection.refs.map(({ name, id, peeled }) => ({
    name: displayPath(name),
    commit: commits.indexOf(peeled?.id ?? id),
  }));
  const head = refs.head === undefined ? -1 : commits.indexOf(refs.head);
  const readBlob = async (name: string) => {
    const answer = await reader.read(name);
    const content = answer.problem === undefined ? answer.content : undefined;
    return content && (decodeUtf16(content) ?? content);
  };
  const blobAt = async (commit: number, path: string) => {
    const answer = await reader.read(`${commits.idOf(commit)}:${path}`);
    if (answer.problem !== undefined) return undefined;
    if (answer.content) reader.recycle(answer.content);
    return answer.id;
  };
  hits.showPaths(remember(pipeline.hide));
  const allowedIn = (finding: Finding) => scanner.allowedIn.get(finding);
  const inTexts = hits.removeTexts(
    ({ commit, finding }) => commit >= 0 && isAllowedIn(allowedIn(finding), commits.idOf(commit)),
  );
  const textFacts = gatherTextFacts({ hits, commits, versions, refs: tips, head });
  const alsoHeld = new Map(
    [...textFacts].map(([secretHash, all]) => [secretHash, all.flatMap(({ holders }) => holders)]),
  );
  const release = (content: Buffer) => reader.recycle(content);
  const heldAt: HeldAt = new Map();
  const held = await gatherFacts({
    commits,
    versions,
    holdings,
    readBlob,
    release,
    blobAt,
    refs: tips,
    head,
    alsoHeld,
    ...(part && { onHeld: (place, ...told) => addHeld(heldAt, place, ...told) }),
  });
  const { firstParent } = selection;
  const boundary = createBoundary({ holdings, commits, reader, readBlob, firstParent, head: refs.head });
  const fileFacts = await settleBoundary(held, boundary);
  const places = [...[...fileFacts.values()].flatMap((each) => each.places), ...[...textFacts.values()].flat()];
  const describe = (numbers: Iterable<number>) => describeCommits(numbers, commits, reader, pipeline.hide);
  const known = await describe(namedCommits(places));
  const noteTips = tips.filter(({ name, commit }) => name.startsWith('refs/notes/') && commit >= 0);
  const notes = markAncestors(
    commits,
    noteTips.map(({ commit }) => commit),
  );
  const ignored = listIgnores(options.ignore);
  const assembled = assembleFindings({
    hits,
    fileFacts,
    textFacts,
    describe: (commit) => known.get(commit) ?? noCommit,
    timeOf: (commit) => (commit < 0 ? 0 : commits.timeOf(commit)),
    isNote: (commit) => notes[commit] === 1,
    displayPath: (path) => pipeline.hide(displayPath(path)),
    hide: pipeline.hide,
    isSuppressed: createSuppression(ignored, allowedIn),
  });
  const errors = problems.list(
    (id) => {
      const found = versions.placesOf(id);
      const path = found[0] && pipeline.hide(displayPath(found[0].path));
      return { commits: [...new Set(found.map(({ commit }) => commits.idOf(commit)))], ...(path && { path }) };
    },
    (commit) => commits.indexOf(commit),
  );
  const suppressed = pipeline.gathered.suppressed + inTexts + assembled.suppressed;
  if (!part) return { ...assembled, suppressed, errors, shard: undefined };
  const exported = await exportFindings({
    ...{ hits, commits, versions, refs: tips, facts: held, heldAt, textFacts, describe, allowedIn },
    boundary,
    isClosed: isClosed(selection),
    isNote: (commit) => notes[commit] === 1,
    displayPath: (path) => pipeline.hide(displayPath(path)),
    hide: pipeline.hide,
  });
  const shard = describeShard(part, context, audit, { errors, ignored, suppressedInTexts: inTexts, exported });
  return { ...assembled, suppressed, errors, shard };
}

/** Whether with each commit all that leads to it is selected. */
function isClosed({ excluded, since, until, maxCommits }: ResolvedSelection): boolean {
  return excluded.length === 0 && [since, until, maxCommits].every((limit) => limit === undefined);
}

/** What a shard says of itself, beside what it found. */
function describeShard(
  part: ShardPart,
  { options, selection, refs, facts, scanner, unreachable }: Context,
  { commits, submodules }: Audit,
  told: {
    errors: readonly ScanError[];
    ignored: Shard['ignored'];
    suppressedInTexts: number;
    exported: Awaited<ReturnType<typeof exportFindings>>;
  },
): Shard {
  const { suppressedIn, lfsPaths, pipeline } = scanner;
  const inFiles = [...suppressedIn].map(([key, count]) => [pathKey(key), count] as const);
  const inTexts = pipeline.gathered.suppressed + told.suppressedInTexts - sum(suppressedIn.values());
  const tips = selection.refs.map(({ name, id }) => `${name} ${id}`);
  const flags = [refs.head, selection.firstParent, selection.isEverything, unreachable, tips];
  return {
    ...part,
    options: digestOptions(options, 'found'),
    history: digestCommits(commits, JSON.stringify(flags)),
    redact: options.redact,
    notes: facts.notes,
    submodules: submodules.size,
    lfs: [...lfsPaths].map(pathKey).sort(),
    suppressed: { texts: inTexts, files: inFiles.sort(([a], [b]) => compareTexts(a, b)) },
    ignored: told.ignored,
    ...told.exported,
    errors: exportErrors(told.errors, (commit) => commits.indexOf(commit)),
  };
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}

function namedCommits(places: readonly HeldFacts[]): Set<number> {
  const named = new Set<number>();
  for (const { first, last } of places) if (first >= 0) named.add(first).add(last);
  return named;
}

function refErrors({ problems }: RefList, { pipeline }: HistoryScanner): ScanError[] {
  return problems.map(({ name, id, message }) => ({
    code: 'ref-unreadable',
    message: pipeline.hide(`${displayPath(name)}: ${message}`),
    ...(id !== undefined && { object: id }),
  }));
}

/** The bytes of what is reported, wherever they stand. */
function rawSecrets({ hits, binaryBlobs, pipeline }: HistoryScanner, findings: readonly Finding[]): RawSecret[] {
  const reported = new Set(findings.map(({ secretHash }) => secretHash));
  const inFiles = hits.holdings
    .filter(({ secretHash }) => reported.has(secretHash))
    .map(({ path, blob, secretHash, needle }) => {
      const line = hits.bySecret.get(secretHash)?.files.get(path)?.get(blob)?.[0]?.startLine ?? 1;
      const place = pipeline.hide(`${displayPath(path)}:${line}`);
      return { bytes: needle, place, inBinary: binaryBlobs.has(blob) };
    });
  const inTexts = [...hits.bySecret.values()]
    .flatMap(({ texts }) => texts)
    .filter(({ finding }) => reported.has(finding.secretHash))
    .map(({ finding, needle }) => ({ bytes: needle, place: `${finding.path}:${finding.startLine}` }));
  return [...inFiles, ...inTexts];
}
