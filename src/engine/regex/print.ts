import type { Node, RepeatNode } from './ast.ts';
import { childrenOf, someNode } from './ast.ts';
import type { ByteSet } from './byte-set.ts';
import {
  allBytes,
  byteRanges,
  EDGE,
  hasByte,
  intersect,
  invert,
  isEmptySet,
  isSubset,
  members,
  overlaps,
  toRanges,
  unite,
} from './byte-set.ts';
import { PatternError } from './pattern.ts';

const none = byteRanges([]);
const digit = byteRanges([[0x30, 0x39]]);
const upper = byteRanges([[0x41, 0x5a]]);
const letters = unite(upper, byteRanges([[0x61, 0x7a]]));
const word = unite(unite(letters, digit), byteRanges([[0x5f, 0x5f]]));

/**
 * Prints a tree as JavaScript source over latin1 text, with the flag `i` where every set holds both cases of its
 * letters (and `withoutFlags` does not forbid it). `parsePattern(source, 'bytes', flags)` reads it back.
 */
export function printPattern(root: Node, withoutFlags: boolean): { source: string; flags: string } {
  const ignoreCase = !withoutFlags && isCaseless(root) && someNode(root, holdsSomeLetters);
  const hasReference = someNode(root, (node) => node.type === 'backreference' && node.fold);
  if (hasReference && !ignoreCase) {
    throw new PatternError('a backreference without regard to case needs the whole pattern to be so', 0);
  }
  return { source: print(root, ignoreCase), flags: ignoreCase ? 'i' : '' };
}

/** A set with all letters reads as well without the flag. */
function holdsSomeLetters(node: Node): boolean {
  if (node.type === 'backreference') return node.fold;
  if (node.type !== 'set' && node.type !== 'edge') return false;
  return overlaps(node.set, letters) && !isSubset(letters, node.set);
}

/** Whether the flag `i` would change nothing: the platform folds latin1 beside ASCII, so both must be even. */
function isCaseless(node: Node): boolean {
  if (node.type === 'set' || node.type === 'edge') return isEven(node.set);
  if (node.type === 'backreference') return node.fold;
  return childrenOf(node).every(isCaseless);
}

function isEven(set: ByteSet): boolean {
  for (let lower = 0x61; lower <= 0x7a; lower++) if (hasByte(set, lower) !== hasByte(set, lower - 32)) return false;
  for (let lower = 0xe0; lower <= 0xfe; lower++) {
    if (lower !== 0xf7 && hasByte(set, lower) !== hasByte(set, lower - 32)) return false;
  }
  return true;
}

function print(node: Node, ignoreCase: boolean): string {
  switch (node.type) {
    case 'empty':
      return '';
    case 'set':
      return printSet(node.set, ignoreCase);
    case 'sequence':
      return node.items.map((item) => printItem(item, ignoreCase)).join('');
    case 'choice':
      return node.items.map((item) => print(item, ignoreCase)).join('|');
    case 'repeat':
      return printUnit(node.body, ignoreCase) + printCounts(node);
    case 'group':
      return `(${node.name !== undefined && !/^\d/.test(node.name) ? `?<${node.name}>` : ''}${print(node.body, ignoreCase)})`;
    case 'edge':
      return printEdge(node.ahead, node.set, ignoreCase);
    case 'boundary':
      return node.negated ? '\\B' : '\\b';
    case 'look':
      return `(?${node.ahead ? '' : '<'}${node.negated ? '!' : '='}${print(node.body, ignoreCase)})`;
    case 'backreference':
      return `(?:\\${node.index})`;
  }
}

/** As part of a sequence. */
function printItem(node: Node, ignoreCase: boolean): string {
  return node.type === 'choice' ? `(?:${print(node, ignoreCase)})` : print(node, ignoreCase);
}

/** As what a quantifier follows. */
function printUnit(node: Node, ignoreCase: boolean): string {
  const text = print(node, ignoreCase);
  return node.type === 'set' || node.type === 'group' || node.type === 'backreference' ? text : `(?:${text})`;
}

function printCounts({ min, max, lazy }: RepeatNode): string {
  const open = max === Number.POSITIVE_INFINITY;
  const counts = open && min <= 1 ? (min === 0 ? '*' : '+') : min === 0 && max === 1 ? '?' : `{${min}${tail()}}`;
  return counts + (lazy ? '?' : '');
  function tail(): string {
    return open ? ',' : max === min ? '' : `,${max}`;
  }
}

function printEdge(ahead: boolean, set: ByteSet, ignoreCase: boolean): string {
  const opening = ahead ? '(?' : '(?<';
  if (!hasByte(set, EDGE)) return `${opening}=${printSet(set, ignoreCase)})`;
  const refused = invert(set);
  if (isEmptySet(intersect(set, allBytes()))) return ahead ? '$' : '^';
  return isEmptySet(refused) ? '(?:)' : `${opening}!${printSet(refused, ignoreCase)})`;
}

const printedSets = [new WeakMap<ByteSet, string>(), new WeakMap<ByteSet, string>()] as const;

function printSet(set: ByteSet, ignoreCase: boolean): string {
  const printed = printedSets[ignoreCase ? 1 : 0];
  const text = printed.get(set) ?? printNewSet(set, ignoreCase);
  printed.set(set, text);
  return text;
}

function printNewSet(set: ByteSet, ignoreCase: boolean): string {
  const shown = members(ignoreCase ? withoutUpper(set) : set);
  if (shown.length === 1) return escapeLiteral(shown[0]!);
  const positive = printClass(set, ignoreCase);
  if (positive === '\\w' || positive === '\\d') return positive;
  const negative = printClass(intersect(invert(set), allBytes()), ignoreCase);
  return negative.length < positive.length ? `[^${negative}]` : `[${positive}]`;
}

function withoutUpper(set: ByteSet): ByteSet {
  return intersect(set, invert(upper));
}

function printClass(set: ByteSet, ignoreCase: boolean): string {
  const [name, named] = isSubset(word, set) ? ['\\w', word] : isSubset(digit, set) ? ['\\d', digit] : ['', none];
  const rest = intersect(set, invert(named));
  return (
    name +
    toRanges(ignoreCase ? withoutUpper(rest) : rest)
      .map(printRange)
      .join('')
  );
}

function printRange([low, high]: readonly [number, number]): string {
  const dash = high - low > 1 ? '-' : '';
  return escapeInClass(low) + dash + (high > low ? escapeInClass(high) : '');
}

function escapeLiteral(byte: number): string {
  return '^$\\.*+?()[]{}|/'.includes(String.fromCharCode(byte))
    ? `\\${String.fromCharCode(byte)}`
    : escapeControl(byte);
}

function escapeInClass(byte: number): string {
  return '\\]^-['.includes(String.fromCharCode(byte)) ? `\\${String.fromCharCode(byte)}` : escapeControl(byte);
}

function escapeControl(byte: number): string {
  if (byte === 0x0a) return '\\n';
  if (byte === 0x0d) return '\\r';
  if (byte === 0x09) return '\\t';
  const isPlain = byte >= 0x20 && byte < 0x7f;
  return isPlain ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`;
}
