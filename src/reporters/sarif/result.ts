import type { Finding } from '../../model/finding.ts';
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
    rank: ranks[confidence],
    properties: resultProperties(finding),
  };
}

/** Without the path, which a hostile repository chooses and which viewers would read as links (3.11.6). */
function messageText({ description, ruleId, confidence, advice }: Finding): string {
  const subject = description.replace(/[.!?]$/, '');
  const next = advice ? ` ${/[.!?]$/.test(advice) ? advice : `${advice}.`}` : '';
  return `${subject} (rule '${ruleId}', confidence ${confidence}).${next}`;
}

function resultProperties({ provider, severity, confidence, secretHash, placeCount, ...rest }: Finding): object {
  const { reasons, decoded } = rest;
  const shown = { provider, severity, confidence, reasons, secretHash, placeCount };
  return decoded.length > 0 ? { ...shown, decoded } : shown;
}

function relatedLocations({ parts, places, ...own }: Finding): object[] | undefined {
  const others = places.filter(
    ({ path, startLine, startColumn }) =>
      path !== own.path || startLine !== own.startLine || startColumn !== own.startColumn,
  );
  const related = [
    ...parts.map((part) => ({ place: part, text: `Belongs to it: '${part.ruleId}'.` })),
    ...others.map((place) => ({ place, text: 'The same secret.' })),
  ].slice(0, maxRelated);
  if (related.length === 0) return undefined;
  return related.map(({ place, text }, index) => ({
    id: index + 1,
    physicalLocation: toLocation(place),
    message: { text },
  }));
}
