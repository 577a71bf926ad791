/** Line numbers as pairs: the first, and the one behind the last; ascending. */
export type LineRuns = readonly number[];

/** The lines that are in both. */
export function intersectRuns(left: LineRuns, right: LineRuns): LineRuns {
  const common: number[] = [];
  for (let i = 0, j = 0; i < left.length && j < right.length; ) {
    const start = Math.max(left[i]!, right[j]!);
    const end = Math.min(left[i + 1]!, right[j + 1]!);
    if (start < end) common.push(start, end);
    if (left[i + 1]! < right[j + 1]!) i += 2;
    else j += 2;
  }
  return common;
}

/** Every line number in the runs. */
export function linesOf(runs: LineRuns): Set<number> {
  const lines = new Set<number>();
  for (let at = 0; at < runs.length; at += 2) {
    for (let line = runs[at]!; line < runs[at + 1]!; line++) lines.add(line);
  }
  return lines;
}

/**
 * The lines of a text that an older one does not have, or not as often: for content that git does not compare. Lines
 * that only moved are not among them.
 */
export function findNewLines(before: Buffer, after: Buffer): LineRuns {
  const known = new Map<string, number>();
  for (const line of splitLines(before)) known.set(line, (known.get(line) ?? 0) + 1);
  const runs: number[] = [];
  splitLines(after).forEach((line, index) => {
    const count = known.get(line) ?? 0;
    if (count > 0) known.set(line, count - 1);
    else if (runs.at(-1) === index + 1) runs[runs.length - 1] = index + 2;
    else runs.push(index + 1, index + 2);
  });
  return runs;
}

function splitLines(text: Buffer): string[] {
  const lines = text.toString('latin1').split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
