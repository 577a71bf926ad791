import { type ObjectIds, type ObjectVisitor, readObjects } from '../git/read-objects.ts';
import type { GitOptions } from '../git/spawn.ts';
import { Identities } from './identities.ts';
import { TextBatch, type TextHooks } from './texts.ts';

export interface ObjectTextHooks extends TextHooks {
  /** This commit or tag could not be read. */
  onProblem(id: string, problem: 'missing' | 'damaged' | 'too-large', message: string): void;
}

/**
 * Judges the messages, authors and committers of commits. Headers that are none of those (signatures, merged tags,
 * whatever somebody invents) count as part of the message, and so does all that is out of its order. `found` gets the
 * commit's index. Throws `UserError` where git is missing. Ends early when the signal aborts.
 */
export async function scanCommitTexts(
  commits: ObjectIds,
  git: GitOptions,
  hooks: ObjectTextHooks,
  signal?: AbortSignal,
): Promise<void> {
  const messages = new TextBatch('message', hooks);
  const identities = new Identities(commits.count, hooks);
  const visitor: ObjectVisitor = {
    object(index, _type, bytes, start, end) {
      let at = skipIdLines(bytes, start, end);
      for (const role of ['author', 'committer'] as const) {
        const lineEnd = roleLineEnd(bytes, at, end, role);
        if (lineEnd === -1) break;
        identities.add(role, index, bytes, at + role.length + 1, lineEnd);
        at = lineEnd + 1;
      }
      const headEnd = bytes[at] === newline ? at - 1 : bytes.indexOf('\n\n', at);
      const isWhole = headEnd < 0 || headEnd >= end;
      // Apart, so that the lines of a message are counted from its first.
      if (!isWhole && headEnd > at) addUnsigned(messages, index, bytes, at, headEnd);
      messages.add(index, bytes, isWhole ? at : headEnd + 2, end);
      if (headEnd >= at) addDecoded(messages, index, bytes, at, end);
    },
    problem: (index, problem, message) => hooks.onProblem(commits.idOf(index), problem, message),
  };
  await readObjects(commits, git, visitor, signal);
  messages.flush();
  identities.flush();
}

/**
 * Judges annotated tags and the tags that they tag: name, tagger, message. `found` gets the index of the outermost
 * one. Throws `UserError` where git is missing.
 */
export async function scanTagTexts(tags: ObjectIds, git: GitOptions, hooks: ObjectTextHooks): Promise<void> {
  const batch = new TextBatch('tag', hooks);
  const seen = new Set<string>();
  let round = Array.from({ length: tags.count }, (_, index) => ({ id: tags.idOf(index), index }));
  while (round.length > 0) {
    const current = round.filter(({ id }) => !seen.has(id) && seen.add(id));
    round = [];
    const ids = { count: current.length, idOf: (index: number) => current[index]!.id };
    await readObjects(ids, git, {
      object(at, type, bytes, start, end) {
        if (type !== 'tag') return;
        const { index } = current[at]!;
        const head = tagHead.exec(bytes.toString('latin1', start, Math.min(end, start + 90)));
        if (head?.[2] === 'tag') round.push({ id: head[1]!, index });
        addUnsigned(batch, index, bytes, start + (head?.[0].length ?? 0), end);
      },
      problem: (at, problem, message) => hooks.onProblem(ids.idOf(at), problem, message),
    });
  }
  batch.flush();
}

const newline = 10;
const tagHead = /^object ([0-9a-f]{40}|[0-9a-f]{64})\ntype (commit|tree|blob|tag)\n/;

/** The place behind `tree ID` and the `parent ID` lines. */
function skipIdLines(bytes: Buffer, start: number, end: number): number {
  let at = start;
  if (isWord(bytes, at, 'tree')) at = idLineEnd(bytes, at, 5);
  if (at === start) return at;
  while (at < end && isWord(bytes, at, 'parent')) {
    const next = idLineEnd(bytes, at, 7);
    if (next === at) break;
    at = next;
  }
  return at;
}

/** The place behind the line, or its start where what follows the word is no id. */
function idLineEnd(bytes: Buffer, at: number, wordLength: number): number {
  let next = at + wordLength;
  while (isHexDigit(bytes[next]!)) next++;
  const length = next - at - wordLength;
  return (length === 40 || length === 64) && bytes[next] === newline ? next + 1 : at;
}

function isHexDigit(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x66);
}

function isWord(bytes: Buffer, at: number, word: string): boolean {
  for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word.charCodeAt(i)) return false;
  return bytes[at + word.length] === 0x20;
}

function roleLineEnd(bytes: Buffer, at: number, end: number, role: string): number {
  if (!isWord(bytes, at, role)) return -1;
  const lineEnd = bytes.indexOf(newline, at);
  return lineEnd < end ? lineEnd : -1;
}

/** An armoured signature of a commit or tag: https://git-scm.com/docs/signature-format. */
const signature =
  /^(?:gpgsig(?:-sha256)?)? ?-----BEGIN (?:PGP SIGNATURE|SSH SIGNATURE|PGP MESSAGE|SIGNED MESSAGE)-----\n(?: ?(?:(?:Version|Hash): [^\n]{0,80})?\n){0,5}(?: ?[A-Za-z0-9+/=]{1,80}\n)+ ?-----END [A-Z ]{3,20}-----$/gm;

/** Adds what is no signature: thousands of lines at random hold what looks like keys. */
function addUnsigned(batch: TextBatch, index: number, bytes: Buffer, start: number, end: number): void {
  let at = start;
  for (const found of bytes.toString('latin1', start, end).matchAll(signature)) {
    const from = start + found.index;
    if (from > at) batch.add(index, bytes, at, from);
    at = from + found[0].length;
  }
  if (at < end) batch.add(index, bytes, at, end);
}

/** Adds the message also as the `encoding` header says it is to be read, where that makes a difference. */
function addDecoded(messages: TextBatch, index: number, bytes: Buffer, start: number, end: number): void {
  const head = bytes.toString('latin1', start, Math.min(end, start + maxHeadLength)).split('\n\n', 1)[0]!;
  const label = /^encoding (.{1,40})$/m.exec(head)?.[1];
  if (label === undefined || /^utf-?8$/i.test(label)) return;
  const message = bytes.subarray(Math.min(end, start + head.length + 2), end);
  const decoded = decode(message, label);
  if (decoded && !decoded.equals(message)) messages.add(index, decoded, 0, decoded.length);
}

/** Where the encoding is looked for; git writes it first. */
const maxHeadLength = 65_536;

function decode(bytes: Buffer, label: string): Buffer | undefined {
  try {
    return Buffer.from(new TextDecoder(label).decode(bytes));
  } catch {
    return undefined;
  }
}
