import type { Node } from './ast.ts';
import { childrenOf } from './ast.ts';

export interface Length {
  min: number;
  max: number;
}

/** Least and greatest length of a match in bytes; the greatest is Infinity where nothing bounds it. */
export function measureLength(root: Node): Length {
  return measure(root, new Map());
}

/** The greatest length of each capture group's text, by the group's number. */
export function measureGroups(root: Node): ReadonlyMap<number, number> {
  const groups = new Map<number, number>();
  measure(root, groups);
  return groups;
}

/** `groups` collects each group's greatest length, for references to it. */
function measure(node: Node, groups: Map<number, number>): Length {
  switch (node.type) {
    case 'set':
      return { min: 1, max: 1 };
    case 'sequence': {
      const parts = node.items.map((item) => measure(item, groups));
      return { min: sum(parts.map((part) => part.min)), max: sum(parts.map((part) => part.max)) };
    }
    case 'choice': {
      const parts = node.items.map((item) => measure(item, groups));
      return { min: Math.min(...parts.map((part) => part.min)), max: Math.max(...parts.map((part) => part.max)) };
    }
    case 'repeat': {
      const body = measure(node.body, groups);
      return { min: body.min * node.min, max: body.max === 0 || node.max === 0 ? 0 : body.max * node.max };
    }
    case 'group': {
      const body = measure(node.body, groups);
      groups.set(node.index, body.max);
      return body;
    }
    case 'backreference':
      return { min: 0, max: groups.get(node.index) ?? Number.POSITIVE_INFINITY };
    default:
      return { min: 0, max: 0 };
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** How far before the match's start and after its end its lookaround and edges can see, in bytes, at most. */
export function measureReach(root: Node): { before: number; after: number } {
  switch (root.type) {
    case 'edge':
      return root.ahead ? { before: 0, after: 1 } : { before: 1, after: 0 };
    case 'boundary':
      return { before: 1, after: 1 };
    case 'look': {
      const inner = measureReach(root.body);
      const length = measureLength(root.body).max;
      return {
        before: inner.before + (root.ahead ? 0 : length),
        after: inner.after + (root.ahead ? length : 0),
      };
    }
    default: {
      const parts = childrenOf(root).map(measureReach);
      return {
        before: Math.max(0, ...parts.map((part) => part.before)),
        after: Math.max(0, ...parts.map((part) => part.after)),
      };
    }
  }
}
