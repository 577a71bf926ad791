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
import { settleBoundary } from './history/boundary.ts';
import { scanCommitTexts, scanTagTexts } from './history/commit-texts.ts';
import { describeCommits, noCommit } from './history/describe-commits.ts';
import { gatherFacts, type HeldFacts } from './history/facts.ts';
import { type MemoryStore, openMemoryStore } from './history/memory-store.ts';
import { findTaggedBlobs, type Orphan, readOrphans } from './history/orphans.ts';
import { markAncestors } from './history/reach.ts';
import { sortErrors, sortSkipped } from './history/sort-report.ts';
import { gatherTextFacts } from './history/text-facts.ts';
import { selectTexts } from './history/text-selection.ts';
import { scanNames } from './history/texts.ts';
import { createHistoryScanner, displayPath, type HistoryScanner } from './history-scanner.ts';
import { formatNoun } from './lib/format-amount.ts';
import type { CommitSelection } from './model/commit-selection.ts';
import type { Finding } from './model/finding.ts';
import type { HistoryPlace, HistoryProgress } from './model/history.ts';
import type { Options } from './model/options.ts';
import type { Report, ScanError } from './model/report.ts';
import { limitTime, stopError } from './scan.ts';
import { decodeUtf16 } from './sources/decode-utf16.ts';
import { createPathFilter } from './sources/path-filter.ts';

export interface HistoryHooks {
  /** Stops the audit; the report then holds what was found, and says that it is not all. */
  signal?: AbortSignal;
  onProgress?(progress: HistoryProgress): void;
  /** Where what was read is remembered, so that the next audit need not read it; absent: nowhere. */
  cacheFolder?: string;
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
  const context: Context = { options, git, selection, unreachable, refs, facts, scanner, store, signal: stop.signal };
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
      suppressed: gathered.suppressed + found.suppressed,
      unusedAllows: [],
      history: {
        commits: audit.commits.count,
        refs: selection.refs.length,
        isShallow: facts.isShallow,
        isPartial: stop.signal.aborted,
        notes: [...facts.notes, ...describeLeftOut(scanner, audit)],
      },
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
  if (cacheFolder === undefined || options.explain) return undefined;
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
  { options, git, selection, unreachable, facts, scanner, store, signal }: Context,
  { onProgress }: HistoryHooks,
  onCommits: (commits: Audit['commits']) => void,
): Promise<Audit> {
  const isIncluded = await createPathFilter(options.include, options.exclude);
  return await auditHistory({
    git,
    hexLength: hexLengthOf(facts.objectFormat),
    selection,
    unreachable,
    shallow: facts.shallowCommits,
    jobs: options.jobs || availableParallelism(),
    signal,
    onCommits,
    isIncluded: (path) => isIncluded(displayPath(path)),
    probe: scanner.probe,
    onLook: scanner.onLook,
    store,
    scan: scanner.scan,
    scanLarge: scanner.scanLarge,
    onProgress: (state) => onProgress?.({ ...state, findings: scanner.hits.bySecret.size }),
  });
}

/** What is no file of a commit: messages, people, tags, names, and blobs that no commit has. */
async function readTexts(context: Context, audit: Audit, { onProgress }: HistoryHooks): Promise<void> {
  const { git, scanner, signal, selection, store } = context;
  const { commits, versions, problems } = audit;
  if (signal.aborted) return;
  onProgress?.({ phase: 'texts', commits: 0, expectedCommits: 0, findings: scanner.hits.bySecret.size });
  const onProblem = (id: string, problem: 'missing' | 'damaged' | 'too-large', message: string) => {
    if (problem === 'too-large') scanner.pipeline.sink.skip(id, problem);
    else problems.add({ id, problem, message }, commits.indexOf(id) >= 0 ? [id] : []);
  };
  const read = selectTexts(commits, store, () => true);
  const commitHooks = scanner.texts((index) => ({ commit: read.indexOf(index) }));
  await scanCommitTexts(read.ids, git, read.watch({ ...commitHooks, onProblem }));
  read.remember();
  const paths = [...versions.paths()];
  scanNames(
    'file-name',
    paths,
    scanner.texts((index) => ({ commit: -1, path: paths[index]! })),
  );
  // Of a part of a history, what leads to a commit of it.
  const named = selection.refs.filter(
    ({ id, peeled }) => selection.isEverything || commits.indexOf(peeled?.id ?? id) >= 0,
  );
  const placeOfRef = ({ name, id, peeled }: RefList['refs'][number]) => ({
    commit: commits.indexOf(peeled?.id ?? id),
    ref: displayPath(name),
  });
  scanNames(
    'ref',
    named.map(({ name }) => name),
    scanner.texts((index) => placeOfRef(named[index]!)),
  );
  const tags = named.filter(({ type }) => type === 'tag');
  const tagIds = { count: tags.length, idOf: (index: number) => tags[index]!.id };
  const readTags = selectTexts(tagIds, store, () => true);
  const tagHooks = scanner.texts((index) => placeOfRef(tags[readTags.indexOf(index)]!));
  await scanTagTexts(readTags.ids, git, readTags.watch({ ...tagHooks, onProblem }));
  readTags.remember();
  const orphans = await findTaggedBlobs(named, audit.reader, problems);
  await scanOrphans([...orphans, ...(await findDangling(context, audit))], context, audit);
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
async function explain({ options, selection, refs, scanner }: Context, audit: Audit) {
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
  const isAllowed = allowTest(scanner);
  const suppressed = hits.removeTexts(({ commit, finding }) => commit >= 0 && isAllowed(finding, commits.idOf(commit)));
  const textFacts = gatherTextFacts({ hits, commits, versions, refs: tips, head });
  const alsoHeld = new Map(
    [...textFacts].map(([secretHash, all]) => [secretHash, all.flatMap(({ holders }) => holders)]),
  );
  const release = (content: Buffer) => reader.recycle(content);
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
  });
  const { firstParent } = selection;
  const boundary = { facts: held, holdings, commits, reader, readBlob, firstParent };
  const fileFacts = await settleBoundary({ ...boundary, head: refs.head });
  const places = [...[...fileFacts.values()].flatMap((each) => each.places), ...[...textFacts.values()].flat()];
  const known = await describeCommits(namedCommits(places), commits, reader, pipeline.hide);
  const noteTips = tips.filter(({ name, commit }) => name.startsWith('refs/notes/') && commit >= 0);
  const notes = markAncestors(
    commits,
    noteTips.map(({ commit }) => commit),
  );
  const assembled = assembleFindings({
    hits,
    fileFacts,
    textFacts,
    describe: (commit) => known.get(commit) ?? noCommit,
    timeOf: (commit) => (commit < 0 ? 0 : commits.timeOf(commit)),
    isNote: (commit) => notes[commit] === 1,
    displayPath: (path) => pipeline.hide(displayPath(path)),
    hide: pipeline.hide,
    isSuppressed: (place, finding) => isIgnored(options, place, finding.ruleId) || isAllowed(finding, place.commit),
  });
  const errors = problems.list((id) => {
    const found = versions.placesOf(id);
    const path = found[0] && pipeline.hide(displayPath(found[0].path));
    return { commits: [...new Set(found.map(({ commit }) => commits.idOf(commit)))], ...(path && { path }) };
  });
  return { ...assembled, suppressed: assembled.suppressed + suppressed, errors };
}

function namedCommits(places: readonly HeldFacts[]): Set<number> {
  const named = new Set<number>();
  for (const { first, last } of places) if (first >= 0) named.add(first).add(last);
  return named;
}

/** Whether a line of an ignore file names the commit, path, rule and line. */
function isIgnored({ ignore }: Options, place: HistoryPlace, ruleId: string): boolean {
  return ignore.some(
    (entry) =>
      entry.commit === place.commit &&
      entry.path === place.path &&
      entry.line === place.startLine &&
      (entry.ruleIds?.includes(ruleId) ?? entry.ruleId === ruleId),
  );
}

/** Fewer characters of a commit's id name none. */
const shortestId = 7;

/** Makes the test whether an allowlist lets a finding be in a commit. */
function allowTest({ allowedIn }: HistoryScanner): (finding: Finding, commit: string) => boolean {
  return (finding, commit) =>
    allowedIn.get(finding)?.some((id) => id.length >= shortestId && commit.startsWith(id)) ?? false;
}

function refErrors({ problems }: RefList, { pipeline }: HistoryScanner): ScanError[] {
  return problems.map(({ name, id, message }) => ({
    code: 'ref-unreadable',
    message: pipeline.hide(`${displayPath(name)}: ${message}`),
    ...(id !== undefined && { object: id }),
  }));
}

function describeLeftOut({ lfsPaths }: HistoryScanner, { submodules }: Audit): string[] {
  return [
    ...(lfsPaths.size > 0 ? [`${formatNoun(lfsPaths.size, 'LFS pointer')} not followed`] : []),
    ...(submodules.size > 0 ? [`${formatNoun(submodules.size, 'submodule')} not followed`] : []),
  ];
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
