import { wholeFragment } from '../../lib/whole-fragment.ts';
import type { Fragment } from '../../model/fragment.ts';
import type { SourceSink } from '../../model/source.ts';
import { pieceSize } from '../read-pieces.ts';
import { readAr } from './ar.ts';
import { ArchiveError, BudgetSpent, Stopped } from './archive-error.ts';
import { type Budget, countFlow } from './budget.ts';
import { Cursor, type Flow, flowOf, memoryAccess, type RandomAccess } from './cursor.ts';
import type { Content, Entries, Entry } from './entry.ts';
import { decompressor, packedName } from './formats.ts';
import { surveyImage } from './image-survey.ts';
import { walkImage } from './image-walk.ts';
import { type ArchiveKind, archiveKind, kindLength } from './kinds.ts';
import type { ArchiveOptions } from './options.ts';
import { inside, type Place } from './place.ts';
import { readText } from './read-text.ts';
import { readTar } from './tar.ts';
import { readZip } from './zip.ts';

type Tell = (error: Error) => void;

/** What archives of an archive, which have to be whole in memory, may take together. */
const mostHeld = 96 << 20;

/** Reads an archive on disk, or one that comes as a stream, with all archives in it. */
export class ArchiveWalker {
  readonly #sink: SourceSink;
  readonly #options: ArchiveOptions;
  readonly #createBudget: () => Budget;
  readonly #budget: Budget;
  /** Pieces of text, of one entry at a time. */
  readonly #buffer = Buffer.allocUnsafe(pieceSize);
  #held = 0;

  constructor(sink: SourceSink, options: ArchiveOptions, createBudget: () => Budget) {
    this.#sink = sink;
    this.#options = options;
    this.#createBudget = createBudget;
    this.#budget = createBudget();
  }

  /** Reads an archive of a kind. Errors of it or within it are told; those of what it lies in are thrown. */
  async open(kind: ArchiveKind, place: Place, cursor: Cursor, access: RandomAccess | undefined, depth: number) {
    try {
      this.#fragment(wholeFragment(place.path), place);
      if (kind === 'tar') await this.#openTar(place, cursor, access, depth);
      else if (kind === 'ar') await this.#readEntries(readAr(cursor, access), place, depth);
      else if (kind === 'zip') await this.#openZip(place, cursor, access, depth);
      else await this.#openPacked(kind, place, cursor, access, depth);
    } catch (error) {
      if (!isOwn(error, place)) throw error;
      this.#tell(error);
    }
  }

  /** Reads a folder that should be an image. */
  async openFolder(place: Place, reopen: () => Iterable<Entry>): Promise<void> {
    if (!(await this.#tryImage(place, reopen, 1))) await this.#readEntries(reopen(), place, 1);
  }

  async #openZip(place: Place, cursor: Cursor, access: RandomAccess | undefined, depth: number): Promise<void> {
    if (access) return await this.#readZip(place, access, depth);
    const held = this.#held;
    try {
      await this.#readZip(place, memoryAccess(await this.#hold(cursor)), depth);
    } finally {
      this.#held = held;
    }
  }

  async #readZip(place: Place, access: RandomAccess, depth: number): Promise<void> {
    await this.#readEntries(readZip(access, place.path, this.#tell), place, depth);
  }

  /** One compressed content. A tar file in it is the same archive to people, and one level. */
  async #openPacked(
    kind: ArchiveKind,
    place: Place,
    cursor: Cursor,
    access: RandomAccess | undefined,
    depth: number,
  ): Promise<void> {
    const unpacked = await decompressor(kind, cursor);
    const inner = new Cursor(cursor.path, this.#counted(unpacked.flow));
    try {
      const isTar = archiveKind(await inner.peek(kindLength)) === 'tar';
      if (
        isTar &&
        access &&
        (await this.#tryImage(place, (tell) => this.#unpackAgain(kind, place, access, tell), depth))
      )
        return;
      if (isTar) return await this.#readEntries(readTar(inner, undefined, this.#tell), place, depth);
      this.#budget.entry();
      await this.#readContent(inside(place, packedName(place.path)), inner, undefined, depth);
    } finally {
      unpacked.close?.();
    }
  }

  async *#unpackAgain(kind: ArchiveKind, { path }: Place, access: RandomAccess, tell: Tell): AsyncGenerator<Entry> {
    const unpacked = await decompressor(kind, new Cursor(path, flowOf(access)));
    try {
      yield* readTar(new Cursor(path, this.#counted(unpacked.flow)), undefined, tell);
    } finally {
      unpacked.close?.();
    }
  }

  async #openTar(place: Place, cursor: Cursor, access: RandomAccess | undefined, depth: number): Promise<void> {
    if (access) {
      const reopen = (tell: Tell) => readTar(new Cursor(place.path, flowOf(access)), access, tell);
      if (await this.#tryImage(place, reopen, depth)) return;
    }
    await this.#readEntries(readTar(cursor, access, this.#tell), place, depth);
  }

  /** Reads what turns out to be container images; false where it is none. */
  async #tryImage(place: Place, reopen: (tell: Tell) => Entries, depth: number): Promise<boolean> {
    const budget = this.#createBudget();
    const survey = await surveyImage(
      reopen(() => {}),
      place.path,
      (flow) => countFlow(flow, budget),
      this.#next,
    );
    if (survey === undefined) return false;
    await walkImage(reopen(this.#tell), place, survey, {
      next: this.#next,
      entry: (entry, at) => this.#readAny(entry, at, depth),
      text: (at, text) => this.#readText(at, new Cursor(at.path, flowOf(memoryAccess(Buffer.from(text))))),
      tell: this.#tell,
    });
    return true;
  }

  async #readEntries(entries: Entries, place: Place, depth: number): Promise<void> {
    for await (const entry of entries) {
      await this.#next();
      await this.#readAny(entry, inside(place, entry.name), depth);
    }
  }

  async #readAny(entry: Entry, place: Place, depth: number): Promise<void> {
    this.#budget.entry();
    if (entry.kind === 'file') await this.#readEntry(entry, place, depth);
    else if (entry.kind !== 'folder') this.#skip(place, entry.kind === 'link' ? 'symlink' : 'special-file');
  }

  readonly #next = async (): Promise<void> => {
    await this.#options.pause?.();
    if (this.#options.isStopped?.()) throw new Stopped();
  };

  async #readEntry(entry: Entry, place: Place, depth: number): Promise<void> {
    if (this.#options.excludes(place.path, place.judgedAs)) return this.#skip(place, 'excluded');
    if ((entry.size ?? 0) > this.#options.maxFileSize) return this.#skip(place, 'too-large');
    let content: Content | undefined;
    try {
      content = entry.open();
      const cursor = new Cursor(place.path, this.#counted(content.flow));
      await this.#readContent(place, cursor, content.access, depth);
    } catch (error) {
      if (!isOwn(error, place)) throw error;
      this.#tell(error);
    } finally {
      content?.close?.();
    }
  }

  /** A text, or an archive. */
  async #readContent(place: Place, cursor: Cursor, access: RandomAccess | undefined, depth: number): Promise<void> {
    const kind = archiveKind(await cursor.peek(kindLength));
    if (kind === undefined && !this.#options.isIncluded(place.path, place.judgedAs)) this.#skip(place, 'excluded');
    else if (kind === undefined) await this.#readText(place, cursor);
    else await this.#descend(kind, place, cursor, access, depth);
  }

  async #descend(kind: ArchiveKind, place: Place, cursor: Cursor, access: RandomAccess | undefined, depth: number) {
    if (depth < this.#options.maxDepth) return await this.open(kind, place, cursor, access, depth + 1);
    const { maxDepth } = this.#options;
    const words = `lies in ${maxDepth} archives and was not opened (--max-archive-depth allows more)`;
    this.#tell(new ArchiveError('archive-limit', place.path, words));
    this.#fragment(wholeFragment(place.path), place);
  }

  async #readText(place: Place, cursor: Cursor): Promise<void> {
    const reason = await readText(place.path, cursor, this.#buffer, this.#options, {
      ...this.#sink,
      fragment: (each) => this.#fragment(each, place),
    });
    if (reason !== undefined) this.#skip(place, reason);
  }

  #fragment(fragment: Fragment, { judgedAs, tags, remark }: Place): void {
    this.#sink.fragment({ ...fragment, judgedAs, ...(tags && { tags }), ...(remark !== undefined && { remark }) });
  }

  #skip({ path, judgedAs }: Place, reason: Parameters<SourceSink['skip']>[1]): void {
    this.#sink.skip(path, reason, false, judgedAs);
  }

  readonly #tell = (error: Error): void => {
    if (!(error instanceof ArchiveError)) throw error;
    const { code, message, path } = error;
    this.#sink.error({ code, message, path });
  };

  #counted(flow: Flow): Flow {
    return countFlow(flow, this.#budget);
  }

  async #hold(cursor: Cursor): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for (let chunk = await cursor.some(pieceSize); chunk !== undefined; chunk = await cursor.some(pieceSize)) {
      this.#held += chunk.length;
      if (this.#held > mostHeld) {
        const words = 'is too large to be read inside of another archive; unpack it and scan it by itself';
        throw new ArchiveError('archive-limit', cursor.path, words);
      }
      chunks.push(Buffer.from(chunk));
    }
    return Buffer.concat(chunks);
  }
}

/** Whether an error is of this content, and not of what it lies in. */
function isOwn(error: unknown, { path }: Place): error is ArchiveError {
  return error instanceof ArchiveError && error.path === path && !(error instanceof BudgetSpent);
}
