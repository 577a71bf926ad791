import { isLetter } from './chars.ts';
import type { Syntax } from './syntax.ts';

/** Where a value stands, without its quotes. `quote` is '' for a bare word, '<' for an element's text. */
export interface ValueSpan {
  valueStart: number;
  valueEnd: number;
  quote: string;
  /** Whether it is an argument of a function that need not hand it on as it is: `lookUp("...")`. */
  isWrapped: boolean;
}

const longestValue = 1000;

/** `b"..."`, `r'...'`, `@"..."`, `L"..."`, and wrappers round a literal: `String("...")`, `[]byte("...")`, `["..."]`. */
const openerPattern =
  /(?:(?:new\s{1,4})?[A-Za-z_][\w.:]{0,40}\(\s{0,20}|\[\]byte\(\s{0,20}|[[({]\s{0,20}){0,2}(?:[bBrRuUfFLN]{1,2}|[@$]{1,2})?(\\{0,7})(["'`])/y;
/** A default after a look-up: `process.env.X || '...'`, `ENV['X'] or "..."`, `getenv("X", "...")`. */
const defaultPattern =
  /[A-Za-z_$][\w$.:]{0,80}(?:[[(]['"]?[\w.-]{0,80}['"]?[\])]|\(['"][\w.-]{1,80}['"],)?\s{0,20}(?:\|\||\?\?|\?:|\bor\b|(?<=,))\s{0,20}(["'`])/y;

/** Functions and types that make the value itself of a literal. */
const literalWrapper =
  /(?:^|[^a-z])(?:string|str|bytes?|buffer\.from|from|of|some|just|secretstr|securestring|protectedstring|unicode|utf8|b64decode|base64|b64|decodestring|tochararray|hex|unhexlify|secret|password|token|literal|raw|default|s|u|new|value|set|objectid|quote|parse|encode|usestate|ref|signal|bytestring|cstr|hash::make|bcrypt)\(\s*$/i;

/** Functions whose second argument is what to take where the first finds nothing. */
const lookUp = /(?:get|env|fetch|default|config|option|setting|param|value|read)\w{0,20}[[(]/i;

/** Reads a quoted string that begins at `at`, with what may stand in front of the quote. */
export function readQuotedValue(text: string, at: number): ValueSpan | undefined {
  const code = text.charCodeAt(at);
  if (code === 34 || code === 39 || code === 96) return closeQuote(text, at + 1, code, 0, false);
  // A word, a bracket, or what may stand before a quote.
  if ((!isLetter(code) && !(code < 128 && openers.includes(code))) || !leadsToQuote(text, at)) return undefined;
  if (isLetter(code) || code === 95 || code === 36) {
    defaultPattern.lastIndex = at;
    const fallback = defaultPattern.exec(text);
    if (fallback !== null && (!fallback[0].includes(',') || lookUp.test(fallback[0]))) {
      return closeQuote(text, at + fallback[0].length, fallback[1]!.charCodeAt(0), 0, false);
    }
  }
  openerPattern.lastIndex = at;
  const opener = openerPattern.exec(text);
  if (opener === null) return undefined;
  const [whole, { length: escapes }, quote] = opener as unknown as [string, string, string];
  const before = whole.slice(0, -1 - escapes);
  const isWrapped = before.includes('(') && before.length > 1 && !literalWrapper.test(before);
  const span = closeQuote(text, at + whole.length, quote.charCodeAt(0), escapes, isWrapped);
  return before.includes('{') && span !== undefined && isKey(text, span.valueEnd + escapes + 1) ? undefined : span;
}

/** 1 for each character that may stand before a literal's quote, 2 for the quotes themselves. */
const beforeQuote = new Uint8Array(128);
for (let code = 0; code < 128; code++)
  if (/[\w\s$.:,@()[\]{}|?\\-]/.test(String.fromCharCode(code))) beforeQuote[code] = 1;
for (const code of [34, 39, 96]) beforeQuote[code] = 2;

/** More than the patterns reach. */
const longestLead = 256;

/** Whether nothing stands between here and a quote that cannot: a first look, before the patterns. */
function leadsToQuote(text: string, at: number): boolean {
  const end = Math.min(text.length, at + longestLead);
  for (let i = at; i < end; i++) {
    const code = text.charCodeAt(i);
    const kind = code < 128 ? beforeQuote[code] : 0;
    if (kind !== 1) return kind === 2;
  }
  return end < text.length;
}

/** Whether what ends here is the key of a map: `{"key": ...}`. */
function isKey(text: string, at: number): boolean {
  return /^\s{0,4}(?:=>|:)/.test(text.slice(at, at + 6));
}

/** `[ ( { @ $ _ \ `: what a literal may begin with, beside a quote or a letter. */
const openers = [91, 40, 123, 64, 36, 95, 92];

/** Finds the closing quote, which has as many backslashes before it as the opening one. */
function closeQuote(
  text: string,
  start: number,
  code: number,
  escapes: number,
  isWrapped: boolean,
): ValueSpan | undefined {
  const quote = String.fromCharCode(code);
  if (escapes === 0 && text.charCodeAt(start) === code && text.charCodeAt(start + 1) === code) {
    const length = text.slice(start + 2, start + 2 + longestValue).indexOf(quote.repeat(3));
    return length < 0 ? undefined : { valueStart: start + 2, valueEnd: start + 2 + length, quote, isWrapped };
  }
  const limit = Math.min(text.length, start + longestValue);
  let backslashes = 0;
  for (let i = start; i < limit; i++) {
    const here = text.charCodeAt(i);
    if (here === 92) backslashes++;
    else {
      if (here === code && (escapes > 0 ? backslashes <= escapes : backslashes % 2 === 0)) {
        return { valueStart: start, valueEnd: i - Math.min(backslashes, escapes), quote, isWrapped };
      }
      if (here === 10 && code !== 96) return undefined;
      backslashes = 0;
    }
  }
  return undefined;
}

const yamlBare = /[^\s#&*!|>'"%@`{[,][^\n\r]{0,999}/y;
const settingsBare = /[^\s'"`;,()<>{}[\]][^\s'"`;<>]{0,999}/y;
const shellBare = /[^\s'"`;,()<>{}[\]|&][^\s'"`;<>|&)]{0,999}/y;
const embeddedBare = /[^\s'"`;,()<>{}[\]&\\][^\s'"`;,<>&\\#)}]{0,999}/y;
const proseBare = /[^\s'"`;,()<>{}[\]|*][^\s'"`,;<>|]{0,999}/y;

/** Reads an unquoted value where the syntax has such. */
export function readBareValue(text: string, at: number, syntax: Syntax | 'embedded'): ValueSpan | undefined {
  const pattern = bareOf(syntax);
  if (pattern === undefined) return undefined;
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  if (found === null) return undefined;
  let end = at + found[0].length;
  if (syntax === 'yaml' || syntax === 'settings') end = at + trimComment(found[0]).length;
  if (syntax === 'settings') end = cutNext(text, at, end);
  if (syntax === 'prose' || syntax === 'unknown') {
    const space = found[0].search(/\s/);
    if (space >= 0) end = at + space;
    // In sentences the full stop or colon is not the value's.
    while (end > at && /[.:)\]*]/.test(text.charAt(end - 1))) end--;
  }
  return end > at ? { valueStart: at, valueEnd: end, quote: '', isWrapped: false } : undefined;
}

const shellDefault = /"?\$\{\w{1,40}:[-=]([^\s"'`$(){}]{1,200})\}/y;

/** Reads what a variable is by default: `${1:-value}`. */
export function readShellDefault(text: string, at: number, syntax: Syntax): ValueSpan | undefined {
  if (syntax === 'code' || syntax === 'json' || syntax === 'markup') return undefined;
  const code = text.charCodeAt(at);
  if (code !== 36 && code !== 34) return undefined;
  shellDefault.lastIndex = at;
  const found = shellDefault.exec(text);
  if (found === null) return undefined;
  const valueEnd = at + found[0].length - 1;
  return { valueStart: valueEnd - found[1]!.length, valueEnd, quote: '', isWrapped: false };
}

const hexNumber = /0x[0-9a-fA-F]{32,130}(?!\w)/y;

/** Reads a long hexadecimal number, which code needs no quotes for. */
export function readHexNumber(text: string, at: number, syntax: Syntax): ValueSpan | undefined {
  if (syntax !== 'code' || text.charCodeAt(at) !== 48) return undefined;
  hexNumber.lastIndex = at;
  return hexNumber.test(text)
    ? { valueStart: at, valueEnd: hexNumber.lastIndex, quote: '', isWrapped: false }
    : undefined;
}

/** Cuts a comment and the space at the end. */
function trimComment(value: string): string {
  const comment = value.search(/\s#/);
  return (comment < 0 ? value : value.slice(0, comment)).trimEnd();
}

/** `a,name=b`: the next setting of a list is not the value's. */
function cutNext(text: string, at: number, end: number): number {
  const next = text.slice(at, end).search(/,[A-Za-z_][\w.-]{0,40}=(?!=|$)/);
  return next <= 0 ? end : at + next;
}

function bareOf(syntax: Syntax | 'embedded'): RegExp | undefined {
  switch (syntax) {
    case 'yaml':
      return yamlBare;
    case 'settings':
      return settingsBare;
    case 'shell':
      return shellBare;
    case 'embedded':
      return embeddedBare;
    case 'prose':
    case 'unknown':
      return proseBare;
    case 'markup':
      return undefined;
    case 'code':
    case 'json':
      return undefined;
    default:
      return syntax satisfies never;
  }
}
