import { isLetter } from './chars.ts';
import { findNameStart, type Joint, type Operator, readJoint } from './read-joint.ts';
import { readBareValue, readQuotedValue, type ValueSpan } from './read-value.ts';
import type { Syntax } from './syntax.ts';

export type { Operator } from './read-joint.ts';

/** A value given to a name. Offsets are into `text`. */
export interface Assignment extends ValueSpan {
  text: string;
  name: string;
  nameStart: number;
  nameEnd: number;
  operator: Operator;
  /** Whether it stands inside a longer string or URL: `"...;Password=value;..."`, `?token=value`. */
  isEmbedded: boolean;
}

/** Reads the assignment to the name from the keyword at `start` to `nameEnd`; undefined where there is none. */
export function readAssignment(text: string, start: number, nameEnd: number, syntax: Syntax): Assignment | undefined {
  const joint = readJoint(text, start, nameEnd, syntax);
  if (joint === undefined) return undefined;
  const nameStart = findNameStart(text, start);
  const value = readValue(text, joint, { nameStart, nameEnd }, syntax);
  if (value === undefined) return undefined;
  return { text, name: text.slice(nameStart, nameEnd), nameStart, nameEnd, operator: joint.operator, ...value };
}

function readValue(
  text: string,
  { operator, at }: Joint,
  { nameStart, nameEnd }: { nameStart: number; nameEnd: number },
  syntax: Syntax,
): (ValueSpan & { isEmbedded: boolean }) | undefined {
  if (operator === 'element') {
    const close = at + text.slice(at, at + 1000).indexOf('<');
    if (close <= at || text.charCodeAt(close + 1) !== 47) return undefined;
    return { valueStart: at, valueEnd: close, quote: '<', isWrapped: false, isEmbedded: false };
  }
  const quoted = readQuotedValue(text, at);
  if (quoted !== undefined) return { ...quoted, isEmbedded: false };
  if (text.charCodeAt(at - 1) === 59 && /&(?:quot|#34|#39);$/.test(text.slice(at - 6, at))) {
    const bare = readBareValue(text, at, 'embedded');
    return bare === undefined ? undefined : { ...bare, quote: '"', isEmbedded: true };
  }
  if (operator === 'compare' || operator === 'call' || operator === 'pair') return undefined;
  const isEmbedded = standsInString(text, nameStart, nameEnd);
  // `A=x B=y`: words, whatever the file.
  const isWord = operator === 'assign' && text.charCodeAt(at - 1) === 61 && syntax !== 'settings';
  const isShell = operator === 'space' ? syntax === 'code' || syntax === 'yaml' : isWord && syntax === 'yaml';
  const kind = isEmbedded ? 'embedded' : isShell ? 'shell' : syntax;
  const bare = readBareValue(text, at, kind);
  return bare === undefined ? undefined : { ...bare, isEmbedded };
}

/** Whether a quote opened on the same line is still open at this offset, or a URL's query has begun. */
function standsInString(text: string, at: number, nameEnd: number): boolean {
  const before = text.charCodeAt(at - 1);
  if (before === 63 || before === 38 || before === 59) return true;
  let open = 0;
  let i = at;
  while (i > 0 && at - i < 400 && text.charCodeAt(i - 1) !== 10) i--;
  for (; i < at; i++) {
    const code = text.charCodeAt(i);
    if (code === 92) i++;
    else if (open === code) open = 0;
    else if (open === 0 && (code === 34 || code === 96 || (code === 39 && !isLetter(text.charCodeAt(i - 1)))))
      open = code;
  }
  // The quote right before the name is the name's own if one stands right behind it, too: `"name": value`, `"name: value"`.
  return open !== 0 && (before !== open || text.charCodeAt(nameEnd) !== open);
}
