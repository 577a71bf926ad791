import type { Finding, FindingPart, Place } from '../model/finding.ts';
import type { Fragment } from '../model/fragment.ts';
import type { Known, KnownMark, KnownQuery } from '../model/known.ts';
import { type Confidence, confidences, type Severity, severities } from '../model/level.ts';
import type { Match, MatchPart } from '../model/match.ts';
import type { IgnoreEntry } from '../model/options.ts';
import type { UnusedAllow } from '../model/report.ts';
import type { RuleDetails } from '../model/rule.ts';
import { indexAllows } from './allow-index.ts';
import { defaultAdvice } from './default-advice.ts';
import { createFingerprints, createSecretHashes } from './fingerprint.ts';
import { indexIgnores } from './ignore-index.ts';
import { type AllowPlace, type InlineAllow, mayHoldAllow, readInlineAllows, withCause } from './inline-allow.ts';
import { createByteColumns, createLocator, type Position } from './locate.ts';
import { type Mask, maskLine } from './masked-line.ts';
import { redact } from './redact.ts';

export interface FindingsOptions {
  minConfidence: Confidence;
  minSeverity: Severity;
  redact: number;
  inlineAllow: boolean;
  listUnusedAllows: boolean;
  ignore: readonly IgnoreEntry[];
  /** YYYY-MM-DD, for allows with an end date. */
  today: string;
  /** Random, one a report. */
  reportKey: () => Uint8Array;
  /** Facts about a rule; called only for what is reported. */
  details(ruleId: string): RuleDetails;
  /** What the baseline in use says of a finding, and what an entry for it would be. */
  recognise?(query: KnownQuery, finding: Finding): { known?: Known; marks?: readonly KnownMark[] };
  /** Told of each match that became a finding, and of the raw value with it. */
  onKept?(finding: Finding, match: Match, fragment: Fragment): void;
  /** Told of each candidate that was held back, by lines, for `--explain`. */
  onHeldBack?(ruleId: string, startLine: number, endLine: number, reason: string): void;
}

/** What one fragment gave. */
export interface FragmentResult {
  findings: Finding[];
  suppressed: number;
  unusedAllows: UnusedAllow[];
  /** Indices of the ignore-file entries that suppressed something. */
  usedIgnores: number[];
}

const nothing: FragmentResult = { findings: [], suppressed: 0, unusedAllows: [], usedIgnores: [] };

/** Makes the function that turns a fragment's matches, in order of place, into findings. */
export function createFindings(
  options: FindingsOptions,
): (matches: readonly Match[], fragment: Fragment) => FragmentResult {
  const lasting: Lasting = {
    ...options,
    fingerprint: createFingerprints(),
    secretHash: createSecretHashes(options.reportKey),
    share: createShared(),
    findIgnore: indexIgnores(options.ignore),
  };
  return (matches, fragment) => {
    if (matches.length === 0 && !options.listUnusedAllows) return nothing;
    return convert(matches, fragment, lasting);
  };
}

/** What stays the same from fragment to fragment. */
interface Lasting extends FindingsOptions {
  fingerprint: ReturnType<typeof createFingerprints>;
  secretHash: ReturnType<typeof createSecretHashes>;
  share: ReturnType<typeof createShared>;
  findIgnore: ReturnType<typeof indexIgnores>;
}

/** A match with its lines, on the way to becoming a finding. */
interface Located {
  match: Match;
  mask: Mask;
  start: Position;
  end: Position;
}

function convert(matches: readonly Match[], fragment: Fragment, options: Lasting): FragmentResult {
  const result: FragmentResult = { findings: [], suppressed: 0, unusedAllows: [], usedIgnores: [] };
  const bytes = Buffer.from(fragment.bytes.buffer, fragment.bytes.byteOffset, fragment.bytes.byteLength);
  const { firstLine, firstColumn } = fragment;
  const locate = createLocator(bytes, firstLine, firstColumn);
  // Its own, as going back costs: many matches may lie in one encoded run, each with that run's start and end.
  const locateEnd = createLocator(bytes, firstLine, firstColumn);
  const locatePart = createLocator(bytes, firstLine, firstColumn);
  const located = matches.map((match): Located => {
    const mask = { start: match.start, end: match.end, shown: redact(match.secret, match.rule, options.redact) };
    return { match, mask, start: locate(match.start), end: locateEnd(match.end) };
  });
  const masks = allMasks(located, options);
  const allows = readAllows(bytes, fragment, options);
  const holdBack = createHoldBack(bytes, fragment, allows, options, result);
  for (const each of located) {
    const reason = holdBack(each);
    if (reason === undefined) {
      const finding = toFinding(each, fragment, bytes, masks, locatePart, options);
      if (options.recognise)
        Object.assign(finding, options.recognise(toQuery(finding, each, fragment, bytes), finding));
      result.findings.push(finding);
      options.onKept?.(finding, each.match, fragment);
    } else options.onHeldBack?.(each.match.rule.id, each.start.line, each.end.line, reason);
  }
  if (options.listUnusedAllows) result.unusedAllows = unused(allows, fragment.path);
  return result;
}

interface Allows {
  all: readonly InlineAllow[];
  used: Set<InlineAllow>;
}

function readAllows(bytes: Buffer, fragment: Fragment, options: FindingsOptions): Allows {
  const isWorthIt = options.inlineAllow && mayHoldAllow(bytes);
  const { firstLine, path } = fragment;
  const all = isWorthIt ? readInlineAllows(bytes.toString('latin1'), firstLine, path, options.today) : [];
  return { all, used: new Set() };
}

/** Every secret's mask and every part's, in order of place: what is not reported is hidden all the same. */
function allMasks(located: readonly Located[], options: FindingsOptions): Mask[] {
  const masks = located.map(({ mask }) => mask);
  for (const { match } of located) {
    for (const part of match.parts.filter(({ isPublic }) => isPublic !== true))
      masks.push({ start: part.start, end: part.end, shown: redact(part.secret, match.rule, options.redact) });
  }
  masks.sort((a, b) => a.start - b.start || a.end - b.end);
  // One encoded run can hold thousands of secrets; each finding's line shows its own.
  return masks.filter(({ start, end }, i) => start !== masks[i - 1]?.start || end !== masks[i - 1]?.end);
}

/** Makes the function that says why a match is not reported; undefined if it is. */
function createHoldBack(
  bytes: Buffer,
  fragment: Fragment,
  { all, used }: Allows,
  options: Lasting,
  result: FragmentResult,
): (located: Located) => string | undefined {
  const isNew = createNewTest(fragment);
  const findAllow = indexAllows(all);
  const byteColumn = createByteColumns(bytes);
  const leastConfidence = confidences.indexOf(options.minConfidence);
  const leastSeverity = severities.indexOf(options.minSeverity);
  return ({ match, start, end }) => {
    if (!isNew(match)) return 'none of its lines is new';
    if (confidences.indexOf(match.confidence) < leastConfidence) {
      return `confidence ${match.confidence}, below --min-confidence ${options.minConfidence}`;
    }
    if (severities.indexOf(match.severity) < leastSeverity) {
      return `severity ${match.severity}, below --min-severity ${options.minSeverity}`;
    }
    if (all.length > 0) {
      const secretEndColumn = byteColumn(match.end);
      const place: AllowPlace = { startLine: start.line, endLine: end.line, secretEndColumn };
      const allow = findAllow(place, match.rule.id);
      if (allow !== undefined) {
        used.add(allow);
        result.suppressed++;
        return `allowed by a comment on line ${allow.line}`;
      }
    }
    const entry = options.findIgnore(fragment.path, start.line, match.rule.id);
    if (entry === undefined) return undefined;
    result.usedIgnores.push(entry);
    result.suppressed++;
    const { origin } = options.ignore[entry]!;
    return `listed in ${origin.path}, line ${origin.line}`;
  };
}

/** Whether a part is of the secret itself, and not only named beside it. */
function isSecret({ name }: MatchPart): boolean {
  return name === undefined;
}

/** Makes the test whether a line that the change adds takes part in a match or in one of its parts. */
function createNewTest({ addedLines, bytes, firstLine }: Fragment): (match: Match) => boolean {
  if (addedLines === undefined) return () => true;
  const locate = createLocator(bytes, firstLine, 1);
  return (match) =>
    [{ start: match.matchStart, end: match.matchEnd }, ...match.parts.filter(isSecret)].some(({ start, end }) => {
      const first = locate(start).line;
      const last = locate(Math.max(start, end - 1)).line;
      for (let line = first; line <= last; line++) if (addedLines.has(line)) return true;
      return false;
    });
}

/** A line is cut to so many bytes to either side of the secret. */
const mostLine = 4096;

function toQuery(
  { ruleId, path, startLine }: Finding,
  { match }: Located,
  { firstLine }: Fragment,
  bytes: Buffer,
): KnownQuery {
  const { secret, start } = match;
  const lineText = () => lineRound(bytes, start);
  const lineAt = (line: number) => {
    let from = 0;
    for (let at = firstLine; at < line && from >= 0; at++) from = bytes.indexOf(10, from) + 1 || -1;
    if (line < firstLine || from < 0) return undefined;
    const lineBreak = bytes.indexOf(10, from);
    return bytes.toString('utf8', from, Math.min(lineBreak === -1 ? bytes.length : lineBreak, from + 2 * mostLine));
  };
  const parts = () =>
    match.parts.filter(isSecret).map((part) => {
      const { line } = createLocator(bytes, firstLine, 1)(part.start);
      return { secret: part.secret, startLine: line, line: lineRound(bytes, part.start) };
    });
  return { ruleId, path, secret, startLine, lineText, lineAt, parts };
}

/** The line round an offset, without its break; of a very long one a window. */
function lineRound(bytes: Buffer, start: number): string {
  const from = Math.max(start - mostLine, start === 0 ? 0 : bytes.lastIndexOf(10, start - 1) + 1);
  const lineBreak = bytes.indexOf(10, start);
  const to = Math.min(lineBreak === -1 ? bytes.length : lineBreak, start + mostLine);
  return bytes.toString('utf8', from, to).replace(/\r$/, '');
}

function toFinding(
  { match, mask, start, end }: Located,
  fragment: Fragment,
  bytes: Buffer,
  masks: readonly Mask[],
  locatePart: (offset: number) => Position,
  options: Lasting,
): Finding {
  const { rule, parts } = match;
  const { path, remark } = fragment;
  const extra = fragment.tags === undefined ? match.tags : [...match.tags, ...fragment.tags];
  const { provider, description, tags, references, rotation } = options.details(rule.id);
  const { line, lineStart, lineEnd } = rule.mode === 'path' ? noLine : maskLine(bytes, mask, masks);
  // Each member by name and in one go: added one by one they would stand in a list beside the object.
  return {
    ruleId: rule.id,
    description,
    provider,
    severity: match.severity,
    confidence: match.confidence,
    tags: extra.length === 0 ? tags : options.share([...tags, ...extra]),
    redacted: mask.shown,
    entropy: match.entropy,
    fingerprint: options.fingerprint(rule.id, path, match.secret),
    secretHash: options.secretHash(match.secret),
    reasons: options.share(remark === undefined ? match.reasons : [...match.reasons, remark]),
    places: [toPlace(path, start, end)],
    placeCount: 1,
    path,
    startLine: start.line,
    startColumn: start.column,
    endLine: end.line,
    endColumn: end.column,
    line,
    lineStart,
    lineEnd,
    decoded: options.share(match.decoded),
    parts: parts.length === 0 ? none : parts.map((part) => toPart(part, fragment, locatePart, match, options)),
    references,
    advice: rotation?.advice ?? defaultAdvice,
    ...(rotation?.url !== undefined && { adviceUrl: rotation.url }),
    ...(remark !== undefined && { remark }),
  };
}

const none: readonly never[] = [];

/** A finding that is about a file's name: what the file begins with may be the secret. */
const noLine = { line: '', lineStart: 0, lineEnd: 0 };

/** Lists to share are remembered up to this many. */
const mostShared = 1_000;

/** Makes the function that gives equal lists as the same one: what is said of thousands of findings is kept once. */
function createShared(): (list: readonly string[]) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (list) => {
    if (list.length === 0) return none;
    const key = list.join('\0');
    const shared = known.get(key);
    if (shared !== undefined) return shared;
    if (known.size < mostShared) known.set(key, list);
    return list;
  };
}

function toPart(
  part: MatchPart,
  fragment: Fragment,
  locate: (offset: number) => Position,
  match: Match,
  options: FindingsOptions,
): FindingPart {
  const place = toPlace(fragment.path, locate(part.start), locate(part.end));
  const redacted = part.isPublic ? part.secret : redact(part.secret, match.rule, options.redact);
  return { ...(part.name !== undefined && { name: part.name }), ruleId: part.ruleId, redacted, ...place };
}

function toPlace(path: string, start: Position, end: Position): Place {
  return { path, startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

function unused({ all, used }: Allows, path: string): UnusedAllow[] {
  const unusedOnes = all.filter((allow) => !used.has(allow) && allow.isMeant?.() !== false);
  return unusedOnes.map((allow) => ({ path, line: allow.line, text: withCause(allow) }));
}
