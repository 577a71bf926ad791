import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { OwnFileError, ownFileStamp, readOwnFile, writeOwnFile } from '../lib/own-file.ts';
import { type CommitMemory, createCommitMemory } from './commit-memory.ts';

/** What an audit remembers for the next one, and where that is kept. */
export interface MemoryStore {
  readonly memory: CommitMemory;
  /** Writes what is new, where the last time was some seconds ago. */
  saveSometimes(): void;
  /** Writes what is new. A file that cannot be written is told once, and costs the next audit its time. */
  save(): void;
}

export interface MemoryStoreOptions {
  folder: string;
  /** Absolute path of the repository: each has its file. */
  repository: string;
  /** Stands for the program, its rules and whatever else decides what is looked at; a file made under another is not used. */
  key: string;
  hexLength: 40 | 64;
  notice(line: string): void;
}

/** Begins every file, with the number of its format. */
const magic = Buffer.from('keyturn history 1\n');
const otherFormat = /^keyturn history \d+\n$/;
const hashSize = 32;
const maxSize = 1 << 28;
/** Milliseconds between two times of writing; at least so many times longer than writing took. */
const saveEvery = 5000;
const saveShare = 50;

/** Opens the memory of a repository; an empty one where there is none, or none that can be used. */
export function openMemoryStore({ folder, repository, key, hexLength, notice }: MemoryStoreOptions): MemoryStore {
  const file = join(folder, `${sha256(repository).toString('hex', 0, 16)}.history`);
  const keyHash = sha256(key);
  let memory = createCommitMemory(hexLength);
  let stamp: string | undefined;
  let lastSave = performance.now();
  let wait = saveEvery;
  let isBroken = false;
  const load = () => {
    try {
      const known = readOwnFile(file, maxSize);
      stamp = known?.stamp;
      const content = known && unwrap(known.bytes, keyHash);
      if (content) memory.read(content);
    } catch (error) {
      memory = createCommitMemory(hexLength);
      notice(`--cache: ${file} is made anew: ${reasonOf(error)}`);
    }
  };
  load();
  const save = () => {
    const begin = performance.now();
    try {
      // Another audit may have written meanwhile: what it read is kept.
      if (ownFileStamp(file) !== stamp) mergeFile(file, keyHash, memory);
      stamp = writeOwnFile(file, wrap(memory.write(), keyHash));
    } catch (error) {
      if (!isBroken) notice(`--cache: ${file} cannot be written: ${reasonOf(error)}`);
      isBroken = true;
    }
    lastSave = performance.now();
    wait = Math.max(saveEvery, (lastSave - begin) * saveShare);
  };
  return {
    get memory() {
      return memory;
    },
    saveSometimes() {
      if (!isBroken && memory.isChanged && performance.now() - lastSave > wait) save();
    },
    save() {
      if (!isBroken && memory.isChanged) save();
    },
  };
}

function mergeFile(file: string, keyHash: Buffer, memory: CommitMemory): void {
  try {
    const found = readOwnFile(file, maxSize);
    const content = found && unwrap(found.bytes, keyHash);
    if (content) memory.read(content);
  } catch {
    // It is replaced.
  }
}

function wrap(content: Buffer, keyHash: Buffer): Buffer {
  const head = Buffer.concat([magic, keyHash]);
  const hash = createHash('sha256').update(head).update(content).digest();
  return Buffer.concat([head, hash, content]);
}

/** What was written; undefined where that was under another key or in another format. Throws `OwnFileError` for what `wrap` did not make. */
function unwrap(bytes: Buffer, keyHash: Buffer): Buffer | undefined {
  if (!bytes.subarray(0, magic.length).equals(magic) && otherFormat.test(bytes.toString('latin1', 0, magic.length))) {
    return undefined;
  }
  const headSize = magic.length + hashSize;
  const head = bytes.subarray(0, headSize);
  const content = bytes.subarray(headSize + hashSize);
  const hash = createHash('sha256').update(head).update(content).digest();
  if (!head.subarray(0, magic.length).equals(magic) || !bytes.subarray(headSize, headSize + hashSize).equals(hash)) {
    throw new OwnFileError('it is damaged');
  }
  return head.subarray(magic.length).equals(keyHash) ? content : undefined;
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function reasonOf(error: unknown): string {
  if (error instanceof OwnFileError) return error.message;
  if (error instanceof RangeError) return 'it is damaged';
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
