import { readBareValue, readQuotedValue, type ValueSpan } from './read-value.ts';
import type { Syntax } from './syntax.ts';

/** How a name and its value are joined. */
export type Operator =
  | 'assign'
  /** `==`, `!=`, `eq`. */
  | 'compare'
  /** Two arguments or list items side by side: `("password", "value")`. */
  | 'pair'
  /** The name is a function: `setPassword("value")`. */
  | 'call'
  /** `<password>value</password>`. */
  | 'element'
  /** Only space between: `requirepass value`, `--password value`, `IDENTIFIED BY 'value'`. */
  | 'space';

/** A value given to a name. Offsets are into the text. */
export interface Assignment extends ValueSpan {
  name: string;
  nameStart: number;
  nameEnd: number;
  operator: Operator;
  /** Whether it stands inside a longer string or URL: `"...;Password=value;..."`, `?token=value`. */
  isEmbedded: boolean;
}

const longestName = 100;

/** Where the name that holds the keyword ending at `end` ends. */
export function findNameEnd(text: string, end: number): number {
  let nameEnd = end;
  while (nameEnd < text.length && nameEnd - end < longestName && isNameChar(text.charCodeAt(nameEnd))) nameEnd++;
  while (nameEnd > end && isTrailing(text.charCodeAt(nameEnd - 1))) nameEnd--;
  return nameEnd;
}

/** Reads the assignment to the name from the keyword at `start` to `nameEnd`; undefined where there is none. */
export function readAssignment(text: string, start: number, nameEnd: number, syntax: Syntax): Assignment | undefined {
  let nameStart = start;
  while (nameStart > 0 && start - nameStart < longestName && isNameChar(text.charCodeAt(nameStart - 1))) nameStart--;
  const joint = readJoint(text, nameStart, nameEnd, syntax);
  if (joint === undefined) return undefined;
  const value = readValue(text, joint, nameStart, syntax);
  if (value === undefined) return undefined;
  return { name: text.slice(nameStart, nameEnd), nameStart, nameEnd, operator: joint.operator, ...value };
}

interface Joint {
  operator: Operator;
  /** Where the value begins, after space. */
  at: number;
}

/** `[A-Za-z0-9_$.-]`: names with their path, such as `spring.datasource.password`. */
function isNameChar(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 45 ||
    code === 46 ||
    code === 36
  );
}

/** `.` and `-` end a sentence or a flag, not a name. */
function isTrailing(code: number): boolean {
  return code === 46 || code === 45;
}

function isQuote(code: number): boolean {
  return code === 34 || code === 39 || code === 96;
}

function skipSpace(text: string, at: number): number {
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++;
  return at;
}

/** Reads what stands between the name and the value. */
function readJoint(text: string, nameStart: number, nameEnd: number, syntax: Syntax): Joint | undefined {
  let at = nameEnd;
  let isQuoted = false;
  for (let closers = 0; closers < 4; closers++) {
    const code = text.charCodeAt(at);
    if (isQuote(code)) isQuoted = true;
    else if (code !== 92 && code !== 93 && !(code === 41 && isQuoted)) break;
    at++;
  }
  const spaced = skipSpace(text, at);
  const operator = readOperator(text, spaced);
  if (operator !== undefined) return operator;
  const code = text.charCodeAt(spaced);
  if (code === 40) return quotedNext(text, spaced + 1, 'call');
  if (code === 44 && isQuoted) return pairOrValueKey(text, spaced + 1);
  if (
    code === 62 &&
    spaced === nameEnd &&
    /<(?:[\w.-]{1,40}:)?$/.test(text.slice(Math.max(0, nameStart - 42), nameStart))
  ) {
    return { operator: 'element', at: spaced + 1 };
  }
  if (spaced > at || (spaced === at && isQuoted)) return readSpaced(text, nameStart, spaced, isQuoted, syntax);
  if (code === 10 || code === 13) return valueKey(text, spaced);
  return undefined;
}

const operatorPattern = /(?:(===?|!==?|=~|\beq\b|<>)|(=>|:=|\?\?=|\|\|=|[?+.|]=|<-|<:>|->|=)|(:)(?!:))/y;
/** A type between the name and its value: `password: String = "..."`, `password string = "..."`. */
const typePattern = /\s{0,40}(?:&?'?[A-Za-z_][\w.]{0,40}(?:<[\w., ]{0,40}>)?[?!]?(?:\[\])?)\s{0,40}=(?![=~>])\s{0,40}/y;

function readOperator(text: string, at: number): Joint | undefined {
  operatorPattern.lastIndex = at;
  const found = operatorPattern.exec(text);
  if (found === null || found[1] === '=~') return undefined;
  const after = at + found[0].length;
  if (found[3] !== undefined) {
    typePattern.lastIndex = after;
    const typed = typePattern.exec(text);
    if (typed !== null) return { operator: 'assign', at: after + typed[0].length };
  }
  return { operator: found[1] === undefined ? 'assign' : 'compare', at: toValue(text, after) };
}

/** Skips space, and one line break where a quoted value follows it. */
function toValue(text: string, at: number): number {
  const spaced = skipSpace(text, at);
  const code = text.charCodeAt(spaced);
  if (code !== 10 && code !== 13) return spaced;
  let next = spaced;
  while (next < spaced + 80 && /\s/.test(text.charAt(next))) next++;
  return isQuote(text.charCodeAt(next)) ? next : spaced;
}

function quotedNext(text: string, at: number, operator: Operator): Joint | undefined {
  const next = skipSpace(text, at);
  const code = text.charCodeAt(next);
  if (isQuote(code)) return { operator, at: next };
  return code === 92 && isQuote(text.charCodeAt(next + 1)) ? { operator, at: next } : undefined;
}

const valueKeyPattern = /,?\s{0,60}["']?(?:value|content|default)["']?\s{0,4}[:=]\s{0,4}/iy;

/** `name: PASSWORD, value: x` and `key="Password" value="x"`: the value has a key of its own. */
function valueKey(text: string, at: number): Joint | undefined {
  valueKeyPattern.lastIndex = at;
  const found = valueKeyPattern.exec(text);
  return found === null ? undefined : { operator: 'assign', at: at + found[0].length };
}

function pairOrValueKey(text: string, at: number): Joint | undefined {
  return valueKey(text, at) ?? quotedNext(text, at, 'pair');
}

/** Only space stands between: accepted where the syntax has such settings, or where a quoted value follows. */
function readSpaced(text: string, nameStart: number, at: number, isQuoted: boolean, syntax: Syntax): Joint | undefined {
  const keyed = valueKey(text, at);
  if (keyed !== undefined) return keyed;
  if (isQuoted) return undefined;
  typePattern.lastIndex = at;
  const typed = typePattern.exec(text);
  if (typed !== null) return { operator: 'assign', at: at + typed[0].length };
  const before = textBefore(text, nameStart, 60);
  if (isQuote(text.charCodeAt(at))) return syntax === 'prose' ? undefined : { operator: 'space', at };
  const isFlag = text.charCodeAt(nameStart) === 45 && text.charCodeAt(nameStart + 1) === 45;
  const isSetting =
    (syntax === 'settings' || syntax === 'shell' || syntax === 'unknown') &&
    /^(?:\s*|\s*(?:ENV|ARG|export|set|machine\s.{0,50})\s+)$/i.test(before) &&
    /^[^\s]{1,200}[ \t]*\r?(?:\n|$)/.test(text.slice(at, at + 210));
  return isFlag || isSetting ? { operator: 'space', at } : undefined;
}

function readValue(
  text: string,
  joint: Joint,
  nameStart: number,
  syntax: Syntax,
): (ValueSpan & { isEmbedded: boolean }) | undefined {
  if (joint.operator === 'element') {
    const close = joint.at + text.slice(joint.at, joint.at + 1000).indexOf('<');
    if (close <= joint.at || text.charCodeAt(close + 1) !== 47) return undefined;
    return { valueStart: joint.at, valueEnd: close, quote: '<', isEmbedded: false };
  }
  const quoted = readQuotedValue(text, joint.at);
  if (quoted !== undefined) return { ...quoted, isEmbedded: false };
  if (joint.operator === 'compare' || joint.operator === 'call' || joint.operator === 'pair') return undefined;
  const isEmbedded = standsInString(text, nameStart);
  const bare = readBareValue(text, joint.at, isEmbedded ? 'embedded' : syntax);
  return bare === undefined ? undefined : { ...bare, isEmbedded };
}

/** Whether a quote opened on the same line is still open at this offset, or a URL's query has begun. */
function standsInString(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  if (before === 63 || before === 38 || before === 59) return true;
  let open = 0;
  for (let i = at - textBefore(text, at, 400).length; i < at; i++) {
    const code = text.charCodeAt(i);
    if (code === 92) i++;
    else if (open === code) open = 0;
    else if (open === 0 && (code === 34 || code === 96 || (code === 39 && !isLetter(text.charCodeAt(i - 1)))))
      open = code;
  }
  // The quote right before the name is the name's own.
  return open !== 0 && before !== open;
}

/** What stands before an offset on its line, at most `limit` characters: a line can be as long as the file. */
function textBefore(text: string, at: number, limit: number): string {
  const window = text.slice(Math.max(0, at - limit), at);
  return window.slice(window.lastIndexOf('\n') + 1);
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}
