import { isUtf8 } from 'node:buffer';
import { parseCommit } from '../git/parse-commit.ts';
import type { CommitFacts } from '../model/history.ts';

/** What reports say of a commit. */
export interface CommitSummary extends CommitFacts {
  /** First line of the message, cut: it may hold a secret, and characters that move the cursor. */
  subject: string;
}

/** Characters of a name or an address. */
const maxName = 256;

/** Characters of a subject. */
const maxSubject = 1024;

/** Reads who made a commit, when and what for, from the bytes of the commit object, whatever they are. */
export function summariseCommit(commit: string, content: Buffer): CommitSummary {
  const { author, encoding, message } = parseCommit(content);
  return {
    commit,
    author: decode(author?.name, encoding).slice(0, maxName),
    email: decode(author?.email, encoding).slice(0, maxName),
    date: new Date((author?.time ?? 0) * 1000).toISOString(),
    subject: (/\S.*/.exec(decode(cutText(message, 8 * maxSubject), encoding))?.[0] ?? '')
      .trimEnd()
      .slice(0, maxSubject),
  };
}

/** The text in the encoding that the commit names, where that is known; else UTF-8, and failing that latin1. */
function decode(bytes: Buffer | undefined, encoding: string | undefined): string {
  if (!bytes) return '';
  if (encoding !== undefined) {
    try {
      return new TextDecoder(encoding).decode(bytes);
    } catch {
      // Not an encoding that this Node.js knows.
    }
  }
  return bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1');
}

/** At most so many bytes, without a part of a UTF-8 character at the end. */
function cutText(bytes: Buffer, most: number): Buffer {
  if (bytes.length <= most) return bytes;
  let end = most;
  while (end > 0 && (bytes[end]! & 0xc0) === 0x80) end--;
  return bytes.subarray(0, end);
}
