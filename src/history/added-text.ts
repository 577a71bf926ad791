import type { PatchHunk } from '../git/patch.ts';

/** The added lines of one file after the other, each file's joined, for a look at them. */
export class AddedText {
  private buffer = Buffer.allocUnsafe(1 << 16);
  private length = 0;

  /** Takes up the lines of a hunk. */
  add({ bytes }: PatchHunk): void {
    const lead = findLead(bytes);
    const needed = this.length + lead.length + bytes.length + 1;
    if (needed > this.buffer.length) this.grow(needed);
    this.length += lead.copy(this.buffer, this.length);
    this.length += bytes.copy(this.buffer, this.length);
    if (bytes.length > 0 && bytes.at(-1) !== newline) this.buffer[this.length++] = newline;
  }

  /** What was taken up since the last call; valid until the next `add`. */
  take(): Buffer {
    const text = this.buffer.subarray(0, this.length);
    this.length = 0;
    if (this.buffer.length > largestKept) this.buffer = Buffer.allocUnsafe(1 << 16);
    return text;
  }

  private grow(needed: number): void {
    const larger = Buffer.allocUnsafe(Math.max(needed, this.buffer.length * 2));
    this.buffer.copy(larger, 0, 0, this.length);
    this.buffer = larger;
  }
}

const newline = 10;
const largestKept = 8 << 20;

const noLead = Buffer.alloc(0);
/** The name of a setting whose value stands on the next line, as code and as lists of settings write it. */
const nameLead = Buffer.from('password =\n');
const pairLead = Buffer.from('- name: PASSWORD\n');

/**
 * A value on a line of its own may belong to a name on the line before, which no hunk shows. A name is put there, so
 * that the value is judged; whether it has one, the look at the whole file will tell.
 */
function findLead(bytes: Buffer): Buffer {
  let at = 0;
  while (bytes[at] === 32 || bytes[at] === 9) at++;
  const first = bytes[at];
  if (first === 34 || first === 39 || first === 96) return startsValueKey(bytes, at + 1) ? pairLead : nameLead;
  return startsValueKey(bytes, at) ? pairLead : noLead;
}

function startsValueKey(bytes: Buffer, at: number): boolean {
  if (((bytes[at] ?? 0) | 32) !== 118) return false;
  return bytes.toString('latin1', at, at + 5).toLowerCase() === 'value';
}
