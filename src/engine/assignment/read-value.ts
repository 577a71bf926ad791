import type { Syntax } from './syntax.ts';

/** Where a value stands, without its quotes. `quote` is '' for a bare word, '<' for an element's text. */
export interface ValueSpan {
  valueStart: number;
  valueEnd: number;
  quote: string;
}

const longestValue = 1000;

/** `b"..."`, `r'...'`, `@"..."`, `L"..."`, and wrappers round a literal: `String("...")`, `Buffer.from('...')`, `["..."]`. */
const openerPattern =
  /(?:(?:new\s{1,4})?[A-Za-z_][\w.]{0,40}\(\s{0,20}|[[({]\s{0,20}){0,2}(?:[bBrRuUfFL]{1,2}|[@$]{1,2})?(\\{0,7})(["'`])/y;
/** A default after a look-up: `process.env.X || '...'`, `ENV['X'] or "..."`, `getenv("X", "...")`. */
const defaultPattern =
  /[A-Za-z_$][\w$.:]{0,80}(?:[[(]['"]?[\w.-]{0,80}['"]?[\])]|\(['"][\w.-]{1,80}['"],)?\s{0,20}(?:\|\||\?\?|\bor\b|(?<=,))\s{0,20}(["'`])/y;

/** Reads a quoted string that begins at `at`, with what may stand in front of the quote. */
export function readQuotedValue(text: string, at: number): ValueSpan | undefined {
  openerPattern.lastIndex = at;
  const opener = openerPattern.exec(text);
  if (opener !== null) return closeQuote(text, at + opener[0].length, opener[2]!, opener[1]!.length);
  defaultPattern.lastIndex = at;
  const fallback = defaultPattern.exec(text);
  return fallback === null ? undefined : closeQuote(text, at + fallback[0].length, fallback[1]!, 0);
}

/** Finds the closing quote, which has as many backslashes before it as the opening one. */
function closeQuote(text: string, start: number, quote: string, escapes: number): ValueSpan | undefined {
  const code = quote.charCodeAt(0);
  if (escapes === 0 && text.charCodeAt(start) === code && text.charCodeAt(start + 1) === code) {
    const length = text.slice(start + 2, start + 2 + longestValue).indexOf(quote.repeat(3));
    return length < 0 ? undefined : { valueStart: start + 2, valueEnd: start + 2 + length, quote };
  }
  const limit = Math.min(text.length, start + longestValue);
  let backslashes = 0;
  for (let i = start; i < limit; i++) {
    const here = text.charCodeAt(i);
    if (here === 92) backslashes++;
    else {
      if (here === code && (escapes > 0 ? backslashes <= escapes : backslashes % 2 === 0)) {
        return { valueStart: start, valueEnd: i - Math.min(backslashes, escapes), quote };
      }
      if (here === 10 && quote !== '`') return undefined;
      backslashes = 0;
    }
  }
  return undefined;
}

const yamlBare = /[^\s#&*!|>'"%@`{[,][^\n\r]{0,999}/y;
const settingsBare = /[^\s'"`;,()<>{}[\]][^\s'"`;<>]{0,999}/y;
const shellBare = /[^\s'"`;,()<>{}[\]|&][^\s'"`;<>|&)]{0,999}/y;
const embeddedBare = /[^\s'"`;,()<>{}[\]&\\][^\s'"`;,<>&\\#)}]{0,999}/y;
const proseBare = /[^\s'"`;,()<>{}[\]][^\s'"`,;<>]{0,999}/y;

/** Reads an unquoted value where the syntax has such. */
export function readBareValue(text: string, at: number, syntax: Syntax | 'embedded'): ValueSpan | undefined {
  const pattern = bareOf(syntax);
  if (pattern === undefined) return undefined;
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  if (found === null) return undefined;
  let end = at + found[0].length;
  if (syntax === 'yaml') end = at + trimYaml(found[0]).length;
  // In sentences the full stop or colon is not the value's.
  if (syntax === 'prose' || syntax === 'unknown') while (end > at && /[.:)\]*]/.test(text.charAt(end - 1))) end--;
  return end > at ? { valueStart: at, valueEnd: end, quote: '' } : undefined;
}

/** Cuts a comment and the space at the end. */
function trimYaml(value: string): string {
  const comment = value.search(/\s#/);
  return (comment < 0 ? value : value.slice(0, comment)).trimEnd();
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
