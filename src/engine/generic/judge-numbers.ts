import type { Assignment } from '../assignment/read-assignment.ts';
import { bytesOf } from '../assignment/read-numbers.ts';
import type { ValueVerdict } from './judge-value.ts';
import { judgeName } from './name.ts';
import { isUneven } from './random-bytes.ts';

/** The lengths of keys in bytes; what is called just `key` has one of these. */
const keyLengths = new Set([16, 24, 32, 48, 64]);
/** `keyBytes` holds the key. */
const unit = /_?(?:bytes?|arr(?:ay)?|data|hex|buf(?:fer)?)\d{0,2}$/i;
/** Types of numbers that are no bytes. */
const wideType = /\b(?:u?int(?!8)\w*|short|long|u?int(?:16|32|64)_t|u(?:16|32|64)|float|double|wchar_t|word|dword)\b/i;

/** Decides whether a list of numbers is a key written as bytes. */
export function judgeNumbers(assignment: Assignment, list: string): ValueVerdict {
  const name = judgeName(assignment.name.replace(unit, ''));
  if (name === undefined) return { rejection: 'the name has no word of a secret' };
  if (name.rejection !== undefined) return { rejection: name.rejection };
  const { text, nameStart } = assignment;
  const before = text.slice(Math.max(0, nameStart - 60), nameStart);
  if (wideType.test(before.slice(before.lastIndexOf('\n') + 1))) return { rejection: 'numbers, and no bytes' };
  const bytes = bytesOf(list);
  if (bytes === undefined || !isUneven(bytes, 16)) return { rejection: 'no random bytes' };
  if (name.kind === 'key' && !name.opens && !keyLengths.has(bytes.length)) {
    return { rejection: 'not of the length of a key' };
  }
  const reasons = [`assigned to a name for a ${name.kind}`, `${bytes.length} random bytes`];
  return { confidence: 'medium', kind: name.kind, reasons, entropy: 0 };
}
