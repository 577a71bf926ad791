import { groupBy } from '../lib/group-by.ts';
import { maxReach } from './allow-index.ts';
import { type InlineAllow, readInlineAllows, withCause } from './inline-allow.ts';
import { ownLength } from './own-allow.ts';

/** An ignore comment as a report names it. */
export interface NamedAllow {
  line: number;
  text: string;
}

/** What is left of a text, and which ignore comments stay in it, why. */
export interface CutText {
  text: string;
  left: (NamedAllow & { problem: string })[];
}

interface Source {
  path: string;
  /** YYYY-MM-DD. */
  today: string;
  /** Whether the numbers of lines must stay as they are: a comment's own line is then emptied, not taken out. */
  keepsLines: boolean;
}

/** A span to be taken out, by offsets. */
type Span = [start: number, end: number];

/**
 * Takes ignore comments out of a file (its bytes as latin1 text): the line that holds nothing else, a comment at a line's
 * end with the blanks before it, or only the ignore's words. What is not surely a comment of a known form is left.
 */
export function cutAllows(text: string, wanted: readonly NamedAllow[], source: Source): CutText {
  const allows = readInlineAllows(text, 1, source.path, source.today);
  const left: CutText['left'] = [];
  const chosen = new Map<InlineAllow, NamedAllow>();
  const keyOf = (each: NamedAllow) => `${each.line}\0${each.text}`;
  const found = groupBy(allows, (allow) => keyOf({ line: allow.line, text: withCause(allow) }));
  for (const [key, some] of groupBy(wanted, keyOf)) {
    const same = found.get(key) ?? [];
    if (same.length === some.length) for (const [i, each] of some.entries()) chosen.set(same[i]!, each);
    else {
      const problem = same.length === 0 ? 'is not found there' : 'stands there more than once';
      left.push(...some.map((each) => ({ ...each, problem })));
    }
  }
  let rest = text;
  const kept = new Set(allows.filter((allow) => !chosen.has(allow)));
  // From the end on, so that what stands before keeps its place; on a line, what is left of an earlier cut is seen.
  for (const [allow, each] of [...chosen].sort(([a], [b]) => b.start! - a.start!)) {
    const span = findSpan(rest, allow, source, kept);
    if (typeof span === 'string') {
      left.push({ ...each, problem: span });
      kept.add(allow);
    } else rest = rest.slice(0, span[0]) + rest.slice(span[1]);
  }
  const remaining = readInlineAllows(rest, 1, source.path, source.today).map(({ text: words }) => words);
  const expected = allows.filter((allow) => kept.has(allow)).map(({ text: words }) => words);
  if (JSON.stringify(remaining) === JSON.stringify(expected)) return { text: rest, left: left.toSorted(byLine) };
  return { text, left: wanted.map((each) => ({ ...each, problem: 'cannot be told from what stands round it' })) };
}

function byLine(a: NamedAllow, b: NamedAllow): number {
  return a.line - b.line;
}

/** What is to be taken out; a text says why nothing is. */
function findSpan(text: string, allow: InlineAllow, source: Source, kept: ReadonlySet<InlineAllow>): Span | string {
  const start = allow.start!;
  if (allow.problem !== undefined) return 'is not understood: mend it, or take it out';
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineBreak = text.indexOf('\n', start);
  const next = lineBreak === -1 ? text.length : lineBreak + 1;
  const lineEnd = text.slice(start, next).replace(/\r?\n$/, '').length + start;
  const end = start + lengthOf(text.slice(start, lineEnd));
  const before = text.slice(lineStart, start);
  const after = text.slice(end, lineEnd);
  if (allow.isRange) return 'holds up to where it is enabled again';
  if (before.length > 200 || isInString(text, lineStart, source.path)) return 'may stand in a text of several lines';
  const comment = findComment(before, after);
  if (comment === undefined) return 'stands in a comment of a form that cannot be cut';
  const span: Span = [lineStart + comment[0], end + comment[1]];
  const code = text.slice(lineStart, span[0]);
  if (code.trim() !== '' || text.slice(span[1], lineEnd).trim() !== '') {
    // A space stays where the comment was all that kept two words apart.
    const isApart = /\w$/.test(code) && /^\w/.test(text.slice(span[1], lineEnd));
    return isApart ? 'keeps two words apart' : span;
  }
  if (text.slice(span[1], lineEnd) === '' && code.trim() === '') {
    if (!source.keepsLines) {
      const isNear = ({ line, start: at }: InlineAllow) =>
        Math.abs(line - allow.line) <= maxReach && isAlone(text, at!);
      if ([...kept].some(isNear)) return 'stands near another one that would then reach another line';
      return [lineStart, next];
    }
    return [lineStart, lineEnd];
  }
  return span;
}

function isAlone(text: string, start: number): boolean {
  return !/\w/.test(text.slice(text.lastIndexOf('\n', start - 1) + 1, start));
}

/** Of the directive that a text begins with, all its own words. */
function lengthOf(text: string): number {
  const own = /^keyturn:allow(?:\w|-(?=\w))*/.exec(text)?.[0];
  if (own !== undefined) return own.length + ownLength(text.slice(own.length, own.length + 600));
  if (text.startsWith('secretlint-')) return text.replace(/[ \t]*(?:\*+\/|-->).*$/s, '').length;
  return /^(?:pragma: ?\w+[ -](?:nextline[ -])?secret|\w+:\w+)/.exec(text)?.[0].length ?? 0;
}

const closers: Readonly<Record<string, RegExp>> = { '/*': /^[ \t]*\*+\//, '<!--': /^[ \t]*-->/ };

/**
 * What goes of a line: offsets in what stands before the directive's words, and in what stands after them. Undefined
 * where no comment begins on the line for sure, or one does not end there.
 */
function findComment(before: string, after: string): [number, number] | undefined {
  const sign = findSign(before);
  if (!sign) return undefined;
  const closer = closers[sign.kind];
  const close = closer?.exec(after)?.[0].length;
  if (closer && close === undefined && !new RegExp(closer.source.slice(1)).test(after)) return undefined;
  const isFirst = before.slice(sign.end).trim() === '';
  const isLast = close !== undefined || after.trim() === '';
  if (isFirst && isLast) return wholeComment(before, after, sign.start, close);
  if (isLast) return [before.replace(/[,;]?[ \t]*$/, '').length, 0];
  return [before.length, /^[ \t]*(?:--?[ \t]+|[,;][ \t]*)?/.exec(after)![0].length];
}

function wholeComment(before: string, after: string, start: number, close: number | undefined): [number, number] {
  if (close === undefined) return [before.slice(0, start).trimEnd().length, after.length];
  if (before[start - 1] === '{' && after[close] === '}') return wholeComment(before, after, start - 1, close + 1);
  const behind = after.slice(close);
  if (behind.trim() === '') return [before.slice(0, start).trimEnd().length, after.length];
  const blanks = /\w$/.test(before.slice(0, start)) ? 0 : behind.length - behind.trimStart().length;
  return [start, close + blanks];
}

interface Sign {
  kind: string;
  start: number;
  end: number;
}

/** The sign of a comment right before the directive, or else the first of the line outside of quotes. */
function findSign(before: string): Sign | undefined {
  const signs = /(?<![^\s{(,;[])\/\*+|(?<!\/\*.*|[:/])\/\/+|<!--|(?<!\S)(?:#+|--|;+|%+)(?!\S)|(?<!\S)#+/g;
  const found = [...before.matchAll(signs)].map(({ 0: sign, index }) => ({
    kind: sign.startsWith('/*') ? '/*' : sign,
    start: index,
    end: index + sign.length,
  }));
  const outside = found.filter(({ start }) => isOutsideOfQuotes(before.slice(0, start)));
  const open = outside.filter(({ kind, end }) => !(kind === '/*' && before.slice(end).includes('*/')));
  // One that opens inside of another comment ends with it.
  return open.find(({ kind }) => kind in closers) ?? open.find(({ end }) => before.slice(end).trim() === '') ?? open[0];
}

function isOutsideOfQuotes(code: string): boolean {
  let quote = '';
  for (const { 0: sign } of code.matchAll(/\\?["'`]/g)) {
    if (sign.length > 1) continue;
    if (quote === '') quote = sign;
    else if (sign === quote) quote = '';
  }
  return quote === '';
}

/** In bytes: further down nobody counts quotes. */
const mostAbove = 1 << 18;
const mostDocuments = 100;

/** Whether the line may stand in a text: between triple quotes, in a here-document or a block of YAML. */
function isInString(text: string, lineStart: number, path: string): boolean {
  if (lineStart > mostAbove) return true;
  const above = text.slice(0, lineStart);
  const marks = ['"""', "'''", ...(/\.(?:[mc]?[jt]sx?|vue|svelte|astro|go)$/.test(path) ? ['`'] : [])];
  if (marks.some((mark) => above.split(mark).length % 2 === 0)) return true;
  const documents = [...above.matchAll(/<<[-~<]?\s?["']?([A-Z_][A-Z_\d]*)["']?/g)];
  if (documents.length > mostDocuments) return true;
  for (const { 1: word, index } of documents) {
    if (!new RegExp(`^[ \\t]*${word}\\b`, 'm').test(above.slice(index).replace(/^.*/, ''))) return true;
  }
  return /\.ya?ml$/.test(path) && isInBlock(above, text.slice(lineStart).match(/^ */)![0].length);
}

/** Whether one of the lines that the indentation stands below begins a block scalar (`|` or `>`) of YAML. */
function isInBlock(above: string, depth: number): boolean {
  let least = depth;
  for (const line of above.split('\n').reverse()) {
    const indent = line.match(/^ */)![0].length;
    if (line.trim() === '' || indent >= least) continue;
    if (/(?:^|[:\s-])[|>][-+\d]*\s*(?:#.*)?$/.test(line)) return true;
    least = indent;
    if (least === 0) break;
  }
  return false;
}
