import type { Node } from './ast.ts';
import type { CodePoints } from './code-points.ts';
import { foldRanges, invertRanges, joinRanges } from './code-points.ts';
import { posixClass } from './named-classes.ts';
import { parseCharacterEscape, parseClassEscape } from './parse-escape.ts';
import type { ParserState } from './parser-state.ts';
import { charactersNode, eat, eatMatch, fail, nextCodePoint } from './parser-state.ts';

/** Reads a class in brackets; the state is at its `[`. */
export function parseClass(state: ParserState): Node {
  const start = state.at;
  state.at++;
  const negated = eat(state, '^');
  const ranges: (readonly [number, number])[] = [];
  let isFirst = state.dialect === 'go';
  while (isFirst || !eat(state, ']')) {
    if (state.at >= state.source.length) fail('a class without its ]', start);
    ranges.push(...parseMember(state));
    isFirst = false;
  }
  const joined = joinRanges(ranges);
  if (!negated) return charactersNode(state, joined);
  return charactersNode(state, invertRanges(state.flags.i ? foldRanges(joined) : joined));
}

function parseMember(state: ParserState): CodePoints {
  const named = state.dialect === 'go' ? parsePosix(state) : undefined;
  const known = named ?? parseClassEscape(state);
  if (known) return known;
  const start = state.at;
  const low = parseClassCharacter(state);
  const dash = state.at;
  if (state.source[dash] !== '-' || [undefined, ']'].includes(state.source[dash + 1])) return [[low, low]];
  state.at++;
  if (state.dialect !== 'go') {
    const other = parseClassEscape(state);
    if (other) return [[low, low], [0x2d, 0x2d], ...other];
  }
  const high = parseClassCharacter(state);
  if (high < low) fail('a range that runs backwards', start);
  return [[low, high]];
}

function parsePosix(state: ParserState): CodePoints | undefined {
  const start = state.at;
  const match = eatMatch(state, /\[:(.*?):\]/sy);
  if (!match) return undefined;
  return posixClass(match[1]!) ?? fail(`unknown class [:${match[1]!.slice(0, 40)}:]`, start);
}

function parseClassCharacter(state: ParserState): number {
  if (state.at >= state.source.length) fail('a class without its ]', state.at);
  if (state.source[state.at] !== '\\') return nextCodePoint(state);
  if (state.dialect !== 'go' && eat(state, '\\b')) return 0x08;
  return parseCharacterEscape(state);
}
