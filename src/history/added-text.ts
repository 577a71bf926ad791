import type { PatchHunk } from '../git/patch.ts';

/** The bytes of whole lines, or of what a hunk shows. */
type AddedLines = Pick<PatchHunk, 'bytes'>;

/** The added lines of one file after the other, each file's joined, for a look at them. */
export class AddedText {
  private buffer = Buffer.allocUnsafe(1 << 16);
  #length = 0;

  /** Bytes that were taken up. */
  get length(): number {
    return this.#length;
  }

  /** Takes up the lines of a hunk. */
  add({ bytes }: AddedLines): void {
    const lead = findLead(bytes);
    const tail = findTail(bytes);
    const needed = this.#length + lead.length + bytes.length + 1 + tail.length;
    if (needed > this.buffer.length) this.grow(needed);
    this.#length += lead.copy(this.buffer, this.#length);
    this.#length += bytes.copy(this.buffer, this.#length);
    if (bytes.length > 0 && bytes.at(-1) !== newline) this.buffer[this.#length++] = newline;
    this.#length += tail.copy(this.buffer, this.#length);
  }

  /** What was taken up since the last call; valid until the next `add`. */
  take(): Buffer {
    const text = this.buffer.subarray(0, this.#length);
    this.#length = 0;
    if (this.buffer.length > largestKept) this.buffer = Buffer.allocUnsafe(1 << 16);
    return text;
  }

  private grow(needed: number): void {
    const larger = Buffer.allocUnsafe(Math.max(needed, this.buffer.length * 2));
    this.buffer.copy(larger, 0, 0, this.#length);
    this.buffer = larger;
  }
}

const newline = 10;
const largestKept = 8 << 20;

const nothing = Buffer.alloc(0);
/** The name of a setting whose value stands on the next line, as code and as lists of settings write it. */
const nameLead = Buffer.from('password =\n');
const pairLead = Buffer.from('name: "PASSWORD"\n');
/** What may stand on the line after a name, as random as a password. */
const someValue = ['q8Zr', 'Lw29', 'XkTm', '4hVp'].join('');
/** Commands that take passwords, when an option begins the hunk; see `engine/generic/command-line.ts`. */
const commandLead = Buffer.from('curl ldapsearch redis-cli mongosh docker login mysql - \\\n');
const optionTail = Buffer.from(
  `  -u deploy:${someValue} -a ${someValue} -w ${someValue} -p ${someValue} -p${someValue}\n`,
);
const valueTail = Buffer.from(`"${someValue}"\n`);
const pairTail = Buffer.from(`value: "${someValue}"\n`);

/**
 * A value on a line of its own may belong to a name on the line before, which no hunk shows. A name is put there, so
 * that the value is judged; whether it has one, the look at the whole file will tell.
 */
function findLead(bytes: Buffer): Buffer {
  let at = 0;
  while (bytes[at] === 32 || bytes[at] === 9) at++;
  const first = bytes[at];
  if (first === 45) return commandLead;
  if (first === 34 || first === 39 || first === 96) return startsValueKey(bytes, at + 1) ? pairLead : nameLead;
  return startsValueKey(bytes, at) ? pairLead : nothing;
}

/** Keys of a value whose name stands before it; see `engine/assignment/read-joint.ts`. */
const valueKeys = /^(?:value|content|default)/i;

function startsValueKey(bytes: Buffer, at: number): boolean {
  const letter = (bytes[at] ?? 0) | 32;
  return (letter === 118 || letter === 99 || letter === 100) && valueKeys.test(bytes.toString('latin1', at, at + 7));
}

/** The other way round: a name whose value stands on the line after the hunk. */
function findTail(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1]! <= 32) end--;
  const last = bytes[end - 1];
  // A line that goes on behind a backslash.
  if (last === 92) return optionTail;
  // : = (
  if (last === 58 || last === 61 || last === 40) return valueTail;
  const line = bytes.toString('latin1', Math.max(bytes.lastIndexOf(newline, end - 1) + 1, end - longestName), end);
  return namePattern.test(line) ? pairTail : nothing;
}

const longestName = 160;
const namePattern = /(?:name|key)["']?\s{0,4}[:=]\s{0,4}["']?[^"'\s]+["']?,?$/i;
