import type { Finding, Place } from '../model/finding.ts';

/** A finding lists at most this many of its places, so that one secret in 10,000 files does not list 10,000 x 10,000. */
const mostPlaces = 100;

/** Sorts findings by place and gives each the places of its group: the same secret under the same rule. */
export function finishFindings(findings: readonly Finding[]): Finding[] {
  const sorted = [...findings].sort(
    (a, b) =>
      compare(a.path, b.path) ||
      a.startLine - b.startLine ||
      a.startColumn - b.startColumn ||
      compare(a.ruleId, b.ruleId),
  );
  const groups = new Map<string, { places: Place[]; count: number }>();
  for (const finding of sorted) {
    const key = `${finding.ruleId}\0${finding.secretHash}`;
    const group = groups.get(key) ?? { places: [], count: 0 };
    groups.set(key, group);
    group.count++;
    if (group.places.length < mostPlaces) group.places.push(...finding.places);
  }
  for (const finding of sorted) {
    const { places, count } = groups.get(`${finding.ruleId}\0${finding.secretHash}`)!;
    Object.assign(finding, { places, placeCount: count });
  }
  return sorted;
}

/** By code unit, the same in every locale. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
