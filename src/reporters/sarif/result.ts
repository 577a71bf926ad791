import { isKnown } from '../../lib/is-known.ts';
import type { Finding, Place } from '../../model/finding.ts';
import type { FindingHistory } from '../../model/history.ts';
import type { Known } from '../../model/known.ts';
import { dayOf, kindWords, shortCommit } from '../kind-words.ts';
import { levels, ranks } from './levels.ts';
import { maxRelated } from './limits.ts';
import { toLocation } from './location.ts';

/** A finding as SARIF's result (3.27). It goes to services, so nothing of the secret or its line is in it. */
export function toResult(finding: Finding, ruleIndex: number): object {
  const { ruleId, severity, confidence, fingerprint } = finding;
  return {
    ruleId,
    ruleIndex,
    level: levels[severity],
    message: { text: messageText(finding) },
    locations: [{ physicalLocation: toLocation(finding) }],
    relatedLocations: relatedLocations(finding),
    partialFingerprints: { 'keyturnFingerprint/v1': fingerprint },
    ...(isKnown(finding) && { baselineState: 'unchanged', suppressions: [toSuppression(finding.known!)] }),
    rank: ranks[confidence],
    properties: resultProperties(finding),
  };
}

/** Known findings are suppressed (3.35); one that was found to be real only until it is rotated. */
function toSuppression({ decision, reason }: Known): object {
  const status = decision === 'undecided' || decision === 'real' ? 'underReview' : 'accepted';
  return { kind: 'external', status, justification: reason === undefined ? decision : `${decision}: ${reason}` };
}

/** Without the path, which a hostile repository chooses and which viewers would read as links (3.11.6). */
function messageText({ description, ruleId, confidence, advice, history }: Finding): string {
  const subject = description.replace(/[.!?]$/, '');
  const next = advice ? ` ${/[.!?]$/.test(advice) ? advice : `${advice}.`}` : '';
  return `${subject} (rule '${ruleId}', confidence ${confidence})${history ? whenText(history) : ''}.${next}`;
}

/** Since when and until when; who it was is personal and stays out. */
function whenText({ kind, commit, date, lastCommit, lastDate, inHead }: FindingHistory): string {
  const end = inHead ? 'still in HEAD' : `not in HEAD, last in ${commitText(lastCommit, lastDate)}`;
  return `, in ${kindWords[kind]} since ${commitText(commit, date)}, ${end}`;
}

function commitText(commit: string, date: string): string {
  return `commit ${shortCommit(commit)}${date && ` of ${dayOf(date)}`}`;
}

function resultProperties({ provider, severity, confidence, secretHash, placeCount, ...rest }: Finding): object {
  const { reasons, decoded, history } = rest;
  return {
    provider,
    severity,
    confidence,
    reasons,
    secretHash,
    placeCount: history?.placeCount ?? placeCount,
    ...(decoded.length > 0 && { decoded }),
    ...(history && historyProperties(history)),
  };
}

function historyProperties(history: FindingHistory): object {
  const { kind, commit, date, lastCommit, lastDate, commitCount, inHead, refs, refCount } = history;
  const dates = { date: date || undefined, lastDate: lastDate || undefined };
  return { kind, commit, lastCommit, ...dates, commitCount, inHead, refs, refCount };
}

function relatedLocations({ parts, places, history, ...own }: Finding): object[] | undefined {
  const isOther = ({ path, startLine, startColumn }: Place) =>
    path !== own.path || startLine !== own.startLine || startColumn !== own.startColumn;
  const others = history
    ? history.places.map((place) => ({
        place,
        text: `The same secret, since ${commitText(place.commit, place.date)}.`,
      }))
    : places.map((place) => ({ place, text: 'The same secret.' }));
  const related = [
    ...parts.map((part) => ({ place: part, text: `Belongs to it: '${part.name ?? part.ruleId}'.` })),
    ...others.filter(({ place }) => isOther(place)),
  ].slice(0, maxRelated);
  if (related.length === 0) return undefined;
  return related.map(({ place, text }, index) => ({
    id: index + 1,
    physicalLocation: toLocation(place),
    message: { text },
  }));
}
