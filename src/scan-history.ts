/** The audit of a history: what `scan.ts` is for a tree. */
import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { Repository } from './git/find-repository.ts';
import { assembleFindings } from './history/assemble.ts';
import { type Audit, auditHistory, type Selection } from './history/audit.ts';
import { settleBoundary } from './history/boundary.ts';
import { scanCommitTexts } from './history/commit-texts.ts';
import { type CommitDescription, describeCommits } from './history/describe-commits.ts';
import { gatherFacts, type SecretFacts } from './history/facts.ts';
import { createHits, type Hits, type TextHit } from './history/hits.ts';
import { markAncestors } from './history/reach.ts';
import { gatherTextFacts, type TextFacts } from './history/text-facts.ts';
import { scanNames, type TextHooks, textPaths } from './history/texts.ts';
import type { Fragment } from './model/fragment.ts';
import type { HistoryPlace, HistoryProgress } from './model/history.ts';
import type { Options } from './model/options.ts';
import type { Report, ScanError } from './model/report.ts';
import { createPipeline, type Pipeline } from './pipeline.ts';
import { limitTime, stopError } from './scan.ts';
import { decodeUtf16 } from './sources/decode-utf16.ts';
import { createPathFilter } from './sources/path-filter.ts';
import { pieceSize, readPieces, readPiecesAsync, scanWhole } from './sources/read-pieces.ts';

export interface HistoryOptions {
  repository: Repository;
  selection: Selection;
  /** Tips, with the commits that they lead to. */
  refs: readonly { name: string; commit: string }[];
  /** The commit of HEAD; undefined: there is none. */
  head: string | undefined;
  notes: readonly string[];
  isShallow: boolean;
  /** Commits at which a shallow clone ends. */
  shallow: ReadonlySet<string>;
}

export interface HistoryHooks {
  /** Stops the audit; the report then holds what was found, and says that it is not all. */
  signal?: AbortSignal;
  onProgress?(progress: HistoryProgress): void;
}

/** Where what is being scanned right now comes from. */
type Origin = { path: string; blob: string } | Omit<TextHit, 'finding' | 'needle'>;

/** Runs an audit. Throws `UserError` where it cannot begin; what cannot be read on the way is in the report's `errors`. */
export async function runHistory(
  options: Options,
  history: HistoryOptions,
  hooks: HistoryHooks = {},
): Promise<Report & { needles: readonly Buffer[] }> {
  const startedAt = new Date();
  const begin = performance.now();
  const stop = limitTime(options.timeout, hooks.signal);
  try {
    const run = await createRun(options, history, hooks);
    const audit = await run.read(stop.signal);
    const found = await explain(run, audit, options, history);
    audit.reader.close();
    const { gathered } = run.pipeline;
    const errors: ScanError[] = [...gathered.errors, ...found.errors];
    if (stop.signal.aborted) errors.push(stopError(stop.signal, options.timeout));
    return {
      command: 'history',
      root: history.repository.root,
      startedAt,
      durationMs: Math.round(performance.now() - begin),
      scanned: {
        files: run.counts.files,
        bytes: run.counts.bytes,
        commits: audit.commitsRead,
        blobs: audit.versions.blobCount,
        skipped: gathered.skipped,
      },
      findings: found.findings,
      errors,
      suppressed: gathered.suppressed + found.suppressed,
      unusedAllows: [],
      history: {
        commits: audit.commits.count,
        refs: history.refs.length,
        isShallow: history.isShallow,
        isPartial: stop.signal.aborted,
        notes: [...history.notes, ...run.notes(audit)],
      },
      needles: run.hits.holdings.map(({ needle }) => needle),
    };
  } finally {
    stop.clear();
  }
}

interface Run {
  pipeline: Pipeline;
  hits: Hits;
  counts: { files: number; bytes: number };
  read(signal: AbortSignal): Promise<Audit>;
  notes(audit: Audit): string[];
}

const lfsHead = 'version https://git-lfs.github.com/spec/';

async function createRun(options: Options, history: HistoryOptions, hooks: HistoryHooks): Promise<Run> {
  const { repository, selection } = history;
  const { include, exclude, maxFileSize } = options;
  const isIncluded = await createPathFilter(include, exclude);
  const hits = createHits();
  const counts = { files: 0, bytes: 0 };
  const lfsPaths = new Set<string>();
  const skipped = new Set<string>();
  let roots = '';
  let origin: Origin | undefined;
  const pipeline = createPipeline(
    { ...options, listUnusedAllows: false },
    createKey(() => roots),
    {
      onKept(finding, { start, end }, { bytes }) {
        const needle = Buffer.from(bytes.subarray(start, end));
        if (origin === undefined) throw new Error('a finding from nowhere');
        if ('blob' in origin) hits.addFile(origin.path, origin.blob, finding, needle);
        else hits.addText({ ...origin, finding, needle });
      },
    },
  );
  const sinkFor = (path: string, blob: string) => ({
    ...pipeline.sink,
    fragment: (fragment: Fragment) => {
      origin = { path, blob };
      pipeline.sink.fragment(fragment);
      pipeline.gathered.findings.length = 0;
    },
  });
  const skip = (path: string, blob: string, reason: 'binary' | 'too-large') => {
    origin = { path, blob };
    // Each path once: a picture that was changed often is one picture.
    const display = displayPath(path);
    if (!skipped.has(display)) pipeline.sink.skip(display, reason);
    skipped.add(display);
  };
  const scanPieces = Buffer.allocUnsafeSlow(pieceSize);
  const scan = (path: string, blob: string, content: Buffer) => {
    if (content.length > maxFileSize) return skip(path, blob, 'too-large');
    const display = displayPath(path);
    const sink = sinkFor(path, blob);
    const isRead =
      content.length < pieceSize
        ? scanWhole(display, content, sink)
        : readPieces(display, scanPieces, createContentReader(content), sink);
    if (isRead === undefined) skip(path, blob, 'binary');
  };
  const texts: TextHooks = {
    probe: (bytes, path) => pipeline.probe(wholeFragment(path, bytes)).isCandidate,
    found(kind, index, bytes) {
      origin = { kind, commit: index };
      pipeline.sink.fragment(wholeFragment(textPaths[kind], bytes));
    },
  };
  const progress = hooks.onProgress;
  return {
    pipeline,
    hits,
    counts,
    async read(signal) {
      const audit = await auditHistory({
        git: { tree: repository, keepLocal: repository.keepLocal },
        hexLength: 40,
        selection,
        shallow: history.shallow,
        jobs: options.jobs || availableParallelism(),
        signal,
        isIncluded: (path) => isIncluded(displayPath(path)),
        onCommits: (commits) => {
          roots = rootsOf(commits);
        },
        probe(path, added, isNewFile) {
          counts.files++;
          counts.bytes += added.length;
          if (isNewFile && added.length < 1024 && added.toString('latin1', 0, lfsHead.length) === lfsHead)
            lfsPaths.add(path);
          const fragment = wholeFragment(displayPath(path), added);
          return pipeline.probe(isNewFile ? fragment : { ...fragment, offset: 1 });
        },
        scan,
        async scanLarge(path, blob, size, pieces) {
          if (size > maxFileSize) return skip(path, blob, 'too-large');
          const read = createStreamReader(pieces);
          const sink = sinkFor(path, blob);
          const buffer = Buffer.allocUnsafeSlow(pieceSize);
          if ((await readPiecesAsync(displayPath(path), buffer, read, sink)) === undefined) skip(path, blob, 'binary');
        },
        ...(progress && { onProgress: (state) => progress({ ...state, findings: hits.bySecret.size }) }),
      });
      if (signal.aborted) return audit;
      await scanCommitTexts(
        audit.commits,
        { tree: repository, keepLocal: repository.keepLocal },
        {
          ...texts,
          onProblem: (id, problem, message) =>
            problem !== 'too-large' && audit.problems.add({ id, problem, message }, [id]),
        },
      );
      const paths = [...audit.versions.paths()];
      scanNames('file-name', paths, {
        ...texts,
        found(kind, index, bytes) {
          origin = { kind, commit: -1, path: paths[index]! };
          pipeline.sink.fragment(wholeFragment(textPaths[kind], bytes));
        },
      });
      scanNames(
        'ref',
        history.refs.map(({ name }) => name),
        {
          ...texts,
          found(kind, index, bytes) {
            const { name, commit } = history.refs[index]!;
            origin = { kind, commit: audit.commits.indexOf(commit), ref: name };
            pipeline.sink.fragment(wholeFragment(textPaths[kind], bytes));
          },
        },
      );
      return audit;
    },
    notes: ({ submodules }) => {
      const notes: string[] = [];
      if (lfsPaths.size > 0) notes.push(`${lfsPaths.size} LFS pointers were not followed`);
      if (submodules.size > 0) notes.push(`${submodules.size} submodules were not followed`);
      return notes;
    },
  };
}

/** The same for the same history, so that reports on parts of it can be joined, and two runs say the same. */
function createKey(roots: () => string): () => Uint8Array {
  let key: Uint8Array | undefined;
  return () => {
    key ??= createHash('sha256').update(`keyturn/history/v1\n${roots()}`).digest();
    return key;
  };
}

function rootsOf(commits: Audit['commits']): string {
  const roots: string[] = [];
  for (let commit = 0; commit < commits.count; commit++) {
    if (commits.parentsOf(commit).length === 0) roots.push(commits.idOf(commit));
  }
  return roots.sort().join('\n');
}

/** A path's bytes as text. */
function displayPath(path: string): string {
  return Buffer.from(path, 'latin1').toString();
}

function wholeFragment(path: string, bytes: Buffer): Fragment {
  return { path, bytes, firstLine: 1, firstColumn: 1, offset: 0, ownStart: 0, ownEnd: Number.POSITIVE_INFINITY };
}

function createContentReader(content: Buffer) {
  let at = 0;
  return (target: Buffer, offset: number, limit: number) => {
    const count = content.copy(target, offset, at, at + limit);
    at += count;
    return count;
  };
}

function createStreamReader(pieces: AsyncIterable<Buffer>) {
  const iterator = pieces[Symbol.asyncIterator]();
  let piece: Buffer = Buffer.alloc(0);
  return async ({ target, offset, limit }: { target: Buffer; offset: number; limit: number }) => {
    while (piece.length === 0) {
      const next = await iterator.next();
      if (next.done) return 0;
      piece = next.value;
    }
    const count = piece.copy(target, offset, 0, limit);
    piece = piece.subarray(count);
    return count;
  };
}

/** From what was found to findings: when each secret came, whether it is gone, from where it can be reached. */
async function explain(run: Run, audit: Audit, options: Options, history: HistoryOptions) {
  const { commits, versions, reader, problems } = audit;
  const { hits, pipeline } = run;
  const refs = history.refs.map(({ name, commit }) => ({ name: displayPath(name), commit: commits.indexOf(commit) }));
  const head = history.head === undefined ? -1 : commits.indexOf(history.head);
  const { holdings } = hits;
  const readBlob = async (name: string) => {
    const answer = await reader.read(name);
    const content = answer.problem === undefined ? answer.content : undefined;
    return content && (decodeUtf16(content) ?? content);
  };
  const held = await gatherFacts({
    commits,
    versions,
    holdings,
    readBlob,
    async blobAt(commit, path) {
      const answer = await reader.read(`${commits.idOf(commit)}:${path}`);
      return answer.problem === undefined ? answer.id : undefined;
    },
    refs,
    head,
  });
  const { firstParent } = history.selection;
  const boundary = { facts: held, holdings, commits, reader, readBlob, firstParent, head: history.head };
  const fileFacts = await settleBoundary(boundary);
  const textFacts = gatherTextFacts({ hits, commits, versions, refs, head });
  const known = await describeCommits(namedCommits(fileFacts, textFacts), commits, reader, pipeline.hide);
  const notes = markAncestors(
    commits,
    refs.filter(({ name, commit }) => name.startsWith('refs/notes/') && commit >= 0).map(({ commit }) => commit),
  );
  const assembled = assembleFindings({
    hits,
    fileFacts,
    textFacts,
    describe: (commit): CommitDescription => known.get(commit)!,
    timeOf: commits.timeOf,
    isNote: (commit) => notes[commit] === 1,
    displayPath: (path) => pipeline.hide(displayPath(path)),
    isSuppressed: (place, ruleId) => isIgnored(options, place, ruleId),
  });
  const errors = problems.list((id) => {
    const places = versions.placesOf(id);
    const path = places[0] && displayPath(places[0].path);
    return { commits: [...new Set(places.map(({ commit }) => commits.idOf(commit)))], ...(path && { path }) };
  });
  return { ...assembled, errors };
}

function namedCommits(
  fileFacts: ReadonlyMap<string, SecretFacts>,
  textFacts: ReadonlyMap<string, readonly TextFacts[]>,
): Set<number> {
  const named = new Set<number>();
  const all = [...[...fileFacts.values()].flatMap(({ places }) => places), ...[...textFacts.values()].flat()];
  for (const { first, last } of all) named.add(first).add(last);
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
