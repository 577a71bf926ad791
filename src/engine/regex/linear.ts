import type { Node } from './ast.ts';
import { byteNode, choice, emptyNode, isNullable, sequence } from './ast.ts';
import { isSafeToBacktrack } from './backtracking.ts';
import { allBytes, EDGE, hasByte, intersect, invert, isEmptySet } from './byte-set.ts';
import { anything, headOf } from './heads.ts';
import { parsePattern } from './parse.ts';
import type { Matcher, PatternMatch, Span } from './pattern.ts';
import { printPattern } from './print.ts';
import { compileProgram } from './program.ts';
import type { Machine } from './vm.ts';
import { createMachine, runMachine } from './vm.ts';

/** More items than this, of the sequence that a pattern is, do not make a better filter. */
const longestFilter = 64;

/** What a matcher makes of its pattern on first use. */
interface Compiled {
  machine: Machine;
  groupNames: ReadonlyMap<string, number>;
  /** Finds places where a match could begin; undefined: any place. */
  filter: RegExp | undefined;
}

/**
 * A matcher whose time is linear in the text, for a pattern that `printPattern` wrote. It finds a match wherever the
 * platform does; where a round of a loop can match nothing (`(a?){3}`), it may prefer another way of matching there.
 */
export function createLinearMatcher(source: string, flags: string, maxSteps: number): Matcher {
  let compiled: Compiled | undefined;
  const find = (text: string, from: number, isSticky: boolean): PatternMatch | undefined => {
    compiled ??= compile(source, flags);
    const { machine, groupNames, filter } = compiled;
    const nextStart = (at: number): number => {
      if (!filter) return at;
      filter.lastIndex = at;
      return filter.exec(text)?.index ?? -1;
    };
    const slots = runMachine(machine, { text, from, isSticky, maxSteps, nextStart });
    return slots && toMatch(slots, groupNames);
  };
  return {
    search: (text, from) => find(text, from, false),
    matchAt: (text, at) => find(text, at, true),
    test: (text) => find(text, 0, false) !== undefined,
  };
}

function compile(source: string, flags: string): Compiled {
  const { root, groupNames } = parsePattern(source, 'bytes', flags);
  const filter = chooseFilter(root);
  const printed = filter && printPattern(filter, false);
  return {
    machine: createMachine(compileProgram(root, flags.includes('k'))),
    groupNames,
    filter: printed && new RegExp(printed.source, `${printed.flags}g`),
  };
}

function toMatch(slots: Int32Array, groupNames: ReadonlyMap<string, number>): PatternMatch {
  const groups: (Span | undefined)[] = [];
  for (let slot = 0; slot < slots.length; slot += 2) {
    const [start, end] = [slots[slot]!, slots[slot + 1]!];
    groups.push(start >= 0 && end >= 0 ? [start, end] : undefined);
  }
  const named: Record<string, Span> = {};
  for (const [name, index] of groupNames) if (groups[index]) named[name] = groups[index];
  return { start: slots[0]!, end: slots[1]!, groups, named };
}

/** What every match begins with, as far as the platform's matcher can look for it safely. */
function chooseFilter(root: Node): Node | undefined {
  const safe = safeBeginning(beginning(root).node);
  if (safe) return safe;
  const first = headOf(root, anything)[0];
  if (!first || hasByte(first, EDGE) || isEmptySet(intersect(invert(first), allBytes()))) return undefined;
  return byteNode(first);
}

/** As much of the pattern's front as can be looked for safely and is sure to take a byte. */
function safeBeginning(node: Node): Node | undefined {
  const items = node.type === 'sequence' ? node.items.slice(0, longestFilter) : [node];
  for (let length = items.length; length > 0; length--) {
    const front = sequence(items.slice(0, length));
    if (isNullable(front)) return undefined;
    if (isSafeToBacktrack(front)) return front;
  }
  return undefined;
}

/** The pattern up to its first unbounded loop, without groups; `isCut` where it ends before the pattern does. */
function beginning(node: Node): { node: Node; isCut: boolean } {
  switch (node.type) {
    case 'sequence': {
      const items: Node[] = [];
      for (const item of node.items) {
        const part = beginning(item);
        items.push(part.node);
        if (part.isCut) return { node: sequence(items), isCut: true };
      }
      return { node: sequence(items), isCut: false };
    }
    case 'choice': {
      const parts = node.items.map(beginning);
      return { node: choice(parts.map((part) => part.node)), isCut: parts.some((part) => part.isCut) };
    }
    case 'group':
      return beginning(node.body);
    case 'repeat': {
      const body = beginning(node.body);
      if (body.isCut) return { node: node.min > 0 ? body.node : emptyNode, isCut: true };
      if (node.max !== Number.POSITIVE_INFINITY) return { node: { ...node, body: body.node }, isCut: false };
      const rounds: Node = { ...node, body: body.node, max: node.min };
      return { node: node.min > 0 ? rounds : emptyNode, isCut: true };
    }
    default:
      return { node, isCut: false };
  }
}
