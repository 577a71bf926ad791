/** Scans what an audit hands it, and keeps of each finding where in the history it comes from. */

import { createHash } from 'node:crypto';
import type { Look } from './history/commit-memory.ts';
import { createHits, type Hits, type TextHit } from './history/hits.ts';
import type { Orphan } from './history/orphans.ts';
import { type TextHooks, textPaths } from './history/texts.ts';
import { wholeFragment } from './lib/whole-fragment.ts';
import type { Finding } from './model/finding.ts';
import type { Fragment } from './model/fragment.ts';
import type { KnownSource } from './model/known.ts';
import type { Options } from './model/options.ts';
import { createPipeline, type Pipeline } from './pipeline.ts';
import { isPlain, pieceSize, type Room, readPieces, readPiecesAsync, scanWhole } from './sources/read-pieces.ts';

/** Where what is being scanned comes from. */
type Origin = { path: string; blob: string } | Omit<TextHit, 'finding' | 'needle'>;

export interface HistoryScanner {
  hits: Hits;
  /** Of findings that an allowlist lets be in some commits: their ids, or beginnings of them. */
  allowedIn: ReadonlyMap<Finding, readonly string[]>;
  pipeline: Pipeline;
  /** Files at their paths, and the bytes of them that were looked at: of all their lines, or of the added ones. */
  counts: { files: number; bytes: number };
  /** Paths (as latin1) at which LFS pointers stand. */
  lfsPaths: Set<string>;
  /** Findings held back in files, by path and blob. */
  suppressedIn: Map<string, number>;
  /** Those that git, and git filter-repo, take for binary and that were read all the same: UTF-16. */
  binaryBlobs: Set<string>;
  /** See `AuditInput`. */
  probe(path: string, added: Buffer, isNewFile: boolean): Look;
  isPointer(content: Buffer): boolean;
  onLook(path: string, look: Look): void;
  scan(path: string, blob: string, content: Buffer): void;
  scanLarge(path: string, blob: string, size: number, pieces: AsyncIterable<Buffer>): Promise<void>;
  /** For a blob that no commit has. */
  scanOrphan(orphan: Orphan, content: Buffer | AsyncIterable<Buffer>): Promise<void>;
  /** For texts of one kind; `place` tells what their numbers stand for. */
  texts(place: (index: number) => Pick<TextHit, 'commit' | 'ref' | 'path'>): TextHooks;
}

/** Bytes in which a zero makes a file binary. */
const binaryCheck = 8192;
const lfsHead = 'version https://git-lfs.github.com/spec/';
/** https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md */
const largestPointer = 1024;

/** `seed` is asked when the first secret was found; equal secrets have equal hashes under equal seeds. */
export function createHistoryScanner(
  options: Options,
  seed: () => string,
  known?: KnownSource | undefined,
): HistoryScanner {
  const hits = createHits();
  const allowedIn = new Map<Finding, readonly string[]>();
  const counts = { files: 0, bytes: 0 };
  const lfsPaths = new Set<string>();
  const binaryBlobs = new Set<string>();
  const skipped = new Set<string>();
  const suppressedIn = new Map<string, number>();
  const noteSuppressed = (path: string, blob: string, before: number) => {
    const count = pipeline.gathered.suppressed - before;
    if (count > 0) suppressedIn.set(`${path}\0${blob}`, count);
  };
  let origin: Origin;
  const pipeline = createPipeline({ ...options, listUnusedAllows: false }, createKey(seed), {
    known,
    onKept(finding, { start, end, allowedIn: commits }, { bytes }) {
      if (commits !== undefined) allowedIn.set(finding, commits);
      const needle = Buffer.from(bytes.subarray(start, end));
      if ('blob' in origin) hits.addFile(origin.path, origin.blob, finding, needle);
      else hits.addText({ ...origin, finding, needle });
    },
  });
  const scanFragment = (from: Origin, fragment: Fragment) => {
    origin = from;
    pipeline.sink.fragment(fragment);
    // They are kept in `hits`.
    pipeline.gathered.findings.length = 0;
  };
  const sinkFor = (from: Origin) => ({
    ...pipeline.sink,
    fragment: (fragment: Fragment) => scanFragment(from, fragment),
  });
  const skip = (from: Origin, display: string, reason: 'binary' | 'too-large') => {
    origin = from;
    // Its name is looked at whatever its content; it is told once, as a picture that was changed often is one picture.
    pipeline.sink.skip(display, reason);
    pipeline.gathered.findings.length = 0;
    if (skipped.has(`${reason} ${display}`)) pipeline.gathered.skipped.pop();
    skipped.add(`${reason} ${display}`);
  };
  const buffer = Buffer.allocUnsafeSlow(pieceSize);
  const scanContent = (from: Origin, display: string, content: Buffer) => {
    if (content.length > options.maxFileSize) return skip(from, display, 'too-large');
    const sink = sinkFor(from);
    if (content.length < pieceSize && isPlain(content)) return scanWhole(display, content, sink);
    const bytes = readPieces(display, buffer, createContentReader(content), sink);
    if (bytes === undefined) skip(from, display, 'binary');
  };
  const scanStream = async (from: Origin, display: string, pieces: AsyncIterable<Buffer>) => {
    const isRead = await readPiecesAsync(
      display,
      Buffer.allocUnsafeSlow(pieceSize),
      createStreamReader(pieces),
      sinkFor(from),
    );
    if (isRead === undefined) skip(from, display, 'binary');
  };
  return {
    hits,
    allowedIn,
    pipeline,
    counts,
    lfsPaths,
    suppressedIn,
    binaryBlobs,
    probe(path, added, isNewFile) {
      const { isCandidate, isOpen } = pipeline.probe(fragmentAt(displayPath(path), added, isNewFile ? 0 : 1));
      const isPointer = isNewFile && isLfsPointer(added);
      return { bytes: added.length, isCandidate: isCandidate || isOpen, isOpen, isPointer };
    },
    isPointer: isLfsPointer,
    onLook(path, { bytes, isPointer }) {
      if (bytes === undefined) return;
      counts.files++;
      counts.bytes += bytes;
      if (isPointer) lfsPaths.add(path);
    },
    scan(path, blob, content) {
      if (content.subarray(0, binaryCheck).includes(0)) binaryBlobs.add(blob);
      const before = pipeline.gathered.suppressed;
      scanContent({ path, blob }, displayPath(path), content);
      noteSuppressed(path, blob, before);
    },
    async scanLarge(path, blob, size, pieces) {
      const from = { path, blob };
      const before = pipeline.gathered.suppressed;
      if (size > options.maxFileSize) skip(from, displayPath(path), 'too-large');
      else await scanStream(from, displayPath(path), pieces);
      noteSuppressed(path, blob, before);
    },
    async scanOrphan({ path, isFile, ref }, content) {
      const from: Origin = { kind: 'file', commit: -1, ...(ref !== undefined && { ref }), ...(isFile && { path }) };
      if (Buffer.isBuffer(content)) scanContent(from, displayPath(path), content);
      else await scanStream(from, displayPath(path), content);
    },
    texts: (place) => ({
      probe: (bytes, path) => pipeline.probe(wholeFragment(path, bytes)).isCandidate,
      found: (kind, index, bytes) => scanFragment({ kind, ...place(index) }, wholeFragment(textPaths[kind], bytes)),
    }),
  };
}

/** The same for the same seed, so that reports on parts of a history can be joined, and two runs say the same. */
function createKey(seed: () => string): () => Uint8Array {
  let key: Uint8Array | undefined;
  return () => {
    key ??= createHash('sha256').update(`keyturn/history/v1\n${seed()}`).digest();
    return key;
  };
}

function isLfsPointer(content: Buffer): boolean {
  return content.length < largestPointer && content.toString('latin1', 0, lfsHead.length) === lfsHead;
}

/** A path's bytes as text. */
export function displayPath(path: string): string {
  return Buffer.from(path, 'latin1').toString();
}

function fragmentAt(path: string, bytes: Buffer, offset: number): Fragment {
  return { ...wholeFragment(path, bytes), offset };
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
  return async ({ target, offset, limit }: Room) => {
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
