import type { Node, RepeatNode } from './ast.ts';
import { childrenOf, isNullable, sequence } from './ast.ts';
import type { ByteSet } from './byte-set.ts';
import { allBytes, byteRanges, intersect, isEmptySet, overlaps, unite } from './byte-set.ts';
import type { Growth } from './growth.ts';
import { add, boundless, constant, larger, multiply, never, once, sumOfPowers } from './growth.ts';
import type { Head } from './heads.ts';
import { anything, canAgree, headOf, periodOf, uniteHeads } from './heads.ts';
import { measureGroups, measureLength } from './measure.ts';

/** Most steps a backtracking matcher may take from one start, not counting those that grow with the text. */
const mostSteps = 200_000;
/** Most times it may go over the rest of the text from one start. */
const mostPasses = 100;
/** A loop with a higher limit counts as unbounded. */
const longLoop = 1000;
/** With more alternatives than this, all are taken to be able to begin alike. */
const mostCompared = 1000;

/** What a node costs a backtracking matcher from one start, at worst. */
interface Cost {
  /** Steps to go through every way of matching it. */
  steps: Growth;
  /** How many of those ways let what follows begin. */
  ways: Growth;
}

/** The nodes that have matched before, nearest first. */
interface Trail {
  node: Node;
  rest: Trail | undefined;
}

/** Where a node stands: what follows it, and what has matched before it. */
interface Place {
  following: Head;
  before: Trail | undefined;
  groupLengths: ReadonlyMap<number, number>;
}

const single: Cost = { steps: once, ways: once };
const unsafe: Cost = { steps: boundless, ways: boundless };

/**
 * Whether a backtracking matcher is sure to take at most a modest number of steps from each start, plus a few passes
 * over text that no other start goes over again. The test errs on the side of refusing.
 */
export function isSafeToBacktrack(root: Node): boolean {
  return isModest(costOf(root, { following: anything, before: undefined, groupLengths: measureGroups(root) }).steps);
}

function isModest(steps: Growth): boolean {
  return steps.fixed <= mostSteps && steps.perByte <= mostPasses;
}

function costOf(node: Node, place: Place): Cost {
  switch (node.type) {
    case 'sequence':
      return sequenceCost(node.items, place);
    case 'choice':
      return choiceCost(node.items, place);
    case 'group':
      return costOf(node.body, place);
    case 'repeat':
      return repeatCost(node, place);
    case 'look':
      return lookCost(node, place);
    case 'backreference':
      return { steps: comparison(place.groupLengths.get(node.index)), ways: once };
    default:
      return single;
  }
}

function comparison(length = Number.POSITIVE_INFINITY): Growth {
  return length === Number.POSITIVE_INFINITY ? { fixed: 1, perByte: 1 } : constant(length + 1);
}

function sequenceCost(items: readonly Node[], place: Place): Cost {
  const heads = Array<Head>(items.length + 1).fill(place.following);
  for (let index = items.length - 1; index > 0; index--) heads[index] = headOf(items[index]!, heads[index + 1]!);
  let total: Cost = { steps: never, ways: once };
  let trail = place.before;
  for (const [index, node] of items.entries()) {
    const cost = costOf(node, { ...place, following: heads[index + 1]!, before: trail });
    total = { steps: add(total.steps, multiply(total.ways, cost.steps)), ways: multiply(total.ways, cost.ways) };
    if (!isModest(total.steps)) return unsafe;
    trail = { node, rest: trail };
  }
  return total;
}

/** Only alternatives that can begin on the same text add up. */
function choiceCost(items: readonly Node[], place: Place): Cost {
  const costs = items.map((item) => costOf(item, place));
  const heads = items.map((item) => headOf(item, place.following));
  const bases = items.length > mostCompared ? [anything] : heads;
  let worst: Cost = { steps: never, ways: never };
  for (const base of bases) {
    const together = costs.filter((_, index) => canAgree(base, heads[index]!));
    worst = {
      steps: larger(worst.steps, together.map((cost) => cost.steps).reduce(add, never)),
      ways: larger(worst.ways, together.map((cost) => cost.ways).reduce(add, never)),
    };
  }
  return { steps: add(worst.steps, constant(items.length)), ways: worst.ways };
}

/** The platform matches lookbehind from right to left and gives up a look's other ways once it holds. */
function lookCost(node: Node & { type: 'look' }, place: Place): Cost {
  const body = node.ahead ? node.body : reverse(node.body);
  const { steps } = costOf(body, { ...place, following: anything, before: node.ahead ? place.before : undefined });
  return { steps: add(steps, once), ways: once };
}

function reverse(node: Node): Node {
  if (node.type === 'sequence') return sequence(node.items.map(reverse).reverse());
  if (node.type === 'choice') return { ...node, items: node.items.map(reverse) };
  if (node.type === 'repeat' || node.type === 'group') return { ...node, body: reverse(node.body) };
  return node.type === 'edge' ? { ...node, ahead: !node.ahead } : node;
}

function repeatCost(node: RepeatNode, place: Place): Cost {
  const isLong = node.max === Number.POSITIVE_INFINITY || (node.max > longLoop && measureLength(node.body).max > 0);
  if (isLong && !isSetApart(alphabetOf(node.body), place.before)) return unsafe;
  return node.body.type === 'set' ? setLoopCost(node, node.body.set, place.following) : bodyLoopCost(node, place);
}

function setLoopCost({ min, max }: RepeatNode, set: ByteSet, following: Head): Cost {
  const canEndEarly = following.length === 0 || overlaps(set, following[0]!);
  const period = periodOf(following);
  if (max > longLoop) return { steps: { fixed: min, perByte: 1 }, ways: { fixed: 1, perByte: canEndEarly ? 1 : 0 } };
  return { steps: constant(max + 1), ways: constant(canEndEarly ? Math.ceil((max - min + 1) / period) : 1) };
}

function bodyLoopCost({ body, min, max }: RepeatNode, place: Place): Cost {
  const { following } = place;
  const again = headOf(body, anything);
  const inside = costOf(body, { ...place, following: max > 1 ? uniteHeads(again, following) : following });
  const canEndEarly = following.length === 0 || isNullable(body) || canAgree(again, following);
  if (max > longLoop) {
    if (isNullable(body) || inside.ways.fixed > 1 || inside.ways.perByte > 0) return unsafe;
    const perByte = inside.steps.fixed + inside.steps.perByte;
    return { steps: { fixed: 1, perByte }, ways: { fixed: 1, perByte: canEndEarly ? 1 : 0 } };
  }
  const steps = multiply(inside.steps, sumOfPowers(inside.ways, 0, Math.max(0, max - 1)));
  return { steps: add(steps, once), ways: sumOfPowers(inside.ways, canEndEarly ? min : max, max) };
}

/** Every byte that can stand in a match of the node. */
function alphabetOf(node: Node): ByteSet {
  if (node.type === 'set') return node.set;
  if (node.type === 'backreference') return allBytes();
  if (node.type === 'look') return byteRanges([]);
  return childrenOf(node).map(alphabetOf).reduce(unite, byteRanges([]));
}

/**
 * Whether what comes before is sure to take (or stand behind) a byte that the loop cannot take, so that a run the
 * loop goes over from one start is not gone over again from many later ones.
 */
function isSetApart(alphabet: ByteSet, before: Trail | undefined): boolean {
  for (let trail = before; trail; trail = trail.rest) if (alwaysLeaves(trail.node, alphabet)) return true;
  return false;
}

function alwaysLeaves(node: Node, alphabet: ByteSet): boolean {
  switch (node.type) {
    case 'set':
      return !overlaps(node.set, alphabet);
    case 'edge':
      return !node.ahead && isEmptySet(intersect(node.set, alphabet));
    case 'sequence':
      return node.items.some((item) => alwaysLeaves(item, alphabet));
    case 'choice':
      return node.items.every((item) => alwaysLeaves(item, alphabet));
    case 'group':
      return alwaysLeaves(node.body, alphabet);
    case 'repeat':
      return node.min > 0 && alwaysLeaves(node.body, alphabet);
    default:
      return false;
  }
}
