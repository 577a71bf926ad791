import type { PlaceKind } from '../model/history.ts';

/** What of a history is no content of a file. */
export type TextKind = Exclude<PlaceKind, 'file' | 'note'>;

/** The paths that texts are judged and reported under. */
export const textPaths: Readonly<Record<TextKind, string>> = {
  'file-name': '(file name)',
  message: '(commit message)',
  author: '(author)',
  committer: '(committer)',
  tag: '(tag)',
  ref: '(ref name)',
};

export interface TextHooks {
  /** Whether there may be a secret in these bytes, which change when the call is over. */
  probe(bytes: Buffer, path: string): boolean;
  /**
   * A text for which `probe` said yes; its bytes stay as they are. `index` is that of the commit, tag or name it
   * belongs to. One with NULs or an encoding of its own may be told
   * twice: as it is, and decoded.
   */
  found(kind: TextKind, index: number, bytes: Buffer): void;
}

/** Texts that are joined; a larger one is probed by itself. */
const batchSize = 1 << 18;
const newline = 10;

/** Joins short texts of one kind and probes them at once; only where that may hold something, each by itself. */
export class TextBatch {
  private readonly kind: TextKind;
  private readonly hooks: TextHooks;
  private readonly buffer = Buffer.allocUnsafe(batchSize);
  private used = 0;
  /** Three numbers a text: its index, start and end. */
  private readonly texts: number[] = [];

  constructor(kind: TextKind, hooks: TextHooks) {
    this.kind = kind;
    this.hooks = hooks;
  }

  add(index: number, bytes: Buffer, start: number, end: number): void {
    const length = end - start;
    if (length <= 0) return;
    if (length >= batchSize) {
      this.addLarge(index, Buffer.from(bytes.subarray(start, end)));
      return;
    }
    if (this.used + length >= batchSize) this.flush();
    bytes.copy(this.buffer, this.used, start, end);
    this.close(index, length);
  }

  /** One character a byte. */
  addName(index: number, name: string): void {
    if (name.length >= batchSize) {
      this.addLarge(index, Buffer.from(name, 'latin1'));
      return;
    }
    if (this.used + name.length >= batchSize) this.flush();
    this.close(index, this.buffer.write(name, this.used, 'latin1'));
  }

  /** To be called at the end. */
  flush(): void {
    const { texts } = this;
    const all = this.buffer.subarray(0, this.used);
    if (all.includes(0)) {
      for (let i = 0; i < texts.length; i += 3) {
        this.decideWithoutNuls(texts[i]!, all.subarray(texts[i + 1]!, texts[i + 2]!));
      }
      replaceNuls(all);
    }
    if (all.length > 0 && this.probe(all)) {
      for (let i = 0; i < texts.length; i += 3) this.decide(texts[i]!, all.subarray(texts[i + 1]!, texts[i + 2]!));
    }
    texts.length = 0;
    this.used = 0;
  }

  private close(index: number, length: number): void {
    this.texts.push(index, this.used, this.used + length);
    this.used += length;
    this.buffer[this.used++] = newline;
  }

  /** A text with NULs may be UTF-16, and is also read without them. */
  private decideWithoutNuls(index: number, text: Buffer): void {
    if (text.includes(0)) this.decide(index, Buffer.from(text.filter((byte) => byte !== 0)));
  }

  private addLarge(index: number, text: Buffer): void {
    this.decideWithoutNuls(index, text);
    replaceNuls(text);
    this.decide(index, text);
  }

  private decide(index: number, text: Buffer): void {
    if (this.probe(text)) this.hooks.found(this.kind, index, Buffer.from(text));
  }

  private probe(bytes: Buffer): boolean {
    return this.hooks.probe(bytes, textPaths[this.kind]);
  }
}

/** A NUL ends no text for us, and joins nothing either. */
function replaceNuls(bytes: Buffer): void {
  for (let at = bytes.indexOf(0); at !== -1; at = bytes.indexOf(0, at + 1)) bytes[at] = newline;
}

/** Judges names of refs or files, given with one character a byte. */
export function scanNames(kind: 'ref' | 'file-name', names: Iterable<string>, hooks: TextHooks): void {
  const batch = new TextBatch(kind, hooks);
  let index = 0;
  for (const name of names) batch.addName(index++, name);
  batch.flush();
}
