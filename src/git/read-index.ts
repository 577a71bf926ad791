import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ListedFile } from './list-files.ts';

/** Where things stand in the index: https://git-scm.com/docs/index-format */
const headerSize = 12;
const modeOffset = 24;
const hashOffset = 40;
const sha1Size = 20;
/** In the first byte of the flags. */
const extended = 0x40;
/** No text can be much larger; that is some millions of files. */
const largestIndex = 1 << 28;
const sparseFolder = 0o040000;

/**
 * The tracked files of a repository, each once, read from its index without starting git. Undefined where the index
 * is of a kind that git had better read itself: split, sparse, of another hash, of a version to come, or damaged.
 */
export function readIndex(gitDir: string): ListedFile[] | undefined {
  let index: Buffer;
  try {
    index = readFileSync(join(gitDir, 'index'));
  } catch {
    return undefined;
  }
  const version = index.length < headerSize + sha1Size ? 0 : index.readUInt32BE(4);
  if (index.toString('latin1', 0, 4) !== 'DIRC' || version < 2 || version > 4) return undefined;
  if (index.length > largestIndex) return undefined;
  return readEntries(index, version, index.readUInt32BE(8));
}

function readEntries(index: Buffer, version: number, count: number): ListedFile[] | undefined {
  const files: ListedFile[] = [];
  const end = index.length - sha1Size;
  // One text for all names takes half as long as one of each name's bytes.
  const text = index.toString('latin1');
  let at = headerSize;
  let last = '';
  /** One character a byte. */
  let name = '';
  for (let i = 0; i < count; i++) {
    const flagsAt = at + hashOffset + sha1Size;
    if (flagsAt + 4 > end) return undefined;
    // Its upper half is unused.
    const mode = (index[at + modeOffset + 2]! << 8) | index[at + modeOffset + 3]!;
    if (mode === sparseFolder) return undefined;
    const isExtended = (index[flagsAt]! & extended) !== 0;
    let nameAt = flagsAt + (isExtended ? 4 : 2);
    let kept = 0;
    if (version === 4) {
      const stripped = readVarint(index, nameAt);
      nameAt = stripped.next;
      kept = name.length - stripped.value;
      if (kept < 0) return undefined;
    }
    const nameEnd = text.indexOf('\0', nameAt);
    if (nameEnd < 0 || nameEnd > end) return undefined;
    name = kept > 0 ? name.slice(0, kept) + text.slice(nameAt, nameEnd) : text.slice(nameAt, nameEnd);
    at = version === 4 ? nameEnd + 1 : at + ((nameEnd - at + 8) & ~7);
    const rawPath = /[^\0-\x7f]/.test(name) ? Buffer.from(name, 'latin1') : undefined;
    const path = rawPath?.toString() ?? name;
    const isLossy = rawPath !== undefined && !isUtf8(rawPath);
    // A conflicted file has an entry for each side; two names that are no UTF-8 may look the same.
    if (path === last && !isLossy) continue;
    last = path;
    files.push(isLossy ? { path, rawPath, mode } : { path, mode });
  }
  return endsWell(index, at, end) ? files : undefined;
}

/** The variable-length number of version 4: as in pack files' offsets, seven bits a byte. */
function readVarint(index: Buffer, from: number): { value: number; next: number } {
  let at = from;
  let byte = index[at++] ?? 0;
  let value = byte & 127;
  while (byte & 128) {
    byte = index[at++] ?? 0;
    value = ((value + 1) << 7) | (byte & 127);
  }
  return { value, next: at };
}

/** Whether extensions, none of which changes the list, lead exactly to the checksum. */
function endsWell(index: Buffer, from: number, end: number): boolean {
  let at = from;
  while (at + 8 <= end) {
    const signature = index.toString('latin1', at, at + 4);
    // Lower case: must be understood. The split index (`link`) and sparse folders (`sdir`) are such.
    if (!/^[A-Z]{4}$/.test(signature)) return false;
    at += 8 + index.readUInt32BE(at + 4);
  }
  return at === end;
}
