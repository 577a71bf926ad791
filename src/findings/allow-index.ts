import type { AllowPlace, InlineAllow } from './inline-allow.ts';

/** An allow reaches at most this many lines up or down from its own, unless it is a range. */
export const maxReach = 4;

/**
 * Makes the function that finds the allow which covers a secret; `allows` in order of line. It looks only at those near
 * the secret's lines and at ranges, of which there are few: many comments beside many secrets cost no more than each alone.
 */
export function indexAllows(
  allows: readonly InlineAllow[],
): (place: AllowPlace, ruleId: string) => InlineAllow | undefined {
  if (allows.length === 0) return () => undefined;
  const ranges = allows.filter(({ isRange }) => isRange);
  const near = ranges.length === 0 ? allows : allows.filter(({ isRange }) => !isRange);
  return (place, ruleId) => {
    for (let i = firstFrom(near, place.startLine - maxReach); i < near.length; i++) {
      const allow = near[i]!;
      if (allow.line > place.endLine + maxReach) break;
      if (allow.covers(place, ruleId)) return allow;
    }
    return ranges.find((allow) => allow.covers(place, ruleId));
  };
}

/** Index of the first allow on this line or a later one. */
function firstFrom(allows: readonly InlineAllow[], line: number): number {
  let low = 0;
  let high = allows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (allows[middle]!.line < line) low = middle + 1;
    else high = middle;
  }
  return low;
}
