import type { Node } from './ast.ts';
import { choice, edge, emptyNode, isNullable, sequence } from './ast.ts';
import { byteRanges, EDGE, singleByte, unite } from './byte-set.ts';
import { invertRanges } from './code-points.ts';
import { parseClass } from './parse-class.ts';
import { parseCharacterEscape, parseClassEscape, parseQuoted } from './parse-escape.ts';
import { parseGroup } from './parse-group.ts';
import type { ParserState } from './parser-state.ts';
import { charactersNode, createState, eat, eatMatch, fail, literalNode, nextCodePoint } from './parser-state.ts';
import type { Dialect } from './pattern.ts';

/** A pattern as a tree, with the numbers of its named groups. */
export interface ParsedPattern {
  root: Node;
  groupCount: number;
  groupNames: ReadonlyMap<string, number>;
}

const longestSource = 65_536;
const deepestNesting = 250;
/** The greatest count in `{n,m}`; Go's is its own. */
const greatestCount = { js: 65_535, bytes: 65_535, go: 1000 };

/**
 * Reads a pattern in either dialect, or (`bytes`) one that `printPattern` wrote. Throws `PatternError`.
 * Go's syntax: https://pkg.go.dev/regexp/syntax
 */
export function parsePattern(source: string, dialect: Dialect | 'bytes', flags = ''): ParsedPattern {
  if (dialect !== 'bytes' && source.length > longestSource)
    fail(`longer than ${longestSource} characters`, longestSource);
  const state = createState(source, dialect, flags);
  const root = parseChoice(state);
  if (state.at < source.length) fail('a ) without its (', state.at);
  for (const { node, name, offset } of state.references) {
    const index = typeof name === 'number' ? name : (state.groupNames.get(name) ?? Number.POSITIVE_INFINITY);
    if (index > state.groupCount) fail(`no group ${name} to refer to`, offset);
    node.index = index;
  }
  return { root, groupCount: state.groupCount, groupNames: state.groupNames };
}

/** Reads up to the end of the enclosing group; flags set inside end with it. */
function parseChoice(state: ParserState): Node {
  if (++state.depth > deepestNesting) fail(`nested deeper than ${deepestNesting}`, state.at);
  const flags = state.flags;
  const items: Node[] = [];
  do items.push(parseSequence(state));
  while (eat(state, '|'));
  state.flags = flags;
  state.depth--;
  return choice(items);
}

function parseSequence(state: ParserState): Node {
  const items: Node[] = [];
  let canRepeat = false;
  while (state.at < state.source.length) {
    const start = state.at;
    const counts = state.isQuoting ? undefined : parseQuantifier(state);
    if (counts) {
      const body = items.pop();
      if (!body || !canRepeat) fail('nothing to repeat', start);
      items.push(repeat(state, body, counts));
      canRepeat = false;
      continue;
    }
    if (!state.isQuoting && (state.source[start] === '|' || state.source[start] === ')')) break;
    const atom = parseAtom(state);
    if (!atom) continue;
    items.push(atom);
    canRepeat = state.dialect !== 'js' || !isBareAssertion(state, atom, start);
  }
  return sequence(items);
}

/** In JavaScript `^*` is an error, `(?:^)*` is not. */
function isBareAssertion(state: ParserState, atom: Node, start: number): boolean {
  return ['edge', 'boundary', 'look'].includes(atom.type) && !state.source.startsWith('(?:', start);
}

function parseQuantifier(state: ParserState): { min: number; max: number; lazy: boolean } | undefined {
  const start = state.at;
  const match = eatMatch(state, /(?:([*+?])|\{(\d+)(,?)(\d*)\})(\??)/y);
  if (!match) return undefined;
  const [, sign, from, comma, to, question] = match;
  const min = sign ? (sign === '+' ? 1 : 0) : Number(from);
  const max = sign ? (sign === '?' ? 1 : Number.POSITIVE_INFINITY) : openCount(min, comma!, to!);
  const limit = greatestCount[state.dialect];
  if (min > limit || (max !== Number.POSITIVE_INFINITY && max > limit)) fail(`a count above ${limit}`, start);
  if (min > max) fail('a count that runs backwards', start);
  return { min, max, lazy: (question === '?') !== state.flags.U };
}

function openCount(min: number, comma: string, to: string): number {
  if (!comma) return min;
  return to === '' ? Number.POSITIVE_INFINITY : Number(to);
}

function repeat(state: ParserState, body: Node, counts: { min: number; max: number; lazy: boolean }): Node {
  if (counts.min === 1 && counts.max === 1) return body;
  // Go lets an optional part match nothing; JavaScript would take that as not having matched.
  if (state.dialect === 'go' && counts.min === 0 && counts.max === 1 && isNullable(body)) {
    return { type: 'choice', items: counts.lazy ? [emptyNode, body] : [body, emptyNode] };
  }
  return { type: 'repeat', body, ...counts };
}

/** Reads one thing that may be repeated; undefined when it was only a directive. */
function parseAtom(state: ParserState): Node | undefined {
  if (state.isQuoting) return literal(state, parseQuoted(state));
  const start = state.at;
  switch (state.source[start]) {
    case '(':
      return parseGroup(state, parseChoice);
    case '[':
      return parseClass(state);
    case '.':
      state.at++;
      return parseDot(state);
    case '^':
    case '$':
      state.at++;
      return lineEdge(state, state.source[start] === '$');
    case '\\':
      return parseEscape(state);
    default:
      return literal(state, nextCodePoint(state));
  }
}

function literal(state: ParserState, code: number | undefined): Node | undefined {
  return code === undefined ? undefined : literalNode(state, code);
}

/** JavaScript's `.` and line ends know the carriage return, Go's do not. */
function lineEnds(state: ParserState): [number, number][] {
  return (state.dialect === 'go' ? [0x0a] : [0x0a, 0x0d]).map((code) => [code, code]);
}

function parseDot(state: ParserState): Node {
  return charactersNode(state, state.flags.s ? [[0, 0x10ffff]] : invertRanges(lineEnds(state)));
}

function lineEdge(state: ParserState, ahead: boolean): Node {
  const textEdge = singleByte(EDGE);
  if (!state.flags.m) return edge(ahead, textEdge);
  return edge(ahead, unite(textEdge, byteRanges(lineEnds(state))));
}

function parseEscape(state: ParserState): Node | undefined {
  const start = state.at;
  if (eat(state, '\\b')) return { type: 'boundary', negated: false };
  if (eat(state, '\\B')) return { type: 'boundary', negated: true };
  const known = parseClassEscape(state);
  if (known) return charactersNode(state, known);
  if (state.dialect !== 'go') return parseReference(state) ?? literal(state, parseCharacterEscape(state));
  if (eat(state, '\\A')) return edge(false, singleByte(EDGE));
  if (eat(state, '\\z')) return edge(true, singleByte(EDGE));
  if (eat(state, '\\C')) fail('\\C (a single byte) is not supported', start);
  if (!eat(state, '\\Q')) return literal(state, parseCharacterEscape(state));
  state.isQuoting = true;
  return undefined;
}

function parseReference(state: ParserState): Node | undefined {
  const offset = state.at;
  const match = eatMatch(state, /\\(?:([1-9]\d{0,3})|k<(\w+)>)/y);
  if (!match) return undefined;
  const node = { type: 'backreference' as const, index: 0, fold: state.flags.i };
  state.references.push({ node, name: match[1] ? Number(match[1]) : match[2]!, offset });
  return node;
}
