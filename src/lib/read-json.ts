import { UserError } from './user-error.ts';

/** Keys and indexes that lead from the top of a document to a value. */
export type JsonPath = readonly (string | number)[];

/** A JSON text (RFC 8259) as plain data, with the way back to where each value stands. */
export interface JsonDocument {
  value: unknown;
  /** `FILE:LINE:COLUMN` of a value, or of the nearest value above it that stands in the text. */
  placeOf(path: JsonPath): string;
}

/** Deeper than any file of ours or of other tools needs. */
const depthLimit = 64;

/** Reads JSON. Throws `UserError` with `code` that names file, line and column, and git's conflict markers as such. */
export function readJson(text: string, file: string, code: string): JsonDocument {
  const placeAt = (offset: number) => `${file}:${placeOf(text, offset)}`;
  try {
    return { value: JSON.parse(text), placeOf: (path) => placeAt(offsetOf(text, path)) };
  } catch (cause) {
    const conflict = findConflict(text);
    if (conflict !== undefined) {
      const advice = 'settle the merge first';
      throw new UserError(code, `${placeAt(conflict)}: has git's conflict markers: ${advice}`, { cause });
    }
    const { offset, problem } = findFault(text) ?? { offset: 0, problem: 'is nested too deeply' };
    throw new UserError(code, `${placeAt(offset)}: is no JSON: ${problem}`, { cause });
  }
}

/** `LINE:COLUMN` of an offset, both from 1. */
function placeOf(text: string, offset: number): string {
  const before = text.slice(0, offset);
  return `${before.split('\n').length}:${offset - before.lastIndexOf('\n')}`;
}

/** Offset of the first conflict marker that stands between others. */
function findConflict(text: string): number | undefined {
  const start = /^<{7}(?: |\r?$)/m.exec(text);
  return start && /^>{7}(?: |\r?$)/m.test(text.slice(start.index)) ? start.index : undefined;
}

class Fault extends Error {
  readonly offset: number;

  constructor(offset: number, problem: string) {
    super(problem);
    this.offset = offset;
  }
}

function findFault(text: string): { offset: number; problem: string } | undefined {
  try {
    const end = skipSpace(text, skipValue(text, skipSpace(text, 0), 0));
    return { offset: end, problem: 'something follows its end' };
  } catch (error) {
    if (error instanceof Fault) return { offset: error.offset, problem: error.message };
    throw error;
  }
}

/** Where the value at a path begins, or the nearest value above it; the text is known to be right. */
function offsetOf(text: string, path: JsonPath): number {
  let at = skipSpace(text, 0);
  for (const step of path) {
    let found: number | undefined;
    const entries = memberOffsets(text, at);
    for (const { key, offset } of entries) if (key === step) found = offset;
    if (found === undefined) return at;
    at = found;
  }
  return at;
}

/** Keys or indexes of what an object or array holds, with where each value begins. */
function* memberOffsets(text: string, start: number): Generator<{ key: string | number; offset: number }> {
  const isObject = text[start] === '{';
  if (!isObject && text[start] !== '[') return;
  let index = 0;
  for (let at = skipSpace(text, start + 1); text[at] !== (isObject ? '}' : ']'); ) {
    let key: string | number = index++;
    if (isObject) {
      const end = skipString(text, at);
      key = JSON.parse(text.slice(at, end)) as string;
      at = skipSpace(text, skipSpace(text, end) + 1);
    }
    yield { key, offset: at };
    at = skipSpace(text, skipValue(text, at, 0));
    if (text[at] === ',') at = skipSpace(text, at + 1);
  }
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at++;
  return at;
}

/** The offset behind the value that begins here; throws `Fault`. */
function skipValue(text: string, at: number, depth: number): number {
  const first = text[at];
  if (first === '{' || first === '[') return skipMembers(text, at, depth);
  if (first === '"') return skipString(text, at);
  const literal = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)(?![\w.+-])/y;
  literal.lastIndex = at;
  if (literal.test(text)) return literal.lastIndex;
  throw new Fault(at, first === undefined ? 'it ends too early' : 'a value is expected here');
}

function skipMembers(text: string, start: number, depth: number): number {
  if (depth === depthLimit) throw new Fault(start, `it is nested more than ${depthLimit} levels deep`);
  const isObject = text[start] === '{';
  const close = isObject ? '}' : ']';
  let at = skipSpace(text, start + 1);
  if (text[at] === close) return at + 1;
  for (;;) {
    if (isObject) {
      if (text[at] !== '"') throw new Fault(at, text[at] ? 'a key in quotes is expected here' : 'it ends too early');
      at = skipSpace(text, skipString(text, at));
      if (text[at] !== ':') throw new Fault(at, 'a colon is expected here');
      at = skipSpace(text, at + 1);
    }
    at = skipSpace(text, skipValue(text, at, depth + 1));
    if (text[at] === close) return at + 1;
    if (text[at] === undefined) throw new Fault(at, 'it ends too early');
    if (text[at] !== ',') throw new Fault(at, `a comma or ${close} is expected here`);
    at = skipSpace(text, at + 1);
  }
}

function skipString(text: string, start: number): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they must be escaped in JSON
  const body = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/y;
  body.lastIndex = start;
  body.test(text);
  const end = body.lastIndex;
  if (text[end] === '"') return end + 1;
  throw new Fault(end, text[end] === '\\' ? 'this escape is unknown' : 'a text in quotes is not closed here');
}
