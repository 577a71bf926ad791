import type { Node, RepeatNode } from './ast.ts';
import { sequence } from './ast.ts';
import { members } from './byte-set.ts';

/** How a match can begin; `isWhole` where the node can end right after the text. */
interface Beginning {
  text: string;
  isWhole: boolean;
}

const mostLiterals = 64;
const longestLiteral = 32;
/** A set with more members (case aside) than this is no literal. */
const widestSet = 16;
const nothing: Beginning[] = [{ text: '', isWhole: true }];

/** Lower-cased strings, one of which every match of the node starts with; null where there is no such short list. */
export function startingLiterals(node: Node): readonly string[] | null {
  const texts = [...new Set(beginnings(node)?.map((beginning) => beginning.text) ?? [''])];
  if (texts.includes('')) return null;
  return texts.filter((text) => !texts.some((other) => other !== text && text.startsWith(other))).sort();
}

/** Whether every match of the node, its lookaround included, is sure to hold one of the lower-case words. */
export function holdsOneOf(node: Node, words: readonly string[]): boolean {
  switch (node.type) {
    case 'sequence':
      return node.items.some(
        (item, index) => holdsOneOf(item, words) || beginsWithOneOf(node.items.slice(index), words),
      );
    case 'choice':
      return node.items.every((item) => holdsOneOf(item, words));
    case 'group':
      return holdsOneOf(node.body, words);
    case 'repeat':
      return node.min > 0 && (holdsOneOf(node.body, words) || beginsWithOneOf([node], words));
    case 'look':
      return !node.negated && holdsOneOf(node.body, words);
    case 'set':
      return beginsWithOneOf([node], words);
    default:
      return false;
  }
}

function beginsWithOneOf(items: readonly Node[], words: readonly string[]): boolean {
  const literals = startingLiterals(sequence(items.slice(0, longestLiteral * 2)));
  return literals?.every((literal) => words.some((word) => literal.includes(word))) ?? false;
}

/** Undefined: too many. */
function beginnings(node: Node): Beginning[] | undefined {
  switch (node.type) {
    case 'set': {
      const letters = new Set(members(node.set).map((byte) => String.fromCharCode(foldByte(byte))));
      if (letters.size > widestSet) return [{ text: '', isWhole: false }];
      return [...letters].map((text) => ({ text, isWhole: true }));
    }
    case 'sequence':
      return node.items.reduce<Beginning[] | undefined>(
        (before, item) => follow(before, () => beginnings(item)),
        nothing,
      );
    case 'choice': {
      const lists = node.items.map(beginnings);
      const all = lists.every((list) => list !== undefined) ? lists.flat() : undefined;
      return all && all.length <= mostLiterals ? all : undefined;
    }
    case 'group':
      return beginnings(node.body);
    case 'repeat':
      return repeated(node);
    case 'backreference':
      return [{ text: '', isWhole: false }];
    default:
      return [{ text: '', isWhole: true }];
  }
}

function foldByte(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte + 32 : byte;
}

function repeated(node: RepeatNode): Beginning[] | undefined {
  const once = beginnings(node.body);
  if (node.min === 0) {
    const some = node.max === 1 ? once : once && cut(once);
    return some && [...some, { text: '', isWhole: true }];
  }
  const copies = Math.min(node.min, longestLiteral);
  let all: Beginning[] | undefined = nothing;
  for (let copy = 0; copy < copies; copy++) all = follow(all, () => once);
  return all && (node.max === copies ? all : cut(all));
}

function cut(list: readonly Beginning[]): Beginning[] {
  return list.map(({ text }) => ({ text, isWhole: false }));
}

/** Extends each beginning that may go on; stops growing where the list would become too long. */
function follow(before: Beginning[] | undefined, next: () => Beginning[] | undefined): Beginning[] | undefined {
  if (!before?.some((beginning) => beginning.isWhole)) return before;
  const after = next();
  if (!after) return cut(before);
  const joined = before.flatMap((start) => (start.isWhole ? after.map((end) => join(start, end)) : [start]));
  return joined.length > mostLiterals ? cut(before) : joined;
}

function join(start: Beginning, end: Beginning): Beginning {
  const text = start.text + end.text;
  if (text.length <= longestLiteral) return { text, isWhole: end.isWhole };
  return { text: text.slice(0, longestLiteral), isWhole: false };
}
