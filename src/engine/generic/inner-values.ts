import type { Assignment } from '../assignment/read-assignment.ts';
import { judgeRandomness } from './randomness.ts';
import { measureShape } from './shape.ts';

/** A value of JSON or the like in a string: behind `:`, `=`, `,` or `[`, in quotes, escaped or not. */
const inner = /[:=,[]\s{0,20}\\{0,7}["']([^\s"'\\]{16,400})\\{0,7}["']/g;
const mostValues = 20;

/**
 * The random values in a structure that is written into a string: `"token": "{\"id\": \"k3...\"}"`. They are as secret as
 * the name of the whole says; its short and wordy ones are left out.
 */
export function innerValues(assignment: Assignment, value: string): Assignment[] {
  const first = value.charCodeAt(0);
  if (first !== 123 && first !== 91) return [];
  const found: Assignment[] = [];
  inner.lastIndex = 0;
  for (let each = inner.exec(value); each !== null && found.length < mostValues; each = inner.exec(value)) {
    const text = each[1]!;
    if (judgeRandomness(measureShape(text)).level < 3) continue;
    const valueStart = assignment.valueStart + each.index + each[0].indexOf(text);
    found.push({ ...assignment, valueStart, valueEnd: valueStart + text.length, isEmbedded: true });
  }
  return found;
}
