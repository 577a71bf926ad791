import { confidences } from '../model/level.ts';
import type { Match } from '../model/match.ts';
import { getChecksum } from './checksum/index.ts';

/** A run that was decoded, and the secrets kept out of it: all of them stand where it stands. */
interface Run {
  start: number;
  end: number;
  secrets: string[];
  known: Set<string>;
  /** Whether a match in the text itself was kept that touches the run. */
  isTouched: boolean;
  /** Other runs that touch it. */
  beside: Run[];
}

/**
 * Leaves one match where several rules saw the same secret: the specific before the generic, then the surer, then the
 * longer. In order of place.
 */
export function dropOverlaps(matches: readonly Match[]): Match[] {
  const byRank = [...matches].sort(
    (a, b) => rank(b) - rank(a) || b.end - b.start - (a.end - a.start) || a.start - b.start,
  );
  const runs = collectRuns(matches);
  const runsAt = new Map<number, Run[]>();
  for (const run of runs.values()) {
    for (const other of touching(runsAt, run)) {
      run.beside.push(other);
      other.beside.push(run);
    }
    occupy(runsAt, run);
  }
  const taken = new Map<number, Match[]>();
  const kept = byRank.filter((match) => {
    const run = runs.get(runKey(match));
    return run ? keepDecoded(run, match.secret) : keepPlain(match, taken, runsAt);
  });
  const surest = surestGeneric(matches);
  return kept.map((match) => raise(match, surest)).sort((a, b) => a.start - b.start || a.end - b.end);
}

/** By place, how sure the generic detectors are. */
function surestGeneric(matches: readonly Match[]): Map<string, Match> {
  const surest = new Map<string, Match>();
  for (const match of matches) {
    if (match.rule.mode !== 'generic' || match.decoded.length > 0) continue;
    const key = `${match.start}:${match.end}`;
    const other = surest.get(key);
    if (other === undefined || level(match) > level(other)) surest.set(key, match);
  }
  return surest;
}

/**
 * What a rule reads from a name's value is as sure as what the generic detectors say of the same value, unless the rule
 * is meant to be unsure, or something lowered this match.
 */
function raise(match: Match, surest: ReadonlyMap<string, Match>): Match {
  const { mode, confidence } = match.rule;
  if (mode !== 'assignment' || confidence === 'low' || match.confidence !== confidence) return match;
  const other = surest.get(`${match.start}:${match.end}`);
  if (other === undefined || level(other) <= level(match)) return match;
  return { ...match, confidence: other.confidence, reasons: [...match.reasons, ...other.reasons] };
}

function level({ confidence }: Match): number {
  return confidences.indexOf(confidence);
}

function collectRuns(matches: readonly Match[]): Map<string, Run> {
  const runs = new Map<string, Run>();
  for (const match of matches) {
    const { start, end } = match;
    const key = runKey(match);
    if (key === '' || runs.has(key)) continue;
    runs.set(key, { start, end, secrets: [], known: new Set(), isTouched: false, beside: [] });
  }
  return runs;
}

/** Empty for a match in the text itself. */
function runKey({ decoded, start, end }: Match): string {
  return decoded.length === 0 ? '' : `${start}:${end}`;
}

function keepPlain(match: Match, taken: Map<number, Match[]>, runsAt: ReadonlyMap<number, Run[]>): boolean {
  if (touching(taken, match).size > 0) return false;
  const runs = touching(runsAt, match);
  for (const run of runs) if (run.secrets.length > 0) return false;
  for (const run of runs) run.isTouched = true;
  occupy(taken, match);
  return true;
}

/** Two different secrets out of encoded runs at one place are two; one inside the other is one. */
function keepDecoded(run: Run, secret: string): boolean {
  if (run.isTouched || holds(run, secret) || run.beside.some((other) => holds(other, secret))) return false;
  run.secrets.push(secret);
  run.known.add(secret);
  return true;
}

/** With so many secrets in one run, each is compared in part with these only: the time stays linear. */
const comparedInPart = 256;

function holds({ secrets, known }: Run, secret: string): boolean {
  if (known.has(secret)) return true;
  for (let i = 0; i < secrets.length && i < comparedInPart; i++) {
    if (secrets[i]!.includes(secret) || secret.includes(secrets[i]!)) return true;
  }
  return false;
}

interface Span {
  start: number;
  end: number;
}

/** Spans are kept by blocks of bytes, so that thousands of them do not compare each with each. */
const blockBits = 8;

function occupy<T extends Span>(blocks: Map<number, T[]>, span: T): void {
  for (let block = span.start >> blockBits; block <= span.end >> blockBits; block++) {
    const list = blocks.get(block);
    if (list) list.push(span);
    else blocks.set(block, [span]);
  }
}

function touching<T extends Span>(blocks: ReadonlyMap<number, readonly T[]>, { start, end }: Span): Set<T> {
  const found = new Set<T>();
  for (let block = start >> blockBits; block <= end >> blockBits; block++) {
    for (const other of blocks.get(block) ?? []) if (start < other.end && other.start < end) found.add(other);
  }
  return found;
}

function rank(match: Match): number {
  const isCertain = match.confidence === 'certain';
  return specificity(match) + (isCertain ? 50 : 0) + confidences.indexOf(match.confidence) * 10 - match.decoded.length;
}

/** A form that many issuers share (a JSON Web Token) says less than the form of one provider. */
function specificity({ rule }: Match): number {
  if (rule.mode === 'generic') return 0;
  return rule.checksum !== undefined && getChecksum(rule.checksum)?.isFormOnly ? 200 : 300;
}
