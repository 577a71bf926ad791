import { ByteReader, ByteWriter } from '../lib/byte-stream.ts';
import { IdTable } from '../lib/id-table.ts';

/** What is known of the texts of a commit or tag. */
export type TextState = 'unread' | 'clean' | 'hit';

/** What was seen of a change that a commit makes to a file. */
export interface Look {
  /** Its added lines were looked at: so many bytes. */
  bytes?: number;
  /** The file is to be scanned whole. */
  isCandidate?: boolean;
  /** All versions of the file are. */
  isOpen?: boolean;
  isPointer?: boolean;
}

/** The looks at a commit's changes, in their order; undefined: nobody looked. */
export type Looks = readonly (Look | undefined)[];

/**
 * What was read of a repository's commits and tags, by their ids, which say what they hold: no secret is in it, and
 * nothing that was found. Some 30 bytes a commit.
 */
export interface CommitMemory {
  readonly count: number;
  /** `check`: a number that stands for the paths of the changes, which must be what it was. */
  looksOf(id: string, check: number): Looks | undefined;
  setLooks(id: string, check: number, looks: Looks): void;
  textsOf(id: string): TextState;
  setTexts(id: string, state: TextState): void;
  /** Whether something was added since it was written last. */
  readonly isChanged: boolean;
  /** To bytes that `read` takes. */
  write(): Buffer;
  /** Adds what is not known yet. Throws RangeError for bytes that `write` did not make; some may be added by then. */
  read(bytes: Buffer): void;
}

const hasLooks = 1;
const textStates: readonly TextState[] = ['unread', 'clean', 'hit'];

export function createCommitMemory(hexLength: 40 | 64): CommitMemory {
  const ids = new IdTable(hexLength);
  /** By number of the id: the state of its texts, and where its looks stand; -1: nowhere. */
  const texts: number[] = [];
  const starts: number[] = [];
  const lengths: number[] = [];
  const store = new ByteWriter();
  const scratch = new ByteWriter();
  let isChanged = false;
  const numberOf = (number: number) => {
    if (number === texts.length) {
      texts.push(0);
      starts.push(-1);
      lengths.push(0);
    }
    return number;
  };
  const keepLooks = (number: number, bytes: Uint8Array) => {
    starts[number] = store.length;
    lengths[number] = bytes.length;
    store.raw(bytes);
  };
  return {
    get count() {
      return ids.count;
    },
    get isChanged() {
      return isChanged;
    },
    looksOf(id, check) {
      const number = ids.find(id);
      if (number < 0 || starts[number]! < 0) return undefined;
      return decodeLooks(store.bytes().subarray(starts[number], starts[number]! + lengths[number]!), check);
    },
    setLooks(id, check, looks) {
      const number = numberOf(ids.add(id));
      scratch.clear();
      encodeLooks(scratch, check, looks);
      keepLooks(number, scratch.bytes());
      isChanged = true;
    },
    textsOf(id) {
      const number = ids.find(id);
      return number < 0 ? 'unread' : textStates[texts[number]!]!;
    },
    setTexts(id, state) {
      texts[numberOf(ids.add(id))] = textStates.indexOf(state);
      isChanged = true;
    },
    write() {
      const out = new ByteWriter();
      out.number(ids.count);
      const all = store.bytes();
      for (let number = 0; number < ids.count; number++) {
        const start = starts[number]!;
        out.raw(Buffer.from(ids.idOf(number), 'hex'));
        out.byte((texts[number]! << 1) | (start < 0 ? 0 : hasLooks));
        if (start < 0) continue;
        out.number(lengths[number]!);
        out.raw(all.subarray(start, start + lengths[number]!));
      }
      isChanged = false;
      return out.bytes();
    },
    read(bytes) {
      const reader = new ByteReader(bytes);
      for (let left = reader.number(); left > 0; left--) {
        const number = numberOf(ids.addRaw(reader.raw(hexLength / 2), 0));
        const state = reader.byte();
        if (state >> 1 >= textStates.length) throw new RangeError('no such state');
        texts[number] ||= state >> 1;
        if ((state & hasLooks) === 0) continue;
        const looks = reader.raw(reader.number());
        if (starts[number]! < 0) keepLooks(number, looks);
      }
      if (reader.left > 0) throw new RangeError('bytes left over');
    },
  };
}

const flagBits = { isCandidate: 1, isOpen: 2, isPointer: 4, isProbed: 8 } as const;
const flagRange = 16;

/** A look is one number: 0 for none, else one more than its flags and sixteen times its bytes. */
function encodeLooks(out: ByteWriter, check: number, looks: Looks): void {
  out.number(check);
  out.number(looks.length);
  for (const look of looks) {
    if (look === undefined) {
      out.number(0);
      continue;
    }
    const { bytes, isCandidate, isOpen, isPointer } = look;
    const flags =
      (isCandidate ? flagBits.isCandidate : 0) |
      (isOpen ? flagBits.isOpen : 0) |
      (isPointer ? flagBits.isPointer : 0) |
      (bytes === undefined ? 0 : flagBits.isProbed);
    out.number(1 + flags + flagRange * (bytes ?? 0));
  }
}

/** Undefined where they are those of other changes, or no looks. */
function decodeLooks(bytes: Buffer, check: number): Looks | undefined {
  try {
    const reader = new ByteReader(bytes);
    if (reader.number() !== check) return undefined;
    const count = reader.number();
    if (count > reader.left) return undefined;
    const looks = Array.from({ length: count }, () => decodeLook(reader.number()));
    return reader.left === 0 ? looks : undefined;
  } catch {
    return undefined;
  }
}

function decodeLook(value: number): Look | undefined {
  if (value === 0) return undefined;
  const flags = (value - 1) % flagRange;
  return {
    isCandidate: (flags & flagBits.isCandidate) !== 0,
    isOpen: (flags & flagBits.isOpen) !== 0,
    isPointer: (flags & flagBits.isPointer) !== 0,
    ...((flags & flagBits.isProbed) !== 0 && { bytes: Math.floor((value - 1) / flagRange) }),
  };
}
