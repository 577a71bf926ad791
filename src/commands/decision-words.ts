import { formatNoun } from '../lib/format-amount.ts';
import type { Decision } from '../model/known.ts';

/** Decisions as sentences name them. */
export const decisionNouns = {
  real: 'real secret',
  'false-alarm': 'false alarm',
  test: 'test value',
  undecided: 'not decided',
} satisfies Record<Decision, string>;

/** `3 decided (1 real secret, 2 false alarms), 33 not yet decided`. */
export function countDecisions(made: readonly Decision[], open: number): string {
  const kinds = (['real', 'false-alarm', 'test'] as const).flatMap((decision) => {
    const count = made.filter((each) => each === decision).length;
    return count === 0 ? [] : [formatNoun(count, decisionNouns[decision])];
  });
  const back = made.filter((each) => each === 'undecided').length;
  const details = [...kinds, ...(back === 0 ? [] : [`${back} taken back`])];
  const list = details.length === 0 ? '' : ` (${details.join(', ')})`;
  return `${made.length} decided${list}, ${open} not yet decided`;
}
