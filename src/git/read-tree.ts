import type { ObjectReader, UnreadableObject } from './objects.ts';
import { readWhole } from './read-whole.ts';

export interface TreeEntry {
  /** Bytes as latin1. */
  name: string;
  /** 0o100644, 0o100755, 0o120000 (symlink), 0o40000 (folder), 0o160000 (submodule). */
  mode: number;
  /** Full id in hex. */
  id: string;
}

export const submoduleMode = 0o160000;

export function isFolder(mode: number): boolean {
  return (mode & 0o170000) === 0o040000;
}

/** Reads the entries of a tree one by one: `MODE NAME`, NUL, the id's bytes. */
export class TreeEntries {
  /** The entry under way; undefined behind the last one. */
  entry: TreeEntry | undefined;
  /** What git sorts it by: its name, with `/` behind that of a folder. */
  key: string | undefined;
  /** Whether the tree ended in the middle of an entry. */
  isBroken = false;
  readonly #content: Buffer;
  readonly #idLength: number;
  #position = 0;

  constructor(content: Buffer, idLength: number) {
    this.#content = content;
    this.#idLength = idLength;
    this.next();
  }

  next(): void {
    const content = this.#content;
    this.entry = undefined;
    this.key = undefined;
    if (this.#position >= content.length) return;
    let mode = 0;
    let position = this.#position;
    for (let byte = content[position]!; byte >= 48 && byte <= 55; byte = content[++position] ?? 0) {
      mode = (mode * 8 + byte - 48) & 0xffffff;
    }
    const end = content.indexOf(0, position);
    const next = end + 1 + this.#idLength;
    if (content[position] !== 32 || position === this.#position || end === -1 || next > content.length) {
      this.isBroken = true;
      return;
    }
    const name = content.toString('latin1', position + 1, end);
    this.entry = { name, mode, id: content.toString('hex', end + 1, next) };
    this.key = isFolder(mode) ? `${name}/` : name;
    this.#position = next;
  }
}

/** All entries of a tree, for small needs. */
export async function readTree(
  reader: ObjectReader,
  id: string,
): Promise<{ entries: TreeEntry[]; problem?: undefined } | UnreadableObject> {
  const tree = await readWhole(reader, id, 'tree');
  if (tree.problem) return tree;
  const entries: TreeEntry[] = [];
  const reading = new TreeEntries(tree.content, id.length / 2);
  for (; reading.entry; reading.next()) entries.push(reading.entry);
  return { entries };
}
