import type { Flow, RandomAccess } from './cursor.ts';

/** What an archive holds under a name. */
export interface Entry {
  /** As the archive has it, with `/`; it is only ever a name. */
  name: string;
  kind: 'file' | 'folder' | 'link' | 'special';
  /** Of a link: what it leads to. */
  target?: string;
  /** In bytes, unpacked; undefined where nobody says. */
  size?: number;
  /** Its content, once, before the next entry is asked for. */
  open(): Content;
}

export type Entries = AsyncIterable<Entry> | Iterable<Entry>;

export interface Content {
  flow: Flow;
  /** Where the content lies in one piece, as it is. */
  access?: RandomAccess;
  /** Ends what runs for it; to be called when no more is wanted. */
  close?(): void;
}

/** A name out of an archive: UTF-8 where it is that, else each byte a character, no leading `./`. */
export function entryName(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  const name = text.includes('\ufffd') ? bytes.toString('latin1') : text;
  return name.replace(/^(?:\.\/)+/, '');
}
