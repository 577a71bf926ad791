import { extname } from 'node:path';

/** Names that the keyword plugin takes for those of secrets. */
const names =
  /(?:api|auth|service|account|db|database|priv|private|client)_?key|(?:db|database|key)_?pass|password|passwd|pwd|secret|contrase(?:ñ|n)a/giu;
const namesInLowerCase = new RegExp(names.source, 'gu');
const nameInLowerCase = new RegExp(names.source, 'u');

/** A character that Python takes for one of a word, or for white space. */
const wordRun = /[\p{L}\p{N}_]*/uy;
// biome-ignore lint/suspicious/noControlCharactersInRegex: white space to Python
const space = /[\s\x1c-\x1f\x85]*/y;

type Style =
  | 'colon'
  | 'quotedColon'
  | 'colonEquals'
  | 'equals'
  | 'quotedEquals'
  | 'c'
  | 'call'
  | 'before'
  | 'semicolon'
  | 'arrow';

const config: readonly Style[] = ['colon', 'before', 'equals', 'semicolon'];
const c: readonly Style[] = ['c'];
const quoted: readonly Style[] = ['quotedColon', 'before', 'quotedEquals', 'semicolon', 'arrow'];

/** How files of a kind write what is given to a name; all others in quotes. */
const stylesByExtension: Readonly<Record<string, readonly Style[]>> = {
  '.go': ['colonEquals', 'before', 'equals', 'semicolon'],
  '.m': c,
  '.cs': c,
  '.c': c,
  '.cpp': ['call', 'quotedEquals'],
  '.yaml': config,
  '.yml': config,
  '.eyaml': config,
  '.cnf': config,
  '.conf': config,
  '.cfg': config,
  '.cf': config,
  '.ini': config,
  '.properties': config,
  '.toml': config,
};

/** What the keyword plugin of detect-secrets 1.1 and later takes from a line: for each style the first value. */
export function takeKeywords(path: string, line: string): string[] {
  const extension = extname(path);
  const styles = Object.hasOwn(stylesByExtension, extension) ? stylesByExtension[extension]! : quoted;
  const values = styles.map((style) => (style === 'before' ? takeBefore(line) : takeAfter(line, style)));
  return values.filter((value) => value !== undefined);
}

/** The first value that follows a name; all names within one word are followed by the same. */
function takeAfter(line: string, style: Exclude<Style, 'before'>): string | undefined {
  let end = -1;
  for (const { index, 0: name } of line.matchAll(style === 'call' ? namesInLowerCase : names)) {
    if (index < end) continue;
    end = skip(wordRun, line, index + name.length);
    const value = readAfter(line, end, style);
    if (value !== undefined) return value;
  }
  return undefined;
}

function readAfter(line: string, end: number, style: Exclude<Style, 'before'>): string | undefined {
  switch (style) {
    case 'c':
      return readC(line, end);
    case 'call':
      return readCall(line, end);
    case 'semicolon':
      return readBeforeSemicolon(line, end);
    default:
      return readAssigned(line, end, style);
  }
}

/** Signs between a name, perhaps in quotes or brackets, and its value. */
const signs = {
  colon: /:/y,
  quotedColon: /:/y,
  colonEquals: /:=/y,
  equals: /={1,3}|!==?/y,
  quotedEquals: /={1,3}|!==?/y,
  arrow: /=>?/y,
};

function readAssigned(line: string, end: number, style: keyof typeof signs): string | undefined {
  let at = skip(/[\]'"]{0,2}/y, line, end);
  if (style !== 'colon' && style !== 'quotedColon') at = skip(space, line, at);
  const next = skip(signs[style], line, at);
  if (next === at) return undefined;
  const isQuoted = style === 'quotedColon' || style === 'quotedEquals' || style === 'arrow';
  return readValue(line, skip(space, line, next), isQuoted);
}

function readC(line: string, end: number): string | undefined {
  const start = skip(space, line, skip(/(?:\[\d*\])?/y, line, end));
  const behind = skip(/[!=]{1,2}/y, line, start);
  if (behind === start) return undefined;
  const at = skip(/@?/y, line, skip(space, line, behind));
  return line[at] === '"' ? readQuoted(line, at) : undefined;
}

/** `secret("value")`, `secret.assign("value", 5)`. */
function readCall(line: string, end: number): string | undefined {
  const at = skip(/(?:.assign)?\("/y, line, end);
  return at === end ? undefined : readQuoted(line, at - 1);
}

/** `secret "value";`, with up to 50 characters that are no white space between. */
function readBeforeSemicolon(line: string, end: number): string | undefined {
  for (let at = end; at <= end + 50 && at < line.length; at++) {
    const value = readQuoted(line, skip(space, line, at), ';');
    if (value !== undefined) return value;
    if (skip(space, line, at) !== at) return undefined;
  }
  return undefined;
}

/** `"value" == secret`, the name in lower case: the first value. */
function takeBefore(line: string): string | undefined {
  for (const { index } of line.matchAll(/['"`]/g)) {
    for (const value of quotedValues(line, index)) {
      const sign = skip(space, line, index + value.length + 2);
      const behind = skip(/[!=]{2,3}/y, line, sign);
      if (behind === sign) continue;
      const name = skip(space, line, behind);
      if (nameInLowerCase.test(line.slice(name, skip(wordRun, line, name)))) return value;
    }
  }
  return undefined;
}

function readValue(line: string, at: number, isQuoted: boolean): string | undefined {
  const value = readQuoted(line, at);
  if (value !== undefined || isQuoted) return value;
  return startsWithWord(line, at) ? trimmed(line.slice(at, valueEnd(line, at))) : undefined;
}

/** The longest value in the quotes that open here, and with what must follow them. */
function readQuoted(line: string, at: number, behind = ''): string | undefined {
  for (const value of quotedValues(line, at)) if (line.startsWith(behind, at + value.length + 2)) return value;
  return undefined;
}

/** Longest first. Other quotes end a value; backticks may stand in it. It begins with a word and ends with no comma. */
function* quotedValues(line: string, at: number): Generator<string> {
  const quote = line[at];
  if (quote !== '"' && quote !== "'" && quote !== '`') return;
  if (!startsWithWord(line, at + 1)) return;
  const end = valueEnd(line, at + 1);
  let close = quote === '`' ? line.lastIndexOf('`', end - 1) : line[end] === quote ? end : -1;
  for (; close > at + 1; close = quote === '`' ? line.lastIndexOf('`', close - 1) : -1) {
    if (line[close - 1] !== ',' && line[close - 1] !== '`') yield line.slice(at + 1, close);
  }
}

function valueEnd(line: string, at: number): number {
  return skip(/[^\v'"]*/y, line, at);
}

function startsWithWord(line: string, at: number): boolean {
  return skip(/[\p{L}\p{N}_]/uy, line, at) > at;
}

function trimmed(value: string): string {
  return value.replace(/[,`]+$/, '');
}

/** The end of what a sticky pattern matches here; `at` where it does not. */
function skip(pattern: RegExp, line: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(line) ? pattern.lastIndex : at;
}
