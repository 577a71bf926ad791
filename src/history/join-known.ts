import { isKnown } from '../lib/is-known.ts';
import type { Finding } from '../model/finding.ts';
import type { Decision, KnownMark } from '../model/known.ts';

/** The one that matters most first. */
const byCare: readonly Decision[] = ['real', 'undecided', 'test', 'false-alarm'];

/**
 * What a baseline says of a secret by what it says at each of its places: it is known where all of them are. Where one
 * has expired it says which; where one is not known, nothing.
 */
export function joinKnown(places: readonly Finding[]): Pick<Finding, 'known' | 'marks'> {
  const marks = places.some((place) => place.marks) && joinMarks(places.flatMap((place) => place.marks ?? []));
  const all = places.flatMap(({ known }) => known ?? []);
  const expired = all.find(({ isExpired }) => isExpired);
  const first = places.every(isKnown)
    ? byCare.flatMap((each) => all.filter((known) => known.decision === each))[0]
    : undefined;
  const known = all.length === places.length ? (expired ?? first) : undefined;
  return { ...(known && { known }), ...(marks && { marks }) };
}

function joinMarks(marks: readonly KnownMark[]): KnownMark[] {
  return [...new Map(marks.map((mark) => [[mark.ruleId, mark.path, mark.hash].join('\0'), mark])).values()];
}

/** A finding without what the baseline says of one of its places. */
export function withoutKnown(finding: Finding): Finding {
  const { known: _known, marks: _marks, ...rest } = finding;
  return rest;
}
