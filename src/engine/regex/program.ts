import type { Node, RepeatNode } from './ast.ts';
import { isNullable, someNode } from './ast.ts';
import type { ByteSet } from './byte-set.ts';
import { EDGE, hasByte } from './byte-set.ts';
import { PatternError } from './pattern.ts';

/** What an instruction does with its operands `a` and `b`. */
export const ops = {
  /** Take a byte of set `a`. */
  byte: 0,
  /** Go to `a`, or else to `b`. */
  split: 1,
  jump: 2,
  /** Put the position into slot `a`. */
  save: 3,
  /** Empty the slots from `a` up to `b`. */
  clear: 4,
  /** The next byte is in set `a`. */
  ahead: 5,
  /** The byte before is in set `a`. */
  behind: 6,
  /** Between a word byte and another (`a` = 0), or not (`a` = 1). */
  boundary: 7,
  match: 8,
} as const;

/** A pattern as instructions for the linear matcher. */
export interface Program {
  op: Uint8Array;
  a: Int32Array;
  b: Int32Array;
  /** 257 flags each, the last for the edge of the text. */
  sets: readonly Uint8Array[];
  slotCount: number;
}

const mostInstructions = 20_000;

interface Builder {
  code: [number, number, number][];
  sets: Uint8Array[];
  setIndex: Map<string, number>;
  keepsGroups: boolean;
}

/** Whether the linear matcher can run the pattern: all but lookaround past one byte and references to groups. */
export function isLinear(root: Node): boolean {
  return !someNode(root, (node) => node.type === 'look' || node.type === 'backreference');
}

/** Compiles a tree; `keepsGroups` for loops as in Go. Throws `PatternError` for more than 20,000 instructions. */
export function compileProgram(root: Node, keepsGroups: boolean): Program {
  const builder: Builder = { code: [], sets: [], setIndex: new Map(), keepsGroups };
  emit(builder, root);
  add(builder, ops.match);
  const slotCount = 2 + 2 * Math.max(0, ...groupsIn(root));
  return {
    op: Uint8Array.from(builder.code, ([op]) => op),
    a: Int32Array.from(builder.code, ([, a]) => a),
    b: Int32Array.from(builder.code, ([, , b]) => b),
    sets: builder.sets,
    slotCount,
  };
}

function add(builder: Builder, op: number, a = 0, b = 0): number {
  if (builder.code.length >= mostInstructions) {
    throw new PatternError(`the pattern is too large: more than ${mostInstructions} instructions`, 0);
  }
  return builder.code.push([op, a, b]) - 1;
}

function emit(builder: Builder, node: Node): void {
  switch (node.type) {
    case 'empty':
      return;
    case 'set':
      add(builder, ops.byte, addSet(builder, node.set));
      return;
    case 'sequence':
      for (const item of node.items) emit(builder, item);
      return;
    case 'choice':
      emitChoice(builder, node.items);
      return;
    case 'repeat':
      emitRepeat(builder, node);
      return;
    case 'group':
      add(builder, ops.save, node.index * 2);
      emit(builder, node.body);
      add(builder, ops.save, node.index * 2 + 1);
      return;
    case 'edge':
      add(builder, node.ahead ? ops.ahead : ops.behind, addSet(builder, node.set));
      return;
    case 'boundary':
      add(builder, ops.boundary, Number(node.negated));
      return;
    default:
      throw new PatternError('lookaround and backreferences need the platform matcher', 0);
  }
}

function addSet(builder: Builder, set: ByteSet): number {
  const key = set.join();
  const known = builder.setIndex.get(key);
  if (known !== undefined) return known;
  builder.setIndex.set(key, builder.sets.length);
  return builder.sets.push(Uint8Array.from({ length: EDGE + 1 }, (_, byte) => Number(hasByte(set, byte)))) - 1;
}

function emitChoice(builder: Builder, items: readonly Node[]): void {
  const exits: number[] = [];
  items.forEach((item, index) => {
    const isLast = index === items.length - 1;
    const split = isLast ? -1 : add(builder, ops.split, builder.code.length + 1);
    emit(builder, item);
    if (isLast) return;
    exits.push(add(builder, ops.jump));
    builder.code[split]![2] = builder.code.length;
  });
  for (const exit of exits) builder.code[exit]![1] = builder.code.length;
}

function emitRepeat(builder: Builder, node: RepeatNode): void {
  const isOpen = node.max === Number.POSITIVE_INFINITY;
  const endsInPlus = isOpen && node.min > 0 && (builder.keepsGroups || !isNullable(node.body));
  for (let round = endsInPlus ? 1 : 0; round < node.min; round++) emitRound(builder, node.body);
  if (!isOpen) emitOptionals(builder, node);
  else if (endsInPlus) emitPlus(builder, node);
  else if (builder.keepsGroups && isNullable(node.body)) {
    // As Go does (golang.org/issue/46123): `(x*)*` is `((x*)+)?`.
    const skip = addSplit(builder, node.lazy);
    emitPlus(builder, node);
    leaveTo(builder, skip, node.lazy);
  } else {
    const top = addSplit(builder, node.lazy);
    emitRound(builder, node.body);
    add(builder, ops.jump, top);
    leaveTo(builder, top, node.lazy);
  }
}

function emitOptionals(builder: Builder, node: RepeatNode): void {
  const splits: number[] = [];
  for (let round = node.min; round < node.max; round++) {
    splits.push(addSplit(builder, node.lazy));
    emitRound(builder, node.body);
  }
  for (const split of splits) leaveTo(builder, split, node.lazy);
}

function emitPlus(builder: Builder, node: RepeatNode): void {
  const top = builder.code.length;
  emitRound(builder, node.body);
  const next = builder.code.length + 1;
  add(builder, ops.split, node.lazy ? next : top, node.lazy ? top : next);
}

/** A split whose way into the loop is the next instruction; its way out is set by `leaveTo`. */
function addSplit(builder: Builder, lazy: boolean): number {
  const next = builder.code.length + 1;
  return add(builder, ops.split, lazy ? 0 : next, lazy ? next : 0);
}

function leaveTo(builder: Builder, split: number, lazy: boolean): void {
  builder.code[split]![lazy ? 1 : 2] = builder.code.length;
}

function emitRound(builder: Builder, body: Node): void {
  const start = builder.code.length;
  const groups = builder.keepsGroups ? [] : groupsIn(body);
  if (groups.length > 0) add(builder, ops.clear, Math.min(...groups) * 2, Math.max(...groups) * 2 + 2);
  emit(builder, body);
  // An empty body would leave a loop without an instruction of its own.
  if (builder.code.length === start) add(builder, ops.jump, start + 1);
}

function groupsIn(node: Node): number[] {
  const groups: number[] = [];
  someNode(node, (inner) => {
    if (inner.type === 'group') groups.push(inner.index);
    return false;
  });
  return groups;
}
