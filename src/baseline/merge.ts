import { type Baseline, type Entry, entryKey } from './format.ts';
import { newerEntry } from './parse.ts';
import { printEntry } from './print.ts';

/** What a merge of two baselines gave. */
export interface Merged {
  baseline: Baseline;
  /** Entries on which both sides have decided anew, each otherwise; the newer decision is in the result. */
  conflicts: { ours: Entry; theirs: Entry }[];
}

/**
 * Merges two baselines that come from one: what either has added is in the result, what either has taken out is not,
 * unless the other has changed it. Undefined where they have different keys: their hashes cannot be compared.
 */
export function mergeBaselines(base: Baseline | undefined, ours: Baseline, theirs: Baseline): Merged | undefined {
  if (!ours.key.equals(theirs.key) || JSON.stringify(ours.slow) !== JSON.stringify(theirs.slow)) return undefined;
  const [before, own, other] = [base?.entries ?? [], ours.entries, theirs.entries].map(indexEntries) as [
    ReadonlyMap<string, Entry>,
    ReadonlyMap<string, Entry>,
    ReadonlyMap<string, Entry>,
  ];
  const entries: Entry[] = [];
  const conflicts: Merged['conflicts'] = [];
  for (const key of new Set([...own.keys(), ...other.keys()])) {
    const [old, a, b] = [before.get(key), own.get(key), other.get(key)];
    if (a && b) {
      const isNewer = isSame(a, old) ? b : isSame(b, old) || isSame(a, b) ? a : undefined;
      if (!isNewer && old?.decision !== undefined) conflicts.push({ ours: a, theirs: b });
      entries.push(isNewer ?? newerEntry(a, b));
    } else if (!isSame(old, a ?? b)) entries.push((a ?? b)!);
  }
  return { baseline: { ...ours, entries }, conflicts };
}

function indexEntries(entries: readonly Entry[]): ReadonlyMap<string, Entry> {
  return new Map(entries.map((entry) => [entryKey(entry), entry]));
}

function isSame(one: Entry | undefined, other: Entry | undefined): boolean {
  return one !== undefined && other !== undefined && printEntry(one) === printEntry(other);
}
