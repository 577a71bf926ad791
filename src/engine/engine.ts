import { listRules } from '../lib/list-rules.ts';
import type { Fragment } from '../model/fragment.ts';
import type { Match } from '../model/match.ts';
import type { CompiledAllow, CompiledRule } from '../model/rule.ts';
import { type Syntax, syntaxOf } from './assignment/syntax.ts';
import { joinCompanions } from './companions.ts';
import { type Encoded, findEncoded } from './decode/index.ts';
import { type FileFacts, finishRules, type Level, runTextRules } from './level.ts';
import { dropOverlaps } from './overlaps.ts';
import { chunkSize, createSearch, type Search } from './prefilter/search.ts';
import { normaliseName, planRules, type RulePlan } from './rule-plan.ts';
import { createRuleRun, type RuleRun } from './rule-run.ts';
import type { RuleSet } from './rule-set.ts';
import { isTestPath } from './test-path.ts';
import type { Trace } from './trace.ts';
import { isTranslationPath } from './translation-path.ts';

export interface EngineOptions {
  /** Which rules take part; absent: all. */
  isEnabled?(rule: CompiledRule): boolean;
  /** Allowlists over all rules, or over their `targetRules`. */
  allowlists: readonly CompiledAllow[];
  /** How many encodings are undone one inside the other. */
  maxDecodeDepth: number;
  /** Told of each candidate and its fate; slows the scan down. */
  trace?: Trace;
  /** Told of a user's pattern that ran past its bound on a file, whose matches there are lost. */
  onRuleError?(rule: CompiledRule, path: string, error: Error): void;
}

/** What a look at some lines of a file tells. */
export interface Probe {
  /** Something here matches, on its own or as a part of something: the whole file is worth a scan. */
  isCandidate: boolean;
  /** Something may begin here that goes on over lines (a PEM block): any version of the file may complete it. */
  isOpen: boolean;
}

export interface Engine {
  /** The secrets in a fragment, in order of place; its bytes are not kept. */
  scan(fragment: Fragment): Match[];
  /** Looks at some lines out of a file. */
  probe(fragment: Fragment): Probe;
}

/** Everything that stays the same from fragment to fragment. */
export interface EngineState {
  set: RuleSet;
  options: EngineOptions;
  plan: RulePlan;
  search: Search;
  /** By index; see `runOf`. */
  runs: (RuleRun | undefined)[];
  /** Made on first use. */
  assignment: AssignmentRules | undefined;
  /** In a probe: whether a rule that can match over lines has found where it may begin. */
  isOpen: boolean | undefined;
}

/** All keywords of `assignment` rules as one pattern, and their rules. */
interface AssignmentRules {
  /** Matches nothing where there are none. */
  pattern: RegExp;
  byKeyword: ReadonlyMap<string, readonly number[]>;
  /** What was found for names so far. */
  byName: Map<string, readonly number[]>;
}

/** Makes an engine with buffers of its own: one a thread. */
export function createEngine(set: RuleSet, options: EngineOptions): Engine {
  const { rules, automaton, plan } = set;
  const isReady = plan !== undefined && options.isEnabled === undefined;
  const state: EngineState = {
    set,
    options,
    plan: isReady ? plan : planRules(listRules(rules), automaton.keywords, options.isEnabled),
    search: createSearch(automaton),
    runs: new Array(rules.length).fill(undefined),
    assignment: undefined,
    isOpen: undefined,
  };
  return { scan: (fragment) => scanFragment(state, fragment), probe: (fragment) => probeFragment(state, fragment) };
}

/** A rule ready to run; most rules never are. */
export function runOf(state: EngineState, index: number): RuleRun {
  const known = state.runs[index];
  if (known !== undefined) return known;
  const { rules, builtInCount } = state.set;
  const run = createRuleRun(rules.at(index)!, index < builtInCount, state.options.allowlists);
  state.runs[index] = run;
  return run;
}

/** Names come again and again; beyond this many the memory of them is begun anew. */
const mostNames = 10_000;

/** Indices of the `assignment` rules with a keyword in the name. */
export function rulesForName(state: EngineState, name: string): readonly number[] {
  state.assignment ??= createAssignmentRules(state.plan);
  const { pattern, byKeyword, byName } = state.assignment;
  const known = byName.get(name);
  if (known !== undefined) return known;
  const normal = normaliseName(name);
  const rules: number[] = [];
  pattern.lastIndex = 0;
  for (let found = pattern.exec(normal); found !== null; found = pattern.exec(normal)) {
    rules.push(...byKeyword.get(found[0])!);
    pattern.lastIndex = found.index + 1;
  }
  if (byName.size >= mostNames) byName.clear();
  byName.set(name, rules);
  return rules;
}

function createAssignmentRules(plan: RulePlan): AssignmentRules {
  const byKeyword = new Map(plan.assignment);
  const pattern = new RegExp(byKeyword.size === 0 ? '(?!)' : [...byKeyword.keys()].join('|'), 'g');
  return { pattern, byKeyword, byName: new Map() };
}

function scanFragment(state: EngineState, fragment: Fragment): Match[] {
  const { bytes, path, ownStart, ownEnd } = fragment;
  const context = { file: createFileFacts(path), isStart: fragment.offset === 0 };
  const found = scanBytes(state, bytes, context, 0, undefined);
  if (found.length === 0) return found;
  const text = latin1Text(bytes);
  const joined = joinCompanions(dropOverlaps(found), text, state.options.trace);
  return joined.filter((match) => match.matchStart >= ownStart && match.matchStart < ownEnd);
}

function probeFragment(state: EngineState, { bytes, path, offset }: Fragment): Probe {
  state.isOpen = false;
  const found = scanBytes(state, bytes, { file: createFileFacts(path), isStart: offset === 0 }, 0, undefined);
  const { isOpen } = state;
  state.isOpen = undefined;
  return { isCandidate: found.length > 0, isOpen };
}

type Context = Pick<Level, 'file' | 'isStart'>;

/** Judged from the path on the first question: most files have no candidate. */
function createFileFacts(path: string): FileFacts {
  let syntax: Syntax | undefined;
  let isTest: boolean | undefined;
  let isTranslation: boolean | undefined;
  return {
    path,
    get syntax() {
      syntax ??= syntaxOf(path);
      return syntax;
    },
    get isTest() {
      isTest ??= isTestPath(path);
      return isTest;
    },
    get isTranslation() {
      isTranslation ??= isTranslationPath(path);
      return isTranslation;
    },
  };
}

/** Runs the rules over some bytes, then over what is encoded in them. */
function scanBytes(
  state: EngineState,
  bytes: Uint8Array,
  context: Context,
  depth: number,
  origin: Level['origin'],
): Match[] {
  let level: Level | undefined;
  if (state.plan.always.length > 0) level = createLevel(state, bytes, context, origin);
  for (let from = 0; from < bytes.length; from += chunkSize) {
    const hits = state.search(bytes, from, Math.min(bytes.length, from + chunkSize));
    if (hits.count === 0) continue;
    level ??= createLevel(state, bytes, context, origin);
    runTextRules(level, hits);
  }
  if (level) finishRules(level);
  const matches = level?.matches ?? [];
  if (depth >= state.options.maxDecodeDepth) return matches;
  for (const encoded of findEncoded(bytes, level?.escapes ?? [], !context.isStart)) {
    const place = origin ?? { start: encoded.start, end: encoded.end };
    const inner = scanBytes(state, encoded.decoded, { ...context, isStart: false }, depth + 1, place);
    for (const match of inner) matches.push(placeInOriginal(match, encoded));
  }
  return matches;
}

/** Only for texts with a keyword: most decoded pieces have none. */
function createLevel(state: EngineState, bytes: Uint8Array, context: Context, origin: Level['origin']): Level {
  return {
    file: context.file,
    isStart: context.isStart,
    state,
    bytes,
    text: latin1Text(bytes),
    matches: [],
    escapes: [],
    nameDone: 0,
    generation: ++generation,
    origin,
    windows: [],
  };
}

let generation = 0;

/** Bytes as text with one character a byte. */
export function latin1Text(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** A match in decoded text stands, for the reader, where the encoded run stands. */
function placeInOriginal(match: Match, { start, end, codecs, decoded }: Encoded): Match {
  const stretch = (end - start) / decoded.length;
  return {
    ...match,
    start,
    end,
    // Tells which part of a long run it is from: the run may go on in the next piece of a file.
    matchStart: start + Math.floor(match.matchStart * stretch),
    matchEnd: start + Math.ceil(match.matchEnd * stretch),
    decoded: [...codecs, ...match.decoded],
    parts: match.parts.map((part) => ({ ...part, start, end })),
  };
}
