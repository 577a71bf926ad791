import type { Node } from './ast.ts';
import { edge } from './ast.ts';
import type { ByteSet } from './byte-set.ts';
import { allBytes, invert, unite } from './byte-set.ts';
import type { Flags, ParserState } from './parser-state.ts';
import { eat, eatMatch, fail } from './parser-state.ts';

/** Most capture groups in one pattern. */
const mostGroups = 100;

/** Reads a group of any kind, its inside by `parseInside`; undefined for a directive such as `(?i)`. */
export function parseGroup(state: ParserState, parseInside: (state: ParserState) => Node): Node | undefined {
  const start = state.at;
  const close = (node: Node): Node => {
    if (!eat(state, ')')) fail('a ( without its )', start);
    return node;
  };
  state.at++;
  if (!eat(state, '?')) return captureGroup(state, undefined, start, () => close(parseInside(state)));
  const name = eatMatch(state, /P?<(\w+)>/y);
  if (name) return captureGroup(state, name[1]!, start, () => close(parseInside(state)));
  const look = eatMatch(state, /(<?)([=!])/y);
  if (look) {
    if (state.dialect === 'go') fail('lookaround is not Go syntax', start);
    return lookaround(look[1] === '', look[2] === '!', close(parseInside(state)));
  }
  return parseFlagGroup(state, start, () => close(parseInside(state)));
}

function captureGroup(state: ParserState, name: string | undefined, start: number, inside: () => Node): Node {
  const index = ++state.groupCount;
  if (index > mostGroups) fail(`more than ${mostGroups} capture groups`, start);
  const isKnown = name !== undefined && setName(state, name, index, start);
  return { type: 'group', index, ...(isKnown && { name }), body: inside() };
}

/** Go lets several groups share a name, which then is the first one's, and begin it with a digit. */
function setName(state: ParserState, name: string, index: number, start: number): boolean {
  const isTaken = state.groupNames.has(name);
  if (state.dialect !== 'go') {
    if (isTaken) fail(`two groups named ${name}`, start);
    if (/^\d/.test(name)) fail(`a group name that begins with a digit: ${name}`, start);
  }
  if (!isTaken) state.groupNames.set(name, index);
  return !isTaken;
}

/** `(?i)` holds to the end of the enclosing group, `(?i:...)` inside its own. */
function parseFlagGroup(state: ParserState, start: number, inside: () => Node): Node | undefined {
  const match = eatMatch(state, /([a-zA-Z]*)(-?)([a-zA-Z]*)([:)])/y);
  if (!match || (match[2] && !match[3])) fail('an unknown kind of group', start);
  const outer = state.flags;
  const flags = { ...outer };
  setFlags(flags, match[1]!, true, start);
  setFlags(flags, match[3]!, false, start);
  state.flags = flags;
  if (match[4] === ')') return undefined;
  const node = inside();
  state.flags = outer;
  return node;
}

function setFlags(flags: Flags, letters: string, value: boolean, start: number): void {
  for (const letter of letters) {
    if (!Object.hasOwn(flags, letter)) fail(`unknown flag ${letter}`, start);
    flags[letter as keyof Flags] = value;
  }
}

/** A look at a single byte becomes an edge, which every matcher understands. */
function lookaround(ahead: boolean, negated: boolean, body: Node): Node {
  const set = edgeSet(body, ahead);
  if (set) return edge(ahead, negated ? invert(set) : set);
  return { type: 'look', ahead, negated, body };
}

function edgeSet(node: Node, ahead: boolean): ByteSet | undefined {
  switch (node.type) {
    case 'set':
      return node.set;
    case 'edge':
      return node.ahead === ahead ? node.set : undefined;
    case 'empty':
      return allBytes(true);
    case 'choice': {
      const sets = node.items.map((item) => edgeSet(item, ahead));
      return sets.every((set) => set !== undefined) ? sets.reduce(unite) : undefined;
    }
    default:
      return undefined;
  }
}
