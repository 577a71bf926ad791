import type { Node } from './ast.ts';
import { childrenOf, isNullable, someNode } from './ast.ts';

/**
 * Whether a Go pattern has a loop that JavaScript would run otherwise: JavaScript forgets a group's text at each new
 * round and refuses a round that matched nothing, Go does neither.
 */
export function keepsGroups(node: Node): boolean {
  if (node.type === 'repeat' && node.max > 1 && (isNullable(node.body) || mayLeaveGroup(node.body))) return true;
  return childrenOf(node).some(keepsGroups);
}

/** Whether a group inside may take no part although the node matched. */
function mayLeaveGroup(node: Node): boolean {
  const isOptional = node.type === 'choice' || (node.type === 'repeat' && node.min === 0);
  if (isOptional) return someNode(node, (inner) => inner.type === 'group');
  return childrenOf(node).some(mayLeaveGroup);
}
