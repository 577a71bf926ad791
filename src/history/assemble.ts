import { isKnown } from '../lib/is-known.ts';
import type { Finding, Place } from '../model/finding.ts';
import type { CommitFacts, FindingHistory, HistoryPlace } from '../model/history.ts';
import { confidences, severities } from '../model/level.ts';
import { compareFindings, comparePlaces, compareTexts } from './compare-findings.ts';
import type { HeldFacts, PlaceFacts, SecretFacts } from './facts.ts';
import type { Hits, SecretHits, TextHit } from './hits.ts';
import { joinKnown, withoutKnown } from './join-known.ts';
import type { TextFacts } from './text-facts.ts';

/** Findings list at most so many of these. */
const mostPlaces = 100;
const mostRefs = 20;

export interface AssembleInput {
  hits: Pick<Hits, 'bySecret'>;
  /** By secretHash. */
  fileFacts: ReadonlyMap<string, SecretFacts>;
  textFacts: ReadonlyMap<string, readonly TextFacts[]>;
  /** What a report says of a commit, by number (of -1: nothing); `message` with every secret hidden. */
  describe(commit: number): CommitFacts & { message: string };
  /** Committer date of a commit: `CommitTable.timeOf`. */
  timeOf(commit: number): number;
  isNote(commit: number): boolean;
  /** A path for display from its bytes as latin1, every secret in it hidden. */
  displayPath(path: string): string;
  /** A text with every secret in it hidden. */
  hide(text: string): string;
  /** Whether a place is not to be reported (an ignore file names its commit, or an allowlist does). */
  isSuppressed(place: HistoryPlace, finding: Finding): boolean;
}

interface DatedPlace {
  place: HistoryPlace;
  facts: HeldFacts;
  finding: Finding;
}

/** What an audit has to say of secrets. */
export interface Assembled {
  findings: Finding[];
  /** What the baseline in use knows at all its places. */
  known: Finding[];
  suppressed: number;
}

/** One finding a secret, with all its places, newest danger first. */
export function assembleFindings(input: AssembleInput): Assembled {
  const findings: Finding[] = [];
  let suppressed = 0;
  for (const [secretHash, hits] of input.hits.bySecret) {
    const all = [
      ...filePlaces(input, hits, input.fileFacts.get(secretHash)?.places ?? []),
      ...textPlaces(input, input.textFacts.get(secretHash) ?? []),
    ];
    const kept = all.filter(({ place, finding }) => !input.isSuppressed(place, finding));
    suppressed += all.length - kept.length;
    if (kept.length > 0) findings.push(toFinding(input, secretHash, hits, kept));
  }
  findings.sort(compareDanger);
  return {
    findings: findings.filter((finding) => !isKnown(finding)),
    known: findings.filter(isKnown),
    suppressed,
  };
}

function filePlaces(input: AssembleInput, { files }: SecretHits, places: readonly PlaceFacts[]): DatedPlace[] {
  return places.flatMap((facts) => {
    const blobs = files.get(facts.path);
    // Where that content was not scanned, as it did not bring the secret there: as it stands in some other.
    const found = blobs?.get(facts.firstBlob) ?? blobs?.get([...blobs.keys()].sort()[0]!) ?? [];
    const kind = input.isNote(facts.first) ? 'note' : 'file';
    return onePerLine(found).map((finding) => datePlace(input, finding, kind, facts));
  });
}

/** Several rules may match at one place: the best of them. */
function onePerLine(findings: readonly Finding[]): Finding[] {
  const best = new Map<string, Finding>();
  for (const finding of [...findings].sort(compareFindings)) {
    const key = `${finding.startLine}:${finding.startColumn}`;
    if (!best.has(key)) best.set(key, finding);
  }
  return [...best.values()].sort((a, b) => a.startLine - b.startLine || a.startColumn - b.startColumn);
}

function textPlaces(input: AssembleInput, facts: readonly TextFacts[]): DatedPlace[] {
  return facts.map((each) => datePlace(input, each.hit.finding, each.hit.kind, each, each.hit));
}

function datePlace(
  input: AssembleInput,
  finding: Finding,
  kind: HistoryPlace['kind'],
  facts: HeldFacts,
  hit?: TextHit,
): DatedPlace {
  const { commit, author, email, date } = input.describe(facts.first);
  const last = input.describe(facts.last);
  const { startLine, endLine, startColumn, endColumn } = finding;
  const path = hit?.path === undefined ? input.hide(finding.path) : input.displayPath(hit.path);
  const where: Place = { path, startLine, endLine, startColumn, endColumn };
  const place: HistoryPlace = {
    ...where,
    kind,
    ...{ commit, author, email, date },
    lastCommit: last.commit,
    lastDate: last.date,
    commitCount: facts.count,
    inHead: facts.inHead,
  };
  return { place, facts, finding };
}

function toFinding(input: AssembleInput, secretHash: string, hits: SecretHits, places: readonly DatedPlace[]): Finding {
  const ordered = [...places].sort((a, b) => comparePlacesByTime(input, a, b));
  const byRank = allFindings(hits).sort(compareFindings);
  const rules = [...new Set(byRank.map(({ ruleId }) => ruleId))];
  const { place, finding: atPlace } = ordered[0]!;
  const ofBestRule = byRank.filter(({ ruleId }) => ruleId === rules[0]);
  // As it stands at the first place, or at least in the same file, where that rule matches there.
  const finding =
    atPlace.ruleId === rules[0] ? atPlace : (ofBestRule.find(({ path }) => path === atPlace.path) ?? ofBestRule[0]!);
  const history = describeSecret(input, secretHash, ordered, rules.slice(1));
  const { path, startLine, endLine, startColumn, endColumn } = place;
  return {
    ...withoutKnown(finding),
    ...joinKnown(ordered.map((each) => each.finding)),
    ...{ path, startLine, endLine, startColumn, endColumn },
    parts: finding.parts.map((part) => ({ ...part, path: input.hide(part.path) })),
    places: history.places,
    placeCount: history.placeCount,
    history,
  };
}

function allFindings({ files, texts }: SecretHits): Finding[] {
  const found = [...files.values()].flatMap((blobs) => [...blobs.values()].flat());
  return [...found, ...texts.map(({ finding }) => finding)];
}

function describeSecret(
  input: AssembleInput,
  secretHash: string,
  ordered: readonly DatedPlace[],
  otherRules: readonly string[],
): FindingHistory {
  const inFiles = input.fileFacts.get(secretHash);
  const texts = input.textFacts.get(secretHash) ?? [];
  const { commit, author, email, date, message } = input.describe(ordered[0]!.facts.first);
  const newest = ordered.reduce((a, b) => (input.timeOf(b.facts.last) > input.timeOf(a.facts.last) ? b : a));
  const refs = [...new Set([...(inFiles?.refs ?? []), ...texts.flatMap((each) => each.refs)])].sort();
  return {
    ...{ kind: ordered[0]!.place.kind, commit, author, email, date, message },
    lastCommit: newest.place.lastCommit,
    lastDate: newest.place.lastDate,
    commitCount: inFiles?.count ?? new Set(texts.flatMap(({ holders }) => [...holders])).size,
    inHead: ordered.some(({ place }) => place.inHead),
    refs: refs.slice(0, mostRefs).map(input.hide),
    refCount: Math.max(refs.length, inFiles?.refCount ?? 0),
    places: ordered.slice(0, mostPlaces).map(({ place }) => place),
    placeCount: ordered.length,
    otherRules,
  };
}

/** By introduction; 0 only for places of which a report says the same. */
function comparePlacesByTime({ timeOf }: AssembleInput, a: DatedPlace, b: DatedPlace): number {
  return (
    timeOf(a.facts.first) - timeOf(b.facts.first) ||
    a.facts.first - b.facts.first ||
    comparePlaces(a.place, b.place) ||
    compareTexts(JSON.stringify(a.place), JSON.stringify(b.place)) ||
    compareFindings(a.finding, b.finding)
  );
}

/** Still there before gone, then by severity, confidence and the newest commit that holds it. */
function compareDanger(a: Finding, b: Finding): number {
  const [one, other] = [a.history!, b.history!];
  return (
    Number(other.inHead) - Number(one.inHead) ||
    severities.indexOf(b.severity) - severities.indexOf(a.severity) ||
    confidences.indexOf(b.confidence) - confidences.indexOf(a.confidence) ||
    compareTexts(other.lastDate, one.lastDate) ||
    comparePlaces(a, b) ||
    compareTexts(a.secretHash, b.secretHash)
  );
}
