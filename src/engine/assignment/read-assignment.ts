import { isLetter } from './chars.ts';
import { findNameStart, type Joint, type Operator, readJoint } from './read-joint.ts';
import { readColumn, readListed } from './read-listed.ts';
import { readNumbers } from './read-numbers.ts';
import { readBareValue, readHexNumber, readQuotedValue, readShellDefault, type ValueSpan } from './read-value.ts';
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
  const nameStart = findNameStart(text, start);
  const joint = readJoint(text, start, nameEnd, syntax);
  if (joint === undefined) {
    const column = readColumn(text, start, nameEnd);
    if (column === undefined) return undefined;
    return {
      text,
      name: text.slice(nameStart, nameEnd),
      nameStart,
      nameEnd,
      operator: 'assign',
      ...column,
      isEmbedded: false,
    };
  }
  const value = readValue(text, joint, { nameStart, nameEnd }, syntax);
  if (value === undefined) return undefined;
  return { text, name: text.slice(nameStart, nameEnd), nameStart, nameEnd, operator: joint.operator, ...value };
}

function readValue(
  text: string,
  { operator, at: start }: Joint,
  { nameStart, nameEnd }: { nameStart: number; nameEnd: number },
  syntax: Syntax,
): (ValueSpan & { isEmbedded: boolean }) | undefined {
  let at = start;
  if (operator === 'element') {
    valueElement.lastIndex = at;
    if (valueElement.test(text)) at = valueElement.lastIndex;
    const close = at + text.slice(at, at + 1000).indexOf('<');
    if (close <= at || text.charCodeAt(close + 1) !== 47) return undefined;
    return { valueStart: at, valueEnd: close, quote: '<', isWrapped: false, isEmbedded: false };
  }
  if (operator === 'assign' && text.charCodeAt(at) === 123) {
    valueMember.lastIndex = at;
    if (valueMember.test(text)) at = valueMember.lastIndex;
  }
  const listed =
    operator === 'assign' && standsBehindComma(text, nameStart) ? readListed(text, nameStart, at) : undefined;
  if (listed !== undefined) return { ...listed, isEmbedded: false };
  const quoted = readQuotedValue(text, at) ?? (operator === 'assign' ? readNumbers(text, at) : undefined);
  if (quoted !== undefined) return { ...quoted, isEmbedded: false };
  if (text.charCodeAt(at - 1) === 59 && /&(?:quot|#34|#39);$/.test(text.slice(at - 6, at))) {
    const bare = readBareValue(text, at, 'embedded');
    return bare === undefined ? undefined : { ...bare, quote: '"', isEmbedded: true };
  }
  if (operator === 'compare' || operator === 'call' || operator === 'pair') return undefined;
  if (operator === 'assign') {
    const special = readShellDefault(text, at, syntax) ?? readHexNumber(text, at, syntax);
    if (special !== undefined) return { ...special, isEmbedded: false };
  }
  const isEmbedded = standsInString(text, nameStart, nameEnd);
  // `A=x B=y`: words, whatever the file.
  const isWord = operator === 'assign' && text.charCodeAt(at - 1) === 61 && syntax !== 'settings';
  const isShell = operator === 'space' ? syntax === 'code' || syntax === 'yaml' : isWord && syntax === 'yaml';
  const kind = isEmbedded ? 'embedded' : isShell ? 'shell' : syntax;
  const bare = readBareValue(text, at, kind);
  if (bare === undefined) return undefined;
  const mark = syntax === 'prose' ? text.charAt(at - 1) : '';
  const isMarked = (mark === '*' || mark === '`') && text.charAt(bare.valueEnd) === mark;
  return { ...bare, isEmbedded, quote: isMarked ? mark : '' };
}

/** An element of its own in the one of the name: `<password><value>`. */
const valueElement = /\s{0,60}<(?:\w{1,20}:)?value>(?=[^<\s])/iy;
/** The value is a member: `"password": {"value": "..."}`. */
const valueMember = /\{\s{0,40}["']?(?:value|default|defaultValue)["']?\s{0,4}(?:=>|[:=])\s{0,4}(?=["'])/y;

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

function standsBehindComma(text: string, nameStart: number): boolean {
  const code = text.charCodeAt(nameStart - 1);
  return code === 44 || (code === 32 && text.charCodeAt(nameStart - 2) === 44);
}
