import type { Finding, Place } from '../model/finding.ts';
import { confidences, severities } from '../model/level.ts';

/**
 * Findings of one secret, the one that says most first: more certain, not generic, more severe; then by rule and place.
 * 0 only for equal ones, so that the order does not depend on which was found first.
 */
export function compareFindings(a: Finding, b: Finding): number {
  return compareRules(a, b) || comparePlaces(a, b) || compareTexts(JSON.stringify(a), JSON.stringify(b));
}

/** By rule and how sure it is. */
function compareRules(a: Finding, b: Finding): number {
  return (
    confidences.indexOf(b.confidence) - confidences.indexOf(a.confidence) ||
    Number(isGeneric(a)) - Number(isGeneric(b)) ||
    severities.indexOf(b.severity) - severities.indexOf(a.severity) ||
    compareTexts(a.ruleId, b.ruleId)
  );
}

function isGeneric({ ruleId }: Finding): boolean {
  return ruleId.startsWith('generic-');
}

export function comparePlaces(a: Place, b: Place): number {
  return compareTexts(a.path, b.path) || a.startLine - b.startLine || a.startColumn - b.startColumn;
}

/** By code unit, the same in every locale. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The first of some findings. */
export function bestFinding(findings: Iterable<Finding>): Finding | undefined {
  let best: Finding | undefined;
  for (const finding of findings) if (best === undefined || compareFindings(finding, best) < 0) best = finding;
  return best;
}
