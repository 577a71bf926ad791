import { readObjects } from '../git/read-objects.ts';
import type { GitOptions } from '../git/spawn.ts';
import { AddedText } from './added-text.ts';
import type { Look } from './commit-memory.ts';
import type { ContentPlan } from './content-plan.ts';
import { NewLines } from './new-lines.ts';
import type { GrowingVersionTable } from './version-table.ts';

export interface ContentsPassInput {
  plan: ContentPlan;
  versions: GrowingVersionTable;
  git: GitOptions;
  signal: AbortSignal;
  /** Whether the contents that a commit brought are to be looked at. */
  isUnread(commit: number): boolean;
  /** Bytes; larger files are not read here. */
  largestRead: number;
  /** Bytes; of a larger file nothing is known, as it is not scanned. */
  largestScanned: number;
  probe(path: string, added: Buffer, isNewFile: boolean): Look;
  isPointer(content: Buffer): boolean;
  /** This file is to be fetched and scanned whole. */
  onCandidate(blob: number, path: number): void;
  /** All that a commit brought was looked at. */
  onRead(commit: number, looks: ReadonlyMap<number, Look>): void;
  /** The same, or some of it could not be read. */
  onDone(commit: number): void;
  onProgress(done: number, expected: number): void;
}

/** Contents that are looked at together have this much text, or one has more. */
const batchSize = 1 << 16;

/** Bytes in which a zero makes a file binary. */
const binaryCheck = 8192;

const isLost = 1;
const isCandidate = 2;
const isOpen = 4;
const isPointer = 8;
const isProbed = 16;

/**
 * Looks at what is new in each content of a path, against the one that came to this path before it: for many small
 * files that is faster than to have git compare them commit by commit.
 */
export async function runContentsPass(input: ContentsPassInput): Promise<void> {
  const { plan, versions, git, signal } = input;
  const pass = new Pass(input);
  const fetched = listFetched(input);
  await readObjects(
    { count: fetched.length, idOf: (at) => versions.blobOf(plan.blobs[fetched[at]!]!) },
    git,
    {
      object: (at, type, bytes, start, end) => pass.read(fetched[at]!, type, bytes, start, end),
      problem: (at) => pass.settleUnread(fetched[at]!, isLost),
    },
    signal,
  );
  if (!signal.aborted) pass.finish();
}

/** What is to be looked at, and of others what that is compared with. */
function listFetched({ plan, isUnread, largestRead }: ContentsPassInput): Int32Array {
  const { count, commits, paths, blobs, sizes } = plan;
  const fetched = new Int32Array(count);
  let length = 0;
  for (let at = 0; at < count; at++) {
    const size = sizes[blobs[at]!]!;
    const isBase = at + 1 < count && paths[at + 1] === paths[at] && isUnread(commits[at + 1]!);
    if (size >= 0 && size <= largestRead && (isBase || isUnread(commits[at]!))) fetched[length++] = at;
  }
  return fetched.subarray(0, length);
}

class Pass {
  private readonly input: ContentsPassInput;
  private readonly lines = new NewLines();
  private readonly text = new AddedText();
  /** What is in `text`, by number, and where the text of each ends. All are of one path. */
  private batch: { number: number; end: number }[] = [];
  /** The content that was read last. */
  private last = -1;
  /** What was seen of each content. */
  private readonly flags: Uint8Array;
  /** How many of each commit's contents are still to be looked at. */
  private readonly left: Int32Array;
  private readonly expected: number;
  private done = 0;

  constructor(input: ContentsPassInput) {
    const { plan, isUnread, largestRead } = input;
    this.input = input;
    this.flags = new Uint8Array(plan.count);
    this.left = new Int32Array(plan.starts.length - 1);
    const notRead: number[] = [];
    let expected = 0;
    for (let at = 0; at < plan.count; at++) {
      if (!isUnread(plan.commits[at]!)) continue;
      expected++;
      this.left[plan.commits[at]!]!++;
      const size = plan.sizes[plan.blobs[at]!]!;
      if (size < 0 || size > largestRead) notRead.push(at);
    }
    this.expected = expected;
    for (const at of notRead) this.settleUnread(at, plan.sizes[plan.blobs[at]!]! < 0 ? isLost : 0);
  }

  /** Takes a content, in the order of their numbers. */
  read(number: number, type: string, bytes: Buffer, start: number, end: number): void {
    const { plan, isUnread, largestScanned } = this.input;
    const { paths } = plan;
    if (this.last < 0 || paths[this.last] !== paths[number]) this.changePath();
    else if (this.last !== number - 1) this.lines.clearLast();
    this.last = number;
    const isWanted = isUnread(plan.commits[number]!);
    const isText = type === 'blob' && !bytes.subarray(start, Math.min(end, start + binaryCheck)).includes(0);
    const isKept = isText && end - start <= largestScanned;
    if (!isText) {
      if (isWanted) this.settleUnread(number, type === 'blob' ? 0 : isLost);
    } else if (isWanted) this.compare(number, bytes, start, end, isKept);
    if (isKept) this.lines.keep(bytes, start, end);
    else this.lines.clearLast();
  }

  finish(): void {
    this.probeBatch();
  }

  /** What cannot be compared is scanned whole. */
  settleUnread(number: number, flag: number): void {
    this.flags[number] = isCandidate | flag;
    this.settle(number);
  }

  private changePath(): void {
    this.probeBatch();
    this.lines.clear();
  }

  private compare(number: number, bytes: Buffer, start: number, end: number, isKept: boolean): void {
    const add = (from: number, to: number) => this.text.add({ bytes: bytes.subarray(from, to) });
    if (isKept) this.lines.tell(bytes, start, end, add);
    else add(start, end);
    if (this.input.isPointer(bytes.subarray(start, end))) this.flags[number]! |= isPointer;
    this.batch.push({ number, end: this.text.length });
    if (this.text.length > batchSize) this.probeBatch();
  }

  /** Looks at all at once, and only if there may be something at each. */
  private probeBatch(): void {
    const { batch } = this;
    if (batch.length === 0) return;
    this.batch = [];
    const text = this.text.take();
    const whole = this.probe(batch[0]!.number, text);
    let start = 0;
    for (const { number, end } of batch) {
      const isSure = batch.length === 1 || (!whole.isCandidate && !whole.isOpen);
      const look = isSure ? whole : this.probe(number, text.subarray(start, end));
      this.flags[number]! |= isProbed | (look.isCandidate ? isCandidate : 0) | (look.isOpen ? isOpen : 0);
      start = end;
    }
    for (const { number } of batch) this.settle(number);
  }

  private probe(number: number, text: Buffer): Look {
    const { plan, versions, probe } = this.input;
    const path = plan.paths[number]!;
    const isNew = number === 0 || plan.paths[number - 1] !== path;
    return probe(versions.pathOf(path), text, isNew);
  }

  private settle(number: number): void {
    const { plan, onCandidate, onDone, onProgress } = this.input;
    const commit = plan.commits[number]!;
    if ((this.flags[number]! & isCandidate) !== 0) onCandidate(plan.blobs[number]!, plan.paths[number]!);
    if (--this.left[commit]! === 0) {
      this.tell(commit);
      onDone(commit);
    }
    onProgress(++this.done, this.expected);
  }

  private tell(commit: number): void {
    const { plan, onRead } = this.input;
    const looks = new Map<number, Look>();
    for (let at = plan.starts[commit]!; at < plan.starts[commit + 1]!; at++) {
      const number = plan.byCommit[at]!;
      const flags = this.flags[number]!;
      if ((flags & isLost) !== 0) return;
      looks.set(plan.paths[number]!, {
        ...((flags & isProbed) !== 0 && { bytes: plan.sizes[plan.blobs[number]!]! }),
        isCandidate: (flags & isCandidate) !== 0,
        isOpen: (flags & isOpen) !== 0,
        isPointer: (flags & isPointer) !== 0,
      });
    }
    onRead(commit, looks);
  }
}
