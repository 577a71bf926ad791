import { EDGE } from './byte-set.ts';
import { PatternTooSlow } from './pattern.ts';
import type { Program } from './program.ts';
import { ops } from './program.ts';

/** The threads alive at one place, best first, with the slots of each in a row. */
interface ThreadList {
  pcs: Int32Array;
  slots: Int32Array;
  size: number;
}

/** A program with the memory it runs in; used by one call at a time. */
export interface Machine {
  program: Program;
  now: ThreadList;
  next: ThreadList;
  /** For each instruction the last place, plus 1, at which it was visited. */
  marks: Int32Array;
  stack: number[];
  /** Slots of the thread that is being followed. */
  slots: Int32Array;
  steps: number;
}

/** One call: where to begin, whether only there, and where a match could begin next (-1: nowhere). */
export interface Run {
  text: string;
  from: number;
  isSticky: boolean;
  maxSteps: number;
  nextStart: (at: number) => number;
}

export function createMachine(program: Program): Machine {
  const size = program.op.length;
  const emptyList = (): ThreadList => ({
    pcs: new Int32Array(size),
    slots: new Int32Array(size * program.slotCount),
    size: 0,
  });
  return {
    program,
    now: emptyList(),
    next: emptyList(),
    marks: new Int32Array(size),
    stack: [],
    slots: new Int32Array(program.slotCount),
    steps: 0,
  };
}

/**
 * Runs all ways of matching at once, in the order a backtracking matcher would try them (R. Cox, "Regular Expression
 * Matching: the Virtual Machine Approach", https://swtch.com/~rsc/regexp/regexp2.html). The time is linear in the
 * text. Returns the slots of the match, start and end first. Throws `PatternTooSlow` past `maxSteps`.
 */
export function runMachine(machine: Machine, run: Run): Int32Array | undefined {
  const { text, from, isSticky, nextStart } = run;
  let found: Int32Array | undefined;
  machine.marks.fill(0);
  machine.now.size = 0;
  machine.steps = 0;
  for (let at = from; at <= text.length; at++) {
    if (machine.now.size === 0) {
      if (found || (isSticky && at > from)) break;
      if (!isSticky) at = nextStart(at);
      if (at < 0) break;
    }
    if (!found && (!isSticky || at === from)) {
      machine.slots.fill(-1);
      machine.slots[0] = at;
      follow(machine, machine.now, 0, text, at);
    }
    found = step(machine, text, at) ?? found;
    if (machine.steps > run.maxSteps) throw new PatternTooSlow(run.maxSteps);
  }
  return found;
}

/** Takes the byte at `at` in every thread; a thread that is done ends those below it and gives its slots. */
function step(machine: Machine, text: string, at: number): Int32Array | undefined {
  const { program, marks, now, next, slots } = machine;
  const { op, a, sets, slotCount } = program;
  const byte = at < text.length ? text.charCodeAt(at) : EDGE;
  let found: Int32Array | undefined;
  next.size = 0;
  machine.steps += now.size;
  for (let index = 0; index < now.size; index++) {
    const pc = now.pcs[index]!;
    const row = index * slotCount;
    if (op[pc] === ops.match) {
      found = now.slots.slice(row, row + slotCount);
      found[1] = at;
      break;
    }
    if (byte === EDGE || sets[a[pc]!]![byte] !== 1) continue;
    for (let slot = 0; slot < slotCount; slot++) slots[slot] = now.slots[row + slot]!;
    if (op[pc + 1] !== ops.byte) follow(machine, next, pc + 1, text, at + 1);
    else if (marks[pc + 1] !== at + 2) {
      marks[pc + 1] = at + 2;
      list(next, pc + 1, slots);
    }
  }
  machine.now = next;
  machine.next = now;
  return found;
}

function list(threads: ThreadList, pc: number, slots: Int32Array): void {
  const row = threads.size * slots.length;
  for (let slot = 0; slot < slots.length; slot++) threads.slots[row + slot] = slots[slot]!;
  threads.pcs[threads.size++] = pc;
}

/** Follows a thread from `start` up to every instruction that takes a byte, and lists those not yet listed. */
function follow(machine: Machine, threads: ThreadList, start: number, text: string, at: number): void {
  const { program, marks, stack, slots } = machine;
  const { op, a, b } = program;
  stack.push(start);
  while (stack.length > 0) {
    let pc = stack.pop()!;
    if (pc < 0) {
      slots[~pc] = stack.pop()!;
      continue;
    }
    while (marks[pc] !== at + 1) {
      marks[pc] = at + 1;
      machine.steps++;
      const code = op[pc]!;
      if (code === ops.byte || code === ops.match) {
        list(threads, pc, slots);
        break;
      }
      if (code === ops.split) stack.push(b[pc]!);
      if (code === ops.split || code === ops.jump) {
        pc = a[pc]!;
        continue;
      }
      if (code === ops.save) setSlot(machine, a[pc]!, at);
      else if (code === ops.clear) for (let slot = a[pc]!; slot < b[pc]!; slot++) setSlot(machine, slot, -1);
      else if (!holds(program, pc, text, at)) break;
      pc++;
    }
  }
}

/** Changes a slot for the thread being followed; what it held comes back when the stack is down here again. */
function setSlot({ stack, slots }: Machine, slot: number, value: number): void {
  if (slots[slot] === value) return;
  stack.push(slots[slot]!, ~slot);
  slots[slot] = value;
}

function holds({ op, a, sets }: Program, pc: number, text: string, at: number): boolean {
  if (op[pc] === ops.boundary) return (isWord(text, at - 1) !== isWord(text, at)) === (a[pc] === 0);
  const place = op[pc] === ops.ahead ? at : at - 1;
  return sets[a[pc]!]![place >= 0 && place < text.length ? text.charCodeAt(place) : EDGE] === 1;
}

function isWord(text: string, at: number): boolean {
  const byte = at < 0 ? 0 : text.charCodeAt(at);
  return (
    (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || byte === 0x5f || (byte >= 0x61 && byte <= 0x7a)
  );
}
