import { type Dirent, lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import {
  findWorkTree,
  type ListedFile,
  type ListedPath,
  type Listing,
  startListing,
  type WorkTree,
} from '../git/list-files.ts';
import type { SourceSink } from '../model/source.ts';
import type { ArchiveOpener } from './archive-opener.ts';
import { findStream, type NamedStream, openStream } from './named-stream.ts';
import { readInput } from './read-input.ts';
import type { FileToScan } from './scan-file.ts';

export interface TreeOptions {
  /** Absolute. */
  cwd: string;
  /** Files and folders, relative to `cwd` or absolute. */
  paths: readonly string[];
  gitignore: boolean;
  trackedOnly: boolean;
  maxFileSize: number;
  isIncluded(path: string): boolean;
  /** Whether a folder that is named and is an OCI image layout is read as the image that it is. */
  opensImages?: boolean;
  /** For what is read as it comes; absent: archives are left out. */
  createArchives?: (isStopped: () => boolean) => ArchiveOpener | undefined;
}

/** A source whose content is files on disk, which one thread or several may read. */
export interface TreeSource {
  /** Absolute folder that the paths of its files are relative to. */
  root: string;
  /** About how many files there are, as far as that is known before they are listed; else 0. */
  estimate: number;
  /** Lists what there is to read, lot by lot as it is known; what is left out, or cannot be listed, goes to the sink. */
  list(sink: SourceSink): AsyncIterable<FileToScan[]>;
  /** Reads the pipes that were named; each to its end, or until the signal aborts. */
  readStreams(sink: SourceSink, signal: AbortSignal): Promise<void>;
  /** Ends a listing that is under way, so that it yields no more. */
  stop(): void;
}

/** Mode that git gives to links and submodules. */
const linkMode = 0o120000;
const submoduleMode = 0o160000;

/** One path as given, with what it turned out to be. */
interface Start {
  /** Real absolute path. */
  full: string;
  isFolder: boolean;
  tree: WorkTree | undefined;
}

/**
 * Files and folders on disk: in a git work tree what git tracks and what is untracked but not ignored, elsewhere
 * everything. Links are not followed, unless named.
 */
export function createTreeSource(options: TreeOptions): TreeSource {
  const failed: { path: string; error: NodeJS.ErrnoException }[] = [];
  const starts: Start[] = [];
  const streams: NamedStream[] = [];
  for (const given of options.paths) {
    try {
      const stream = findStream(given, options.cwd);
      if (!stream) starts.push(openStart(given, options));
      else if (streams.every(({ full }) => full !== stream.full)) streams.push(stream);
    } catch (error) {
      failed.push({ path: given, error: error as NodeJS.ErrnoException });
    }
  }
  const root = commonRoot([...starts, ...streams.flatMap(startOfPipe)], options.cwd);
  const listings = startListings(starts, options);
  return {
    root,
    estimate: [...listings.keys()].reduce((sum, tree) => sum + estimateFiles(tree), 0),
    async *list(sink) {
      for (const { path, error } of failed) {
        const message = `${path} ${explainFailure(error)}`;
        sink.error({ code: error.code ?? 'EIO', message, path });
      }
      const lister = new Lister(root, options, listings, sink);
      for (const start of starts) yield* lister.add(start);
    },
    stop() {
      for (const listing of listings.values()) listing.stop();
    },
    async readStreams(sink, signal) {
      for (const stream of streams) {
        const path = stream.descriptor === undefined ? nameIn(root, stream.full) : stream.full;
        const archives = options.createArchives?.(() => signal.aborted);
        await readInput({ path, name: path, open: () => openStream(stream), archives }, sink, signal);
      }
    },
  };
}

/** Why what was named cannot be scanned, in words. */
export function explainFailure({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return 'does not exist';
  return code === 'special-file' ? message : `could not be read: ${code}`;
}

/** A pipe in the file system counts for the root as a file would. */
function startOfPipe({ full, descriptor }: NamedStream): Start[] {
  return descriptor === undefined ? [{ full, isFolder: false, tree: findWorkTree(full) }] : [];
}

function openStart(given: string, { cwd }: TreeOptions): Start {
  const full = realpathSync.native(resolve(cwd, given));
  const isFolder = statSync(full).isDirectory();
  return { full, isFolder, tree: findWorkTree(full) };
}

/** Git looks for untracked files from here on, while rules are loaded. */
function startListings(starts: readonly Start[], { gitignore, trackedOnly }: TreeOptions): Map<WorkTree, Listing> {
  const trees = starts.flatMap(({ isFolder, tree }) => (isFolder && tree && gitignore ? [tree] : []));
  return new Map(trees.map((tree) => [tree, startListing(tree, { paths: [tree.prefix], trackedOnly })]));
}

/** By the size of the index: an entry of it takes 62 bytes and the file's path. */
function estimateFiles({ gitDir, prefix }: WorkTree): number {
  const index = statSync(join(gitDir, 'index'), { throwIfNoEntry: false });
  return index === undefined || prefix !== '' ? 0 : Math.floor(index.size / 110);
}

/** Root of the work tree, if all paths lie in one; the folder itself for a single one; else what they have in common. */
function commonRoot(starts: readonly Start[], cwd: string): string {
  const bases = starts.map(({ full, isFolder, tree }) => tree?.root ?? (isFolder ? full : dirname(full)));
  const [first = realpathSync.native(cwd), ...others] = bases;
  return others.reduce((root, base) => {
    while (base !== root && !base.startsWith(root.endsWith(sep) ? root : root + sep)) root = dirname(root);
    return root;
  }, first);
}

/** The entries of a folder; with names as bytes where one of them is no valid UTF-8, as text would lose it. */
function readFolder(folder: string | Buffer): Dirent<string | Buffer>[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  const isLossy = entries.some(({ name }) => name.includes('\ufffd'));
  return isLossy ? readdirSync(folder, { withFileTypes: true, encoding: 'buffer' }) : entries;
}

function joinName(folder: string | Buffer, name: string | Buffer): string | Buffer {
  if (typeof folder === 'string' && typeof name === 'string') return join(folder, name);
  return Buffer.concat([Buffer.from(folder as string), Buffer.from(sep), Buffer.from(name as string)]);
}

class Lister {
  /** Not yet handed on. */
  files: FileToScan[] = [];
  readonly #root: string;
  readonly #options: TreeOptions;
  readonly #listings: ReadonlyMap<WorkTree, Listing>;
  readonly #sink: SourceSink;
  readonly #seen = new Set<string>();
  /** Whether a folder, absolute, is reached without a link from the root of its tree. */
  readonly #isReal = new Map<string, boolean>();

  constructor(root: string, options: TreeOptions, listings: ReadonlyMap<WorkTree, Listing>, sink: SourceSink) {
    this.#root = root;
    this.#options = options;
    this.#listings = listings;
    this.#sink = sink;
  }

  async *add({ full, isFolder, tree }: Start): AsyncGenerator<FileToScan[]> {
    if (isFolder && this.#options.opensImages && isImageFolder(full)) {
      this.#push({ path: this.#name(full) || basename(full), file: full, isNamed: true, isImage: true });
    } else if (!isFolder) this.#push({ path: this.#name(full), file: full, isNamed: true });
    else if (tree && this.#listings.has(tree)) yield* this.#addTree(tree, this.#listings.get(tree)!);
    else this.#walk(full);
    yield this.#take();
  }

  /** Tracked files are handed on while git still looks for untracked ones. */
  async *#addTree(tree: WorkTree, { tracked, untracked }: Listing): AsyncGenerator<FileToScan[]> {
    this.#isReal.set(tree.root, true);
    this.#addFiles(tree, await tracked);
    yield this.#take();
    const { files, unlisted } = await untracked;
    this.#addFiles(tree, files);
    for (const folder of unlisted) this.#walk(join(tree.root, folder.path));
  }

  #addFiles(tree: WorkTree, files: readonly ListedFile[]): void {
    const prefix = this.#name(tree.root);
    for (const listed of files) {
      const path = prefix === '' ? listed.path : `${prefix}/${listed.path}`;
      if (listed.mode === submoduleMode) this.#sink.skip(path, 'submodule');
      else if (listed.mode === linkMode) this.#sink.skip(path, 'symlink');
      else this.#addListed(tree, listed, path);
    }
  }

  #take(): FileToScan[] {
    const { files } = this;
    this.files = [];
    return files;
  }

  #addListed(tree: WorkTree, { path: inTree, rawPath }: ListedPath, path: string): void {
    const file = rawPath ? Buffer.concat([Buffer.from(`${tree.root}/`), rawPath]) : `${tree.root}/${inTree}`;
    const folder = inTree.lastIndexOf('/');
    // A tracked folder may have become a link that leads out of the tree.
    if (folder >= 0 && !this.#isRealFolder(`${tree.root}/${inTree.slice(0, folder)}`)) this.#sink.skip(path, 'symlink');
    else this.#push({ path, file, isNamed: false });
  }

  #isRealFolder(folder: string): boolean {
    const known = this.#isReal.get(folder);
    if (known !== undefined) return known;
    const parent = folder.slice(0, folder.lastIndexOf('/'));
    const isReal =
      this.#isRealFolder(parent) && lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink() !== true;
    this.#isReal.set(folder, isReal);
    return isReal;
  }

  /** Every file below a folder, `.git` folders left out; a folder that cannot be read is told and passed over. */
  #walk(folder: string | Buffer): void {
    let entries: Dirent<string | Buffer>[];
    try {
      entries = readFolder(folder);
    } catch (error) {
      const { code = 'EIO' } = error as NodeJS.ErrnoException;
      const path = this.#name(folder.toString()) || '.';
      this.#sink.error({ code, message: `${path} could not be read: ${code}`, path });
      return;
    }
    for (const entry of entries) {
      const full = joinName(folder, entry.name);
      const path = this.#name(full.toString());
      if (entry.isDirectory()) {
        if (entry.name.toString() !== '.git') this.#walk(full);
      } else if (entry.isSymbolicLink()) this.#sink.skip(path, 'symlink');
      else if (entry.isFile()) this.#push({ path, file: full, isNamed: false });
      else this.#sink.skip(path, 'special-file');
    }
  }

  #push(file: FileToScan): void {
    if (this.#seen.has(file.path) && typeof file.file === 'string') return;
    this.#seen.add(file.path);
    if (!file.isNamed && !this.#options.isIncluded(file.path)) this.#sink.skip(file.path, 'excluded');
    else this.files.push(file);
  }

  /** Relative to the report's root, with `/`. */
  #name(full: string): string {
    return nameIn(this.#root, full);
  }
}

/** By the file that marks it (OCI Image Specification 1.1, image-layout.md). */
function isImageFolder(folder: string): boolean {
  return ['oci-layout', 'index.json'].every((name) =>
    statSync(join(folder, name), { throwIfNoEntry: false })?.isFile(),
  );
}

function nameIn(root: string, full: string): string {
  const name = full === root ? '' : full.slice(root.endsWith(sep) ? root.length : root.length + 1);
  return sep === '/' ? name : name.replaceAll(sep, '/');
}
