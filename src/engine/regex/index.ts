/**
 * Regular expressions over bytes. Patterns arrive in JavaScript's or Go's syntax, are read into one tree, measured
 * (length, literal prefixes, backtracking) and printed as JavaScript over latin1 text. What the platform's
 * backtracking matcher might not finish runs on a matcher of our own, in time linear in the text.
 *
 * Text is bytes: a literal non-ASCII character stands for its UTF-8 bytes, a class with some non-ASCII members for
 * their sequences; `.` and classes that hold every non-ASCII character (`[^a]`, `\S`) match one byte at a time.
 * Case is folded, and `\d \w \s \b` are read, in ASCII only.
 */
import type { Node } from './ast.ts';
import { edge, sequence, someNode } from './ast.ts';
import { isSafeToBacktrack } from './backtracking.ts';
import { EDGE, hasByte, singleByte } from './byte-set.ts';
import { keepsGroups } from './go-loops.ts';
import { headRanges } from './head-check.ts';
import { createLinearMatcher } from './linear.ts';
import { holdsOneOf, startingLiterals } from './literals.ts';
import { measureLength, measureReach } from './measure.ts';
import { createNativeMatcher } from './native.ts';
import { parsePattern } from './parse.ts';
import type { CompiledPattern, Dialect, Matcher, PatternSource } from './pattern.ts';
import { PatternError } from './pattern.ts';
import { printPattern } from './print.ts';
import { compileProgram, isLinear } from './program.ts';

export { createHeadCheck, type HeadCheck, type HeadRanges } from './head-check.ts';
export type { CompiledPattern, Dialect, Matcher, PatternMatch, PatternSource, Span } from './pattern.ts';
export { PatternError, PatternTooSlow } from './pattern.ts';

export interface CompileOptions {
  dialect: Dialect;
  /** For our own packs: a pattern with lookaround may backtrack, and the engine is always `native`. */
  trusted?: boolean;
  /** The pattern must match the whole text. */
  anchored?: boolean;
  /** Never use the flag `i`; spell both cases out instead. For patterns stored as a source alone. */
  withoutFlags?: boolean;
}

/** Reads, checks and translates a pattern; throws `PatternError` for what is wrong, untranslatable or unsafe. */
export function compilePattern(source: string, options: CompileOptions): CompiledPattern {
  const parsed = parsePattern(source, options.dialect);
  const root = options.anchored ? anchor(parsed.root) : parsed.root;
  const keep = options.dialect === 'go' && keepsGroups(root);
  const engine = options.trusted ? 'native' : chooseEngine(root, keep);
  const printed = printPattern(root, options.withoutFlags ?? false);
  if (engine === 'native') checkNative(printed);
  const length = measureLength(root);
  return {
    source: printed.source,
    flags: engine === 'linear' && keep ? `${printed.flags}k` : printed.flags,
    engine,
    minLength: length.min,
    maxLength: length.max,
    reach: measureReach(root),
    prefixes: startingLiterals(root),
    head: headRanges(root),
    groupCount: parsed.groupCount,
    groupNames: [...parsed.groupNames.keys()],
  };
}

/**
 * Makes a matcher for a compiled pattern; nothing is compiled before the first use. `maxSteps` (2e8 unless given)
 * bounds one call of a linear matcher, which then throws `PatternTooSlow`.
 */
export function createMatcher(pattern: PatternSource, options: { maxSteps?: number } = {}): Matcher {
  if (pattern.engine === 'native') return createNativeMatcher(pattern.source, pattern.flags);
  return createLinearMatcher(pattern.source, pattern.flags, options.maxSteps ?? 2e8);
}

/** Whether every match of a compiled pattern (or its lookaround) is sure to hold one of the lower-case words. */
export function everyMatchHolds(pattern: PatternSource, words: readonly string[]): boolean {
  return holdsOneOf(parsePattern(pattern.source, 'bytes', pattern.flags).root, words);
}

/** Whether a compiled pattern, or what it looks at round a match, has a stretch of at least so many bytes that can hold the byte. */
export function hasStretch(pattern: PatternSource, byte: number, length: number): boolean {
  const { root } = parsePattern(pattern.source, 'bytes', pattern.flags);
  const takesByte = (node: Node) => node.type === 'set' && hasByte(node.set, byte);
  return someNode(root, (node) => node.type === 'repeat' && node.max >= length && someNode(node.body, takesByte));
}

function anchor(root: Node): Node {
  return sequence([edge(false, singleByte(EDGE)), root, edge(true, singleByte(EDGE))]);
}

function chooseEngine(root: Node, keep: boolean): 'native' | 'linear' {
  if (!keep && isSafeToBacktrack(root)) return 'native';
  if (!isLinear(root))
    throw new PatternError('with lookaround or a backreference, the pattern can backtrack without bound', 0);
  compileProgram(root, keep);
  return 'linear';
}

/** The platform has limits of its own (size of the compiled pattern); they show on the first run. */
function checkNative(printed: { source: string; flags: string }): void {
  try {
    new RegExp(printed.source, printed.flags).test('');
  } catch (error) {
    throw new PatternError(`the pattern is too large for the platform: ${(error as Error).message}`, 0);
  }
}
