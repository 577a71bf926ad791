import { listRules } from '../lib/list-rules.ts';
import type { Fragment } from '../model/fragment.ts';
import type { Match } from '../model/match.ts';
import type { CompiledAllow, CompiledRule } from '../model/rule.ts';
import { joinCompanions } from './companions.ts';
import { type Encoded, findEncoded } from './decode/index.ts';
import { FileFacts } from './file-facts.ts';
import {
  type Context,
  finishRules,
  hasRuleForPath,
  Level,
  latin1Text,
  type Origin,
  runPathRules,
  runTextRules,
} from './level.ts';
import { findNameRules } from './name-table.ts';
import { dropOverlaps } from './overlaps.ts';
import { nameParts } from './parts/index.ts';
import { chunkSize, createSearch, type Search } from './prefilter/search.ts';
import { normaliseName, planRules, type RulePlan } from './rule-plan.ts';
import { createRuleRun, type RuleRun } from './rule-run.ts';
import type { RuleSet } from './rule-set.ts';
import type { Trace } from './trace.ts';

export interface EngineOptions {
  /** Which rules take part; absent: all. */
  isEnabled?(rule: CompiledRule): boolean;
  /** Allowlists over all rules, or over their `targetRules`. */
  allowlists: readonly CompiledAllow[];
  /** How many encodings are undone one inside the other. */
  maxDecodeDepth: number;
  /** Told of each allowlist that let something be. */
  onAllowed?(allow: CompiledAllow): void;
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
  /** What was found for names so far. */
  byName: Map<string, readonly number[]>;
  /** In a probe: whether a rule that can match over lines has found where it may begin. */
  isOpen: boolean | undefined;
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
    byName: new Map(),
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
export function rulesForName({ plan, byName }: Pick<EngineState, 'plan' | 'byName'>, name: string): readonly number[] {
  const known = byName.get(name);
  if (known !== undefined) return known;
  const plain = normaliseName(name);
  const rules = findNameRules(plan.names, plain);
  for (const [keyword, own] of plan.shortNames) if (plain.includes(keyword)) rules.push(...own);
  if (byName.size >= mostNames) byName.clear();
  byName.set(name, rules);
  return rules;
}

function scanFragment(state: EngineState, fragment: Fragment): Match[] {
  const { bytes, path, judgedAs, ownStart, ownEnd } = fragment;
  const context = { file: new FileFacts(judgedAs ?? path), isStart: fragment.offset === 0 };
  const found = scanBytes(state, bytes, context, 0, undefined);
  if (found.length === 0) return found;
  const text = latin1Text(bytes);
  const joined = joinCompanions(dropOverlaps(found), text, state.options.trace);
  const own = joined.filter((match) => match.matchStart >= ownStart && match.matchStart < ownEnd);
  return nameParts(own, text, context.file.syntax);
}

function probeFragment(state: EngineState, { bytes, path, offset }: Fragment): Probe {
  state.isOpen = false;
  const found = scanBytes(state, bytes, { file: new FileFacts(path), isStart: offset === 0 }, 0, undefined);
  const { isOpen } = state;
  state.isOpen = undefined;
  return { isCandidate: found.length > 0, isOpen };
}

/** Runs the rules over some bytes, then over what is encoded in them. */
function scanBytes(
  state: EngineState,
  bytes: Uint8Array,
  context: Context,
  depth: number,
  origin: Origin | undefined,
): Match[] {
  let level: Level | undefined;
  const isNamed = context.isStart && state.plan.paths.length > 0 && hasRuleForPath(state, context.file.path);
  if (isNamed || state.plan.always.length > 0) level = new Level(state, bytes, context, origin);
  if (isNamed) runPathRules(level!);
  for (let from = 0; from < bytes.length; from += chunkSize) {
    const hits = state.search(bytes, from, Math.min(bytes.length, from + chunkSize));
    if (hits.count === 0) continue;
    level ??= new Level(state, bytes, context, origin);
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
