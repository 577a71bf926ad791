import type { KnownMark } from '../model/known.ts';
import { type Baseline, type Entry, entryKey } from './format.ts';

/** What was found, and what of a baseline it speaks for. */
export interface Found {
  marks: readonly KnownMark[];
  /** Whether an entry that nothing matched is gone: its place was read, or is no more. */
  isGone(entry: Omit<Entry, 'hash'>): boolean;
  /** Whether the marks are of a history, or of a tree and a history: new entries are marked so. */
  historyKeys?: ReadonlySet<string>;
}

/** What an update changes. */
export interface Changes {
  added: Entry[];
  /** The secret stands elsewhere now, in a file that was renamed: what was decided goes with it. */
  moved: { from: Entry; to: Entry }[];
  /** Nothing matches them any more. */
  stale: Entry[];
  kept: Entry[];
}

/** Compares a baseline with what was found. */
export function compareBaseline({ entries }: Pick<Baseline, 'entries'>, found: Found): Changes {
  const gone = new Set(listGone(entries, found));
  const moved: Changes['moved'] = [];
  const added: Entry[] = [];
  for (const entry of newEntries(found)) {
    const from = findOrigin(entry, [...gone]);
    if (!from) added.push(entry);
    else {
      moved.push({ from, to: { ...from, path: entry.path, ...(entry.history && { history: entry.history }) } });
      gone.delete(from);
    }
  }
  const left = new Set([...gone, ...moved.map(({ from }) => from)]);
  return { added, moved, stale: [...gone], kept: entries.filter((entry) => !left.has(entry)) };
}

/** The entries that nothing matched and that are gone. */
export function listGone<Listed extends Omit<Entry, 'hash'>>(
  entries: readonly Listed[],
  { marks, isGone }: Pick<Found, 'marks' | 'isGone'>,
): Listed[] {
  const matched = new Set(marks.flatMap(({ known }) => (known ? [known.entry, ...(known.otherEntries ?? [])] : [])));
  return entries.filter((entry, index) => !matched.has(index) && isGone(entry));
}

function newEntries({ marks, historyKeys }: Found): Entry[] {
  const entries = new Map<string, Entry>();
  for (const { ruleId, path, hash, known } of marks) {
    const entry: Entry = { ruleId, path, hash, decision: 'undecided' };
    const key = entryKey(entry);
    if (!known && !entries.has(key)) entries.set(key, { ...entry, ...(historyKeys?.has(key) && { history: true }) });
  }
  return [...entries.values()];
}

/** The entry of the same secret under the same rule whose place is gone; one of the same file name before others. */
function findOrigin({ ruleId, hash, path }: Entry, gone: readonly Entry[]): Entry | undefined {
  const same = gone.filter((entry) => entry.ruleId === ruleId && entry.hash === hash);
  return same.find((entry) => baseName(entry.path) === baseName(path)) ?? same[0];
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
