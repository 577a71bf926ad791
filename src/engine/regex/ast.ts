import type { ByteSet } from './byte-set.ts';
import { unite } from './byte-set.ts';

/** A pattern as a tree over bytes. Case folding and the meaning of `.`, `^` and `$` have been worked into the sets. */
export type Node =
  | { type: 'empty' }
  /** One byte out of a set (never the edge). */
  | { type: 'set'; set: ByteSet }
  | { type: 'sequence'; items: readonly Node[] }
  | { type: 'choice'; items: readonly Node[] }
  | RepeatNode
  | { type: 'group'; index: number; name?: string; body: Node }
  /** The next byte (or the one before) is in the set, which may hold the edge of the text: `$`, `(?![a-z])`. */
  | { type: 'edge'; ahead: boolean; set: ByteSet }
  /** `\b` or `\B`. */
  | { type: 'boundary'; negated: boolean }
  | { type: 'look'; ahead: boolean; negated: boolean; body: Node }
  /** `\1`; `fold`: letters are compared without regard to case. */
  | { type: 'backreference'; index: number; fold: boolean };

export interface RepeatNode {
  type: 'repeat';
  body: Node;
  min: number;
  /** Infinity: no limit. */
  max: number;
  lazy: boolean;
}

export const emptyNode: Node = { type: 'empty' };

/** Nodes one after the other, inner sequences flattened. */
export function sequence(nodes: readonly Node[]): Node {
  const items = nodes.flatMap((node) => (node.type === 'sequence' ? node.items : node.type === 'empty' ? [] : [node]));
  return items.length === 0 ? emptyNode : items.length === 1 ? items[0]! : { type: 'sequence', items };
}

/** The first of the nodes that works; neighbours that are single bytes become one set. */
export function choice(nodes: readonly Node[]): Node {
  const items: Node[] = [];
  for (const node of nodes) {
    const last = items.at(-1);
    if (node.type === 'set' && last?.type === 'set') items[items.length - 1] = byteNode(unite(last.set, node.set));
    else items.push(node);
  }
  return items.length === 1 ? items[0]! : { type: 'choice', items };
}

export function byteNode(set: ByteSet): Node {
  return { type: 'set', set };
}

export function edge(ahead: boolean, set: ByteSet): Node {
  return { type: 'edge', ahead, set };
}

/** The nodes directly inside a node. */
export function childrenOf(node: Node): readonly Node[] {
  if (node.type === 'sequence' || node.type === 'choice') return node.items;
  return node.type === 'repeat' || node.type === 'group' || node.type === 'look' ? [node.body] : [];
}

/** Whether the node or one inside it passes the test. */
export function someNode(node: Node, test: (node: Node) => boolean): boolean {
  return test(node) || childrenOf(node).some((child) => someNode(child, test));
}

/** Whether the node can match without taking a byte. */
export function isNullable(node: Node): boolean {
  switch (node.type) {
    case 'set':
      return false;
    case 'sequence':
      return node.items.every(isNullable);
    case 'choice':
      return node.items.some(isNullable);
    case 'repeat':
      return node.min === 0 || isNullable(node.body);
    case 'group':
      return isNullable(node.body);
    default:
      return true;
  }
}
