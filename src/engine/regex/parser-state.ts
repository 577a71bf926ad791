import type { Node } from './ast.ts';
import type { CodePoints } from './code-points.ts';
import { bytesNode, foldRanges, utf8Node } from './code-points.ts';
import type { Dialect } from './pattern.ts';
import { PatternError } from './pattern.ts';

/** `i`, `m`, `s` as everywhere; `U` swaps greedy and lazy. */
export interface Flags {
  i: boolean;
  m: boolean;
  s: boolean;
  U: boolean;
}

/** Where the parser stands. `bytes` is JavaScript's syntax with each character a byte: what `printPattern` wrote. */
export interface ParserState {
  readonly source: string;
  readonly dialect: Dialect | 'bytes';
  at: number;
  flags: Flags;
  /** Between `\Q` and `\E`. */
  isQuoting: boolean;
  depth: number;
  groupCount: number;
  /** Ranges of characters read so far. */
  size: number;
  readonly groupNames: Map<string, number>;
  /** References met so far, settled at the end, when every group is known. */
  readonly references: { node: Node & { type: 'backreference' }; name: string | number; offset: number }[];
}

/** Unicode properties have hundreds of ranges each; more than this would fill the memory. */
const largestSize = 200_000;

export function createState(source: string, dialect: Dialect | 'bytes', flags: string): ParserState {
  return {
    source,
    dialect,
    at: 0,
    flags: { i: flags.includes('i'), m: flags.includes('m'), s: flags.includes('s'), U: false },
    isQuoting: false,
    depth: 0,
    groupCount: 0,
    size: 0,
    groupNames: new Map(),
    references: [],
  };
}

export function fail(message: string, offset: number): never {
  throw new PatternError(message, offset);
}

/** Steps over the text if it comes next. */
export function eat(state: ParserState, text: string): boolean {
  if (!state.source.startsWith(text, state.at)) return false;
  state.at += text.length;
  return true;
}

/** What the expression matches right here, stepped over; it must be sticky. */
export function eatMatch(state: ParserState, expression: RegExp): RegExpExecArray | undefined {
  expression.lastIndex = state.at;
  const match = expression.exec(state.source) ?? undefined;
  if (match) state.at += match[0].length;
  return match;
}

/** The next character as a code point, stepped over. */
export function nextCodePoint(state: ParserState): number {
  const code = state.source.codePointAt(state.at)!;
  if (code >= 0xd800 && code <= 0xdfff) fail('half of a surrogate pair', state.at);
  state.at += code > 0xffff ? 2 : 1;
  return code;
}

const asciiNodes = new Map<number, Node>();

/** The node for one literal character under the flags in force; those for ASCII are made once. */
export function literalNode(state: ParserState, code: number): Node {
  if (code > 0x7f) return charactersNode(state, [[code, code]]);
  const key = state.flags.i ? code + 0x80 : code;
  const node = asciiNodes.get(key) ?? charactersNode(state, [[code, code]]);
  asciiNodes.set(key, node);
  return node;
}

/** The node for characters under the flags in force. */
export function charactersNode(state: ParserState, ranges: CodePoints): Node {
  state.size += ranges.length;
  if (state.size > largestSize) fail('too many characters and ranges', state.at);
  const folded = state.flags.i ? foldRanges(ranges) : ranges;
  return state.dialect === 'bytes' ? bytesNode(folded) : utf8Node(folded);
}
