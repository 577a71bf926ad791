import { canFollowName, isBreak, isLetter, isNameChar, isQuote, skipSpace } from './chars.ts';
import { readBracket, readSibling } from './read-bracket.ts';
import { isSpacedSetting } from './spaced-setting.ts';
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

export interface Joint {
  operator: Operator;
  /** Where the value begins, after space. */
  at: number;
}

export const longestName = 100;

/** Where the name round `start` begins. */
export function findNameStart(text: string, start: number): number {
  let at = start;
  while (at > 0 && start - at < longestName && isNameChar(text.charCodeAt(at - 1))) at--;
  return at;
}

/** Reads what stands between a name and its value; undefined, in most cases at once, where no value can follow. */
export function readJoint(text: string, start: number, nameEnd: number, syntax: Syntax): Joint | undefined {
  if (!canFollowName(text.charCodeAt(nameEnd))) return undefined;
  let at = nameEnd;
  let isQuoted = false;
  for (let closers = 0; closers < 4; closers++) {
    const code = text.charCodeAt(at);
    if (isQuote(code)) isQuoted = true;
    else if (code !== 92 && code !== 93 && !(code === 41 && isQuoted) && !(code === 42 && syntax === 'prose')) break;
    at++;
  }
  const spaced = skipSpace(text, at);
  const code = text.charCodeAt(spaced);
  if (code === 61 || code === 58) return readSign(text, spaced, code, syntax);
  if (code === 40) return quotedNext(text, spaced + 1, 'call');
  if (code === 44) return isQuoted ? pairOrValueKey(text, start, spaced + 1) : tuple(text, start, spaced + 1);
  const bracket = readBracket(text, spaced, code, isQuoted);
  if (bracket !== undefined) return bracket;
  if (code === 124 && syntax === 'prose') {
    const cell = readCell(text, spaced);
    if (cell !== undefined) return cell;
  }
  if (code === 62) return readElement(text, start, nameEnd, spaced, isQuoted);
  const sign = readRareSign(text, spaced, code, spaced > at || isQuoted);
  if (sign !== undefined) return sign;
  if (isBreak(code)) {
    if (!isQuoted && syntax !== 'yaml') return undefined;
    return valueKey(text, spaced) ?? nextItem(text, start, spaced, syntax);
  }
  if (spaced > at || isQuoted) return readSpaced(text, start, nameEnd, spaced, isQuoted, syntax);
  return undefined;
}

/** The item of a list behind an option (YAML). */
const item = /\r?\n[ ]{0,40}- (?=["']?[^\s"'-])/y;

function nextItem(text: string, start: number, at: number, syntax: Syntax): Joint | undefined {
  if (syntax !== 'yaml' || text.charCodeAt(findNameStart(text, start)) !== 45) return undefined;
  item.lastIndex = at;
  return item.test(text) ? { operator: 'assign', at: item.lastIndex } : undefined;
}

/** The last cell of a table's row: `| password | value |`. */
const cellPattern = /\|[ \t]{1,40}[`*"']{0,3}(?=[^\s|`*"']{4,80}[`*"']{0,3}[ \t]{0,40}\|?[ \t]{0,4}(?:\r?\n|$))/y;

function readCell(text: string, at: number): Joint | undefined {
  cellPattern.lastIndex = at;
  return cellPattern.test(text) ? { operator: 'assign', at: cellPattern.lastIndex } : undefined;
}

/** The default of a parameter (CloudFormation), behind its type and description. */
const parameterDefault =
  /[ \t]{0,4}\r?\n\s{1,20}(?:(?:Type|Description|NoEcho|MinLength|MaxLength|AllowedPattern|ConstraintDescription):[^\n]{0,200}\n\s{1,20}){0,6}Default:[ \t]{1,4}(?=\S)/y;

/** `=`, `==`, `=>`, `:`, `:=`, and not `=~` or `::`. */
function readSign(text: string, at: number, code: number, syntax: Syntax): Joint | undefined {
  const next = text.charCodeAt(at + 1);
  if (code === 61) {
    if (next === 126) return undefined;
    if (next === 61) return compared(text, at + (text.charCodeAt(at + 2) === 61 ? 3 : 2));
    return assigned(text, next === 62 ? at + 2 : at + 1);
  }
  if (next === 58) return undefined;
  if (next === 61) return assigned(text, at + 2);
  if (syntax === 'code' || syntax === 'prose' || syntax === 'unknown') {
    const typed = readTyped(text, at + 1);
    if (typed !== undefined) return typed;
  }
  if (syntax === 'yaml') {
    parameterDefault.lastIndex = at + 1;
    if (parameterDefault.test(text)) return { operator: 'assign', at: parameterDefault.lastIndex };
  }
  return assigned(text, at + 1);
}

/** The second of two results in Go, and of React's `useState`. */
const second = /[ \t]{0,4}(?:(?:_|err)\s{0,4}:?|set\w{1,40}\s{0,2}\]\s{0,4})=(?!=)/y;
/** What sets or defines the name behind it, which a comma parts from its value: `set :password, "value"`. */
const definer = /(?:\bset :|\bdefine\()$/;
/** What compares or copies to the variable behind it: `strcmp(user->password, "value")`. */
const stringCall = /\bstr(n?case|n|i|l)?(?:cmp|cpy)(?:_s)?\(\s{0,4}(?:\w{1,40}(?:->|\.)){0,3}$/;

/** `{password, "value"}`, `key, err := decode("value")`, and arguments of some functions. */
function tuple(text: string, start: number, at: number): Joint | undefined {
  second.lastIndex = at;
  if (second.test(text)) return assigned(text, second.lastIndex);
  const nameStart = findNameStart(text, start);
  if (text.charCodeAt(nameStart - 1) === 123) return quotedNext(text, at, 'assign') ?? erlangBinary(text, at);
  const before = text.slice(Math.max(0, nameStart - 60), nameStart);
  if (definer.test(before)) return quotedNext(text, at, 'assign');
  return stringCall.test(before) ? quotedNext(text, at, 'compare') : undefined;
}

/** `<<"value">>` */
function erlangBinary(text: string, at: number): Joint | undefined {
  const next = skipSpace(text, at);
  return text.startsWith('<<"', next) ? { operator: 'assign', at: next + 2 } : undefined;
}

/** `!=`, `<>`, `eq`; `?=`, `??=`, `||=`, `|=`, `+=`, `<-`, `<:>`, `->`, and the `?:` of an optional member. */
function readRareSign(text: string, at: number, code: number, isApart: boolean): Joint | undefined {
  const next = text.charCodeAt(at + 1);
  switch (code) {
    case 33:
      return next === 61 ? compared(text, at + (text.charCodeAt(at + 2) === 61 ? 3 : 2)) : undefined;
    case 43:
      return next === 61 ? assigned(text, at + 2) : undefined;
    case 63:
    case 124:
      if (next === 61) return assigned(text, at + 2);
      if (code === 63 && next === 58) return readTyped(text, at + 2) ?? assigned(text, at + 2);
      return next === code && text.charCodeAt(at + 2) === 61 ? assigned(text, at + 3) : undefined;
    case 60:
      if (next === 45) return assigned(text, at + 2);
      if (next === 47) return readSibling(text, at);
      if (next === 62) return compared(text, at + 2);
      return next === 58 && text.charCodeAt(at + 2) === 62 ? assigned(text, at + 3) : undefined;
    case 45:
      return next === 62 && isApart ? assigned(text, at + 2) : undefined;
    case 101:
      return next === 113 && text.charCodeAt(at + 2) === 32 && isApart ? compared(text, at + 2) : undefined;
    default:
      return undefined;
  }
}

function compared(text: string, at: number): Joint {
  return { operator: 'compare', at: toValue(text, at) };
}

function assigned(text: string, at: number): Joint {
  return { operator: 'assign', at: toValue(text, at) };
}

/** A type between the name and its value: `password: String = "..."`, `password string = "..."`. */
const typePattern =
  /\s{0,40}(?:As\s{1,4})?(?:&?(?:'[a-z]{1,10}\s)?(?:mut\s)?'?[A-Za-z_][\w.]{0,40}(?:<[\w., ]{0,40}>)?[?!]?(?:\[\])?)\s{1,40}=(?![=~>])\s{0,40}/y;

function readTyped(text: string, at: number): Joint | undefined {
  const code = text.charCodeAt(skipSpace(text, at));
  if (!isLetter(code) && code !== 38 && code !== 95) return undefined;
  typePattern.lastIndex = at;
  const typed = typePattern.exec(text);
  return typed === null ? undefined : assigned(text, at + typed[0].length);
}

/** Skips space, and one line break where a quoted value follows it. */
function toValue(text: string, at: number): number {
  const spaced = skipSpace(text, at);
  if (!isBreak(text.charCodeAt(spaced))) return spaced;
  let next = spaced;
  while (next < spaced + 80 && text.charCodeAt(next) <= 32) next++;
  return isQuote(text.charCodeAt(next)) ? next : spaced;
}

function quotedNext(text: string, at: number, operator: Operator): Joint | undefined {
  const next = skipSpace(text, at);
  const code = text.charCodeAt(next);
  if (isQuote(code)) return { operator, at: next };
  return code === 92 && isQuote(text.charCodeAt(next + 1)) ? { operator, at: next } : undefined;
}

const valueKeyPattern =
  /,?\s{0,60}(?:["']?(?:(?:android:|Parameter)?value|content|default)["']?|:?with)\s{0,4}(?:=>|[:=])\s{0,4}|\s{0,60}serializeAs="String">\s{0,60}<value>(?=[^<\s])/iy;

/** `name: PASSWORD, value: x` and `key="Password" value="x"`: the value has a key of its own. */
function valueKey(text: string, at: number): Joint | undefined {
  valueKeyPattern.lastIndex = at;
  const found = valueKeyPattern.exec(text);
  if (found === null) return undefined;
  return { operator: found[0].endsWith('>') ? 'element' : 'assign', at: at + found[0].length };
}

/** Functions that are handed a password and something derived from it. */
const derives = /(?:hash|verify|check|compare|match|crypt|derive|kdf|digest)\w{0,30}\(\s{0,20}\\?["'`]$/i;

/** The name is a string of its own, whole, and the next one is its value. */
function pairOrValueKey(text: string, start: number, at: number): Joint | undefined {
  const keyed = valueKey(text, at);
  if (keyed !== undefined) return keyed;
  const nameStart = findNameStart(text, start);
  const before = text.charCodeAt(nameStart - 1);
  // A selector of a page is a name, too: `'#password'`, `'input[name=password]'`.
  if (!isQuote(before) && !(before === 35 && isQuote(text.charCodeAt(nameStart - 2))) && before !== 61)
    return undefined;
  return derives.test(text.slice(Math.max(0, nameStart - 60), nameStart)) ? undefined : quotedNext(text, at, 'pair');
}

/** `<password>`, `<property name="password">` and the like: the value is the element's text. */
function readElement(text: string, start: number, nameEnd: number, at: number, isQuoted: boolean): Joint | undefined {
  if (at > nameEnd + 2) return undefined;
  if (isQuoted) return at === nameEnd + 1 ? { operator: 'element', at: at + 1 } : undefined;
  const nameStart = findNameStart(text, start);
  const opens = /<(?:[\w.-]{1,40}:)?$/.test(text.slice(Math.max(0, nameStart - 42), nameStart));
  return opens ? { operator: 'element', at: at + 1 } : undefined;
}

const byPattern = /by\s{1,10}(?:password\s{1,10}|values\s{1,10})?(?=\\?['"])/iy;
/** `IDENTIFIED BY word;` */
const bareBy = /(?<=fied by\s{1,10})[A-Za-z][\w#$]{5,60}\s{0,4}(?:;|\r?\n|$)/iy;
/** `the password is "..."`. */
const isPattern = /is:?\s{1,4}\*{0,3}(?=["'`]{0,3}[^\s"'`*])/y;
/** `by lazy { "value" }` (Kotlin). */
const lazyPattern = /by lazy\s{0,4}\{\s{0,20}(?=")/y;

/** Only space stands between: accepted where the syntax has such settings, or where a quoted value follows. */
function readSpaced(
  text: string,
  start: number,
  nameEnd: number,
  at: number,
  isQuoted: boolean,
  syntax: Syntax,
): Joint | undefined {
  const code = text.charCodeAt(at);
  const small = code | 32;
  if (small === 118 || small === 99 || small === 100 || small === 97 || small === 115 || isQuote(code)) {
    const keyed = valueKey(text, at);
    if (keyed !== undefined) return keyed;
  }
  if (isQuoted) return undefined;
  if (isQuote(code)) return { operator: 'space', at };
  if (code === 64 && text.charCodeAt(at + 1) === 34 && syntax === 'code') return { operator: 'space', at };
  lazyPattern.lastIndex = at;
  if (small === 98 && lazyPattern.test(text)) return { operator: 'assign', at: lazyPattern.lastIndex };
  if (small === 98 && (text.charCodeAt(nameEnd - 1) | 32) === 100) {
    byPattern.lastIndex = at;
    const by = byPattern.exec(text);
    if (by !== null) return { operator: 'space', at: at + by[0].length };
  }
  bareBy.lastIndex = at;
  if ((text.charCodeAt(nameEnd - 1) | 32) === 121 && bareBy.test(text)) return { operator: 'space', at };
  if (small === 105 && (syntax === 'prose' || syntax === 'unknown')) {
    isPattern.lastIndex = at;
    if (isPattern.test(text)) return { operator: 'space', at: isPattern.lastIndex };
  }
  if (syntax === 'code' || syntax === 'json') {
    const ofType = readTyped(text, at);
    if (ofType !== undefined) return ofType;
  }
  return isSpacedSetting(text, findNameStart(text, start), at, syntax) ? { operator: 'space', at } : undefined;
}
