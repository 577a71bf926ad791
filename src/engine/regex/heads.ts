import type { Node, RepeatNode } from './ast.ts';
import { isNullable } from './ast.ts';
import type { ByteSet } from './byte-set.ts';
import { allBytes, intersect, overlaps, unite } from './byte-set.ts';

/**
 * What can stand at the next few places: a set for each, the edge of the text as one more member; beyond the last
 * set anything can. Of a node together with what follows it.
 */
export type Head = readonly ByteSet[];

const longestHead = 8;

/** The head of a node that is followed by something with the given head. */
export function headOf(node: Node, following: Head): Head {
  switch (node.type) {
    case 'set':
      return prepend(node.set, following);
    case 'sequence':
      return node.items.reduceRight((head, item) => headOf(item, head), following);
    case 'choice':
      return node.items.map((item) => headOf(item, following)).reduce(uniteHeads);
    case 'group':
      return headOf(node.body, following);
    case 'repeat':
      return repeatedHead(node, following);
    case 'edge':
      return node.ahead ? narrow(following, node.set) : following;
    case 'backreference':
      return [];
    default:
      return following;
  }
}

/** Whether some text could begin with both. */
export function canAgree(left: Head, right: Head): boolean {
  return left.every((set, index) => index >= right.length || overlaps(set, right[index]!));
}

/** Whichever of two heads comes. */
export function uniteHeads(left: Head, right: Head): Head {
  return left.slice(0, right.length).map((set, index) => unite(set, right[index]!));
}

/** The least distance at which a second start of the same head could lie. */
export function periodOf(head: Head): number {
  for (let shift = 1; shift < head.length; shift++) if (canAgree(head.slice(shift), head)) return shift;
  return Math.max(1, head.length);
}

function prepend(set: ByteSet, following: Head): Head {
  return [set, ...following].slice(0, longestHead);
}

function narrow(following: Head, set: ByteSet): Head {
  return [intersect(following[0] ?? allBytes(true), set), ...following.slice(1)];
}

function repeatedHead({ body, min, max }: RepeatNode, following: Head): Head {
  if (body.type !== 'set') {
    const inner = headOf(body, []);
    return min > 0 && !isNullable(body) ? inner : uniteHeads(inner, following);
  }
  let head = following;
  const optional = Math.min(max - min, longestHead);
  for (let round = 0; round < optional; round++) head = uniteHeads(following, prepend(body.set, head));
  for (let round = 0; round < Math.min(min, longestHead); round++) head = prepend(body.set, head);
  return head;
}

/** The head of what comes after a whole pattern: anything at all. */
export const anything: Head = [];
