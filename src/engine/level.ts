import type { Match } from '../model/match.ts';
import { findNameEnd, mayJoin } from './assignment/may-join.ts';
import type { Assignment } from './assignment/read-assignment.ts';
import { readAssignment } from './assignment/read-assignment.ts';
import { type EngineState, rulesForName, runOf } from './engine.ts';
import type { FileFacts } from './file-facts.ts';
import { mayAuthorize, readAuthorization } from './generic/authorization.ts';
import { readCommandLine } from './generic/command-line.ts';
import { innerValues } from './generic/inner-values.ts';
import { mayHoldCredentials, readUrlCredentials } from './generic/url-credentials.ts';
import { judgeGeneric, judgeMatch } from './judge.ts';
import type { Hits } from './prefilter/search.ts';
import { createHeadCheck, type PatternMatch, PatternTooSlow } from './regex/index.ts';
import type { Trigger } from './rule-plan.ts';
import { type RuleRun, spansLines } from './rule-run.ts';

/** One text under scan: a fragment, or what was decoded from a run in one. */
export class Level {
  readonly file: FileFacts;
  readonly state: EngineState;
  readonly bytes: Uint8Array;
  /** Where the text stands in the fragment, if it was decoded from a run there. */
  readonly origin: Origin | undefined;
  /** Tells this level's marks on the rule runs from older ones. */
  readonly generation = ++generation;
  readonly matches: Match[] = [];
  /** Where escaped runs may start. */
  readonly escapes: number[] = [];
  /** Rules with a window that is still to be searched. */
  readonly windows: RuleRun[] = [];
  /** End of the last name that was read; keywords before it belong to that name. */
  nameDone = 0;
  #text: string | undefined;

  constructor(state: EngineState, bytes: Uint8Array, { file }: Context, origin: Origin | undefined) {
    this.file = file;
    this.state = state;
    this.bytes = bytes;
    this.origin = origin;
  }

  /** The bytes as latin1, one character a byte; made when first asked for, as in most files nothing is worth it. */
  get text(): string {
    this.#text ??= latin1Text(this.bytes);
    return this.#text;
  }
}

export interface Origin {
  start: number;
  end: number;
}

/** Where a level is from. */
export interface Context {
  file: FileFacts;
  isStart: boolean;
}

let generation = 0;

/** Bytes as text with one character a byte. */
export function latin1Text(bytes: Uint8Array): string {
  const buffer = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return buffer.toString('latin1');
}

/** Tries, at each keyword, what it triggers. */
export function runTextRules(level: Level, hits: Hits): void {
  const { set, plan } = level.state;
  const { triggers } = plan;
  const { firstHit, endsAt, ends } = set.automaton;
  for (let i = 0; i < hits.count; i++) {
    const end = hits.end[i]!;
    const hitState = hits.state[i]! - firstHit;
    const last = endsAt[hitState + 1]!;
    for (let k = endsAt[hitState]!; k < last; k++) fire(level, triggers[ends[k]!]!, end);
  }
}

function fire(level: Level, trigger: Trigger, end: number): void {
  const { sticky, window } = trigger;
  const start = end - trigger.length;
  for (let i = 0; i < sticky.length; i++) trySticky(level, runOf(level.state, sticky[i]!), start);
  if (trigger.isName && start >= level.nameDone) runAssignment(level, start, end);
  if (trigger.isEscape) level.escapes.push(start);
  if (trigger.isUrl && mayHoldCredentials(level.bytes, end)) readUrlCredentials(level, end);
  for (let i = 0; i < window.length; i++) {
    const run = runOf(level.state, window[i]!);
    if (holdsKeyword(level.bytes, start, run)) openWindow(level, run, start, end);
  }
}

/** Whether a whole keyword of the rule stands here: the prefilter knows the longer ones by their beginnings only. */
function holdsKeyword(bytes: Uint8Array, start: number, run: RuleRun): boolean {
  const { keywords } = run.rule;
  for (let i = 0; i < keywords.length; i++) if (standsAt(bytes, start, keywords[i]!)) return true;
  return false;
}

/** Keywords are in small letters, and stand for both; from a character beyond ASCII on the pattern decides. */
function standsAt(bytes: Uint8Array, start: number, keyword: string): boolean {
  for (let i = 0; i < keyword.length; i++) {
    const code = keyword.charCodeAt(i);
    if (code > 127) return true;
    const byte = bytes[start + i]!;
    if ((byte >= 65 && byte <= 90 ? byte | 32 : byte) !== code) return false;
  }
  return true;
}

/** Searches the windows that are still open, and runs the rules that need no keyword. */
export function finishRules(level: Level): void {
  for (const run of level.windows) searchWindow(level, run);
  level.windows.length = 0;
  for (const index of level.state.plan.always) {
    const run = runOf(level.state, index);
    openWindow(level, run, 0, level.bytes.length);
    searchWindow(level, run);
    level.windows.length = 0;
  }
}

/** Whether a rule about files' names is about this one. */
export function hasRuleForPath(state: EngineState, path: string): boolean {
  return state.plan.paths.some((index) => runOf(state, index).pathMatcher?.test(path) === true);
}

/** Runs the rules about files' names. */
export function runPathRules(level: Level): void {
  for (const index of level.state.plan.paths) judgePath(level, runOf(level.state, index));
}

function trySticky(level: Level, run: RuleRun, start: number): void {
  if (run.triedLevel === level.generation && run.triedAt === start) return;
  run.triedLevel = level.generation;
  run.triedAt = start;
  run.headCheck ??= run.rule.head ? createHeadCheck(run.rule.head) : () => true;
  const mayMatch = run.headCheck(level.bytes, start);
  if (mayMatch) noteOpen(level, run, start);
  const found = mayMatch ? guarded(level, run, () => run.matcher.matchAt(level.text, start)) : undefined;
  if (found !== undefined) judgeMatch(level, run, found, 0);
  else if (level.state.options.trace) traceMiss(level, run, start);
}

/** Keeps in mind, in a probe, that a match over several lines may begin here: the prefilter knows words by their heads. */
function noteOpen(level: Level, run: RuleRun, start: number): void {
  const { state } = level;
  if (state.isOpen !== false || !spansLines(run)) return;
  state.isOpen = holdsKeyword(level.bytes, start, run);
}

function traceMiss(level: Level, run: RuleRun, start: number): void {
  tell(level, run.rule.id, start, start + 1, 'its keyword stands here, but its pattern does not match');
}

/** Tells the trace of a candidate; what stands in decoded text is told at the place of the encoded run. */
export function tell(level: Level, ruleId: string, start: number, end: number, message: string): void {
  level.state.options.trace?.({ ruleId, ...(level.origin ?? { start, end }), message });
}

/** Notes that a rule is to be searched for round a keyword; windows that touch become one, so no byte is read twice. */
function openWindow(level: Level, run: RuleRun, start: number, end: number): void {
  const { rule } = run;
  noteOpen(level, run, start);
  const from = rule.mode === 'whole' ? 0 : Math.max(0, start - rule.before);
  const to = rule.mode === 'whole' ? level.bytes.length : Math.min(level.bytes.length, end + rule.after);
  if (run.windowLevel !== level.generation) {
    run.windowLevel = level.generation;
    level.windows.push(run);
  } else if (from <= run.windowEnd) {
    if (to > run.windowEnd) run.windowEnd = to;
    return;
  } else searchWindow(level, run);
  run.windowStart = from;
  run.windowEnd = to;
}

/** Bytes at a window's start in which no match may begin: they are there for lookbehind to see. */
const lookbehindMargin = 32;

function searchWindow(level: Level, run: RuleRun): void {
  const { windowStart, windowEnd } = run;
  const text =
    windowStart === 0 && windowEnd === level.bytes.length ? level.text : level.text.slice(windowStart, windowEnd);
  let from = windowStart === 0 ? 0 : lookbehindMargin;
  let count = 0;
  while (from <= text.length) {
    const found = guarded(level, run, () => run.matcher.search(text, from));
    if (found === undefined) break;
    count++;
    judgeMatch(level, run, found, windowStart);
    from = found.end > found.start ? found.end : found.end + 1;
  }
  if (count === 0 && level.state.options.trace)
    traceMiss(level, run, windowStart + Math.min(run.rule.before, windowEnd));
}

/** Runs a pattern; one that exceeds its bound is told and counts as no match. */
function guarded(level: Level, run: RuleRun, attempt: () => PatternMatch | undefined): PatternMatch | undefined {
  try {
    return attempt();
  } catch (error) {
    if (!(error instanceof PatternTooSlow)) throw error;
    level.state.options.onRuleError?.(run.rule, level.file.path, error);
    return undefined;
  }
}

function judgePath(level: Level, run: RuleRun): void {
  if (run.pathMatcher?.test(level.file.path) !== true) return;
  judgeMatch(level, run, { start: 0, end: 0, groups: [[0, 0]], named: {} }, 0);
}

const longValue = 200;

/** Reads the assignment to the name at a keyword, for the rules on values. */
function runAssignment(level: Level, start: number, end: number): void {
  const { bytes, file } = level;
  level.nameDone = findNameEnd(bytes, end);
  if (mayAuthorize(bytes, start) && readAuthorization(level, start, level.nameDone)) return;
  if (readCommandLine(level, start)) return;
  if (!mayJoin(bytes, start, level.nameDone, file)) return;
  const assignment = readAssignment(level.text, start, level.nameDone, level.file.syntax);
  if (assignment === undefined) return;
  const value = level.text.slice(assignment.valueStart, assignment.valueEnd);
  // Names inside a long value are not read again: `key=key=key=...` would be read once for each. A text of several lines
  // may hold assignments of its own.
  if (value.length > longValue && !value.includes('\n')) level.nameDone = assignment.valueEnd;
  runAssignmentRules(level, assignment, value);
  const parts = innerValues(assignment, value);
  if (parts.length === 0) judgeGeneric(level, assignment, value);
  for (const part of parts) judgeGeneric(level, part, level.text.slice(part.valueStart, part.valueEnd));
}

function runAssignmentRules(level: Level, assignment: Assignment, value: string): void {
  for (const index of rulesForName(level.state, assignment.name)) {
    const run = runOf(level.state, index);
    const matched = guarded(level, run, () => run.matcher.matchAt(value, 0));
    if (matched !== undefined) judgeMatch(level, run, matched, assignment.valueStart);
  }
}
