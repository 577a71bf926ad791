import type { Confidence, Severity } from '../model/level.ts';
import { confidences } from '../model/level.ts';
import type { Match, MatchPart } from '../model/match.ts';
import type { Assignment } from './assignment/read-assignment.ts';
import { getChecksum } from './checksum/index.ts';
import { isDocumented } from './documented.ts';
import { runOf } from './engine.ts';
import { shannonEntropy } from './entropy.ts';
import { doubtfulPlaceReason } from './generic/doubtful-place.ts';
import { judgeNumbers } from './generic/judge-numbers.ts';
import { judgeValue } from './generic/judge-value.ts';
import { placeholderReason } from './generic/placeholder.ts';
import { type Level, tell } from './level.ts';
import { partNames } from './parts/role.ts';
import { toPart } from './parts/to-part.ts';
import type { PatternMatch } from './regex/index.ts';
import type { AllowRun, RuleRun } from './rule-run.ts';

/** What was found, before anything is decided about it. Offsets are into the level's text. */
interface Candidate {
  start: number;
  end: number;
  matchStart: number;
  matchEnd: number;
  secret: string;
  /** Other pieces of the credential that the pattern names. */
  parts?: MatchPart[];
}

/** Decides on a pattern's match at `base`; keeps it in the level, or tells the trace why not. */
export function judgeMatch(level: Level, run: RuleRun, found: PatternMatch, base: number): void {
  const [start, end] = secretSpan(run, found);
  const candidate: Candidate = {
    start: base + start,
    end: base + end,
    matchStart: base + found.start,
    matchEnd: base + found.end,
    secret: level.text.slice(base + start, base + end),
    parts: namedParts(level, run, found, base),
  };
  const { rule } = run;
  const confidence = (level.file.isSample ? rule.sampleConfidence : undefined) ?? rule.confidence;
  const reasons = rule.mode === 'path' ? ['the name of the file'] : ['it has the form of this kind of secret'];
  decide(level, run, candidate, { confidence, reasons });
}

/** Decides on the value of an assignment by the generic rule for its kind of name. */
export function judgeGeneric(level: Level, assignment: Assignment, value: string): void {
  const isList = assignment.quote === '[';
  const verdict = isList ? judgeNumbers(assignment, value) : judgeValue(assignment, value, level.file);
  const why =
    'rejection' in verdict ? verdict.rejection : doubtfulPlaceReason(assignment, verdict.kind, level.file.path);
  if ('rejection' in verdict || why !== undefined) {
    tell(level, 'generic', assignment.valueStart, assignment.valueEnd, why ?? '');
    return;
  }
  keepGeneric(level, `generic-${verdict.kind}`, assignment, assignment.nameStart, verdict);
}

/** Keeps what a generic reader found under the generic rule with this id, if that rule takes part. */
export function keepGeneric(
  level: Level,
  ruleId: string,
  value: { valueStart: number; valueEnd: number },
  matchStart: number,
  verdict: { confidence: Confidence; reasons: string[] },
): void {
  const index = level.state.plan.generic[ruleId];
  if (index === undefined) return;
  const run = runOf(level.state, index);
  const { valueStart: start, valueEnd: end } = value;
  const candidate = { start, end, matchStart, matchEnd: end, secret: level.text.slice(start, end) };
  decide(level, run, candidate, verdict);
}

/** The group that holds the secret; without one the whole match. 0 means the first group that took part. */
function secretSpan(run: RuleRun, found: PatternMatch): readonly [number, number] {
  const { secretGroup } = run.rule;
  if (found.named.secret !== undefined) return found.named.secret;
  const whole = [found.start, found.end] as const;
  if (secretGroup === undefined) return whole;
  if (secretGroup > 0) return found.groups[secretGroup] ?? whole;
  return found.groups.slice(1).find((group) => group !== undefined && group[1] > group[0]) ?? whole;
}

/** What the groups named `user`, `host` and the like hold. */
function namedParts(level: Level, { rule }: RuleRun, { named }: PatternMatch, base: number): MatchPart[] {
  return partNames.flatMap((part) => {
    const span = named[part];
    if (span === undefined || span[1] === span[0]) return [];
    return [toPart({ part, start: base + span[0], end: base + span[1] }, rule.id, level.text)];
  });
}

function decide(
  level: Level,
  run: RuleRun,
  candidate: Candidate,
  claim: { confidence: Confidence; reasons: string[] },
): void {
  const { rule } = run;
  const secret = decodeUtf8(candidate.secret);
  const entropy = shannonEntropy(secret);
  const rejection = reject(level, run, candidate, secret, entropy);
  if (rejection !== undefined) {
    tell(level, rule.id, candidate.start, candidate.end, rejection);
    return;
  }
  const allowedIn = run.commitAllows.flatMap((allow) => allowingCommits(allow, level, candidate, secret));
  const match: Match = {
    rule,
    ...candidate,
    secret,
    entropy,
    severity: rule.severity,
    confidence: level.file.isTest ? inTests(claim.confidence, rule.severity) : claim.confidence,
    reasons: [...claim.reasons],
    decoded: [],
    parts: candidate.parts ?? [],
    tags: level.file.isTest ? ['test'] : [],
    ...(allowedIn.length > 0 && { allowedIn }),
  };
  applyChecksum(match);
  tell(level, rule.id, candidate.start, candidate.end, `found, confidence ${match.confidence}`);
  level.matches.push(match);
}

/** Weak evidence, in tests and documentation, of what does little harm even if it is real ranks a step lower. */
function inTests(confidence: Confidence, severity: Severity): Confidence {
  return confidence === 'medium' && (severity === 'info' || severity === 'low') ? 'low' : confidence;
}

function reject(level: Level, run: RuleRun, candidate: Candidate, secret: string, entropy: number): string | undefined {
  const { rule } = run;
  if (rule.path !== undefined && run.pathMatcher?.test(level.file.path) !== true) return 'the rule is for other paths';
  if (rule.mode === 'path' && level.bytes[0] === 35 && level.bytes[1] === 33) return 'a script';
  if (rule.minLength !== undefined && secret.length < rule.minLength) return `shorter than ${rule.minLength}`;
  if (rule.maxLength !== undefined && secret.length > rule.maxLength) return `longer than ${rule.maxLength}`;
  if (run.charset !== undefined && !run.charset.test(candidate.secret))
    return 'a character that the secret cannot have';
  if (rule.entropy !== undefined && entropy <= rule.entropy) {
    return `entropy ${entropy.toFixed(2)}, the rule wants more than ${rule.entropy}`;
  }
  if (run.isBuiltIn && rule.mode !== 'path' && rule.mode !== 'generic') {
    const placeholder = placeholderReason(secret);
    if (placeholder !== undefined) return placeholder;
  }
  if (run.isBuiltIn && isDocumented(secret)) return "a credential of a vendor's documentation";
  const allow = run.allows.find((each) => isAllowed(each, level, candidate, secret));
  if (allow !== undefined) level.state.options.onAllowed?.(allow.allow);
  return allow === undefined
    ? undefined
    : `allowed: ${allow.allow.reason ?? allow.allow.origin ?? 'an allowlist of the rule'}`;
}

/** The commits in which an allowlist lets the candidate be: with `and` only if its other tests hit. */
function allowingCommits(run: AllowRun, level: Level, candidate: Candidate, secret: string): string[] {
  const ofCommit = run.tests.filter(({ test }) => test.on === 'commit').map(({ test }) => test.source);
  const others = { ...run, tests: run.tests.filter(({ test }) => test.on !== 'commit') };
  const isOpen = run.allow.condition === 'or' || others.tests.length === 0;
  return isOpen || isAllowed(others, level, candidate, secret) ? ofCommit : [];
}

/** Whether an allowlist's tests hit, whatever the commit: with `and` one for each target, with `or` any. */
function isAllowed({ allow, tests }: AllowRun, level: Level, candidate: Candidate, secret: string): boolean {
  const hits = new Map<string, boolean>();
  for (const { test, matcher } of tests) {
    if (hits.get(test.on) === true) continue;
    const isHit =
      test.on === 'word'
        ? secret.toLowerCase().includes(test.source)
        : test.on !== 'commit' && matcher!.test(subject(test.on, level, candidate));
    if (isHit && allow.condition === 'or') return true;
    hits.set(test.on, isHit);
  }
  return allow.condition === 'and' && hits.size > 0 && [...hits.values()].every(Boolean);
}

function subject(on: 'secret' | 'match' | 'line' | 'path', level: Level, candidate: Candidate): string {
  switch (on) {
    case 'secret':
      return candidate.secret;
    case 'match':
      return level.text.slice(candidate.matchStart, candidate.matchEnd);
    case 'line':
      return lineRound(level.text, candidate.matchStart, candidate.matchEnd);
    case 'path':
      return level.file.path;
    default:
      return on satisfies never;
  }
}

/** The lines that a match touches, at most 2,000 characters to either side: a line can be as long as the file. */
function lineRound(text: string, start: number, end: number): string {
  const before = text.slice(Math.max(0, start - 2000), start);
  const after = text.slice(end, end + 2000);
  const lineEnd = after.search(/[\r\n]/);
  return (
    before.slice(before.lastIndexOf('\n') + 1) +
    text.slice(start, end) +
    (lineEnd < 0 ? after : after.slice(0, lineEnd))
  );
}

/** Bytes as text; what is no UTF-8 stays as it is. */
function decodeUtf8(latin1: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the ASCII range is meant
  if (/^[\x00-\x7f]*$/.test(latin1)) return latin1;
  const text = Buffer.from(latin1, 'latin1').toString('utf8');
  return text.includes('\ufffd') ? latin1 : text;
}

/** A right checksum makes a match certain, a right form does not; a wrong one lowers it by a step, as formats change. */
function applyChecksum(match: Match): void {
  const scheme = match.rule.checksum === undefined ? undefined : getChecksum(match.rule.checksum);
  if (scheme === undefined) return;
  const verdict = scheme.check(match.secret);
  if (verdict === 'valid' && scheme.isFormOnly) match.reasons.push('it is well-formed');
  else if (verdict === 'valid') {
    match.confidence = 'certain';
    match.reasons.push('its checksum is right');
  } else if (verdict === 'invalid') {
    match.confidence = oneBelow(match.confidence);
    match.reasons.push(`its ${scheme.isFormOnly ? 'form' : 'checksum'} is wrong: mistyped, or made up`);
  }
  const doubt = verdict === 'invalid' ? undefined : scheme.doubt?.(match.secret);
  if (doubt !== undefined) {
    match.confidence = oneBelow(match.confidence);
    match.reasons.push(doubt);
  }
  for (const fact of scheme.describe?.(match.secret) ?? []) match.reasons.push(fact);
}

/** What is certain for its rule's sake counts as high here. */
function oneBelow(confidence: Confidence): Confidence {
  return confidences[Math.max(0, Math.min(confidences.indexOf(confidence), 2) - 1)]!;
}
