import type { IgnoreEntry } from '../model/options.ts';

/** Makes the function that finds the index of the ignore-file entry for a secret, where there is one. */
export function indexIgnores(
  entries: readonly IgnoreEntry[],
): (path: string, line: number, ruleId: string) => number | undefined {
  const byPlace = new Map<string, number[]>();
  for (const [index, { path, line, commit }] of entries.entries()) {
    if (commit) continue;
    const place = `${line}:${path}`;
    const known = byPlace.get(place);
    if (known) known.push(index);
    else byPlace.set(place, [index]);
  }
  if (byPlace.size === 0) return () => undefined;
  const isFor = ({ ruleId, ruleIds }: IgnoreEntry, id: string) => ruleIds?.includes(id) ?? ruleId === id;
  return (path, line, ruleId) => byPlace.get(`${line}:${path}`)?.find((index) => isFor(entries[index]!, ruleId));
}
