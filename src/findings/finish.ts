import type { Finding, Place } from '../model/finding.ts';

/** A finding lists at most this many of its places, so that one secret in 10,000 files does not list 10,000 x 10,000. */
const mostPlaces = 100;

/** The findings of one secret under one rule. */
interface Group {
  places: Place[];
  members: Finding[];
}

/** Sorts findings by place and gives each the places of its group: the same secret under the same rule. */
export function finishFindings(findings: readonly Finding[]): Finding[] {
  const sorted = [...findings].sort(
    (a, b) =>
      compare(a.path, b.path) ||
      a.startLine - b.startLine ||
      a.startColumn - b.startColumn ||
      compare(a.ruleId, b.ruleId),
  );
  for (const { places, members } of groupEqual(sorted)) {
    for (const finding of members) Object.assign(finding, { places, placeCount: members.length });
  }
  return sorted;
}

/** Only what occurs more than once: most secrets are alone, and there may be very many. */
function groupEqual(sorted: readonly Finding[]): Iterable<Group> {
  const byRule = new Map<string, Map<string, Finding>>();
  const groups = new Map<Finding, Group>();
  for (const finding of sorted) {
    const firsts = byRule.get(finding.ruleId) ?? new Map<string, Finding>();
    byRule.set(finding.ruleId, firsts);
    const first = firsts.get(finding.secretHash);
    if (!first) {
      firsts.set(finding.secretHash, finding);
      continue;
    }
    const group = groups.get(first) ?? { places: [...first.places], members: [first] };
    groups.set(first, group);
    group.members.push(finding);
    if (group.places.length < mostPlaces) group.places.push(...finding.places);
  }
  return groups.values();
}

/** By code unit, the same in every locale. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
