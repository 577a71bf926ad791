import type { Finding } from '../model/finding.ts';
import type { HistoryPlace } from '../model/history.ts';
import type { IgnoreEntry } from '../model/options.ts';
import type { ShardIgnore } from '../model/shard.ts';

/** Fewer characters of a commit's id name none. */
const shortestId = 7;

/** Whether an allowlist lets be what it finds in a commit: it names its id, or the beginning of that. */
export function isAllowedIn(ids: readonly string[] | undefined, commit: string): boolean {
  return ids?.some((id) => id.length >= shortestId && commit.startsWith(id)) ?? false;
}

/** The lines of ignore files that name a commit. */
export function listIgnores(entries: readonly IgnoreEntry[]): ShardIgnore[] {
  return entries.flatMap(({ commit, path, line, ruleId, ruleIds }) =>
    commit === undefined ? [] : [{ commit, path, line, ruleIds: ruleIds ?? [ruleId] }],
  );
}

/** Makes the test whether a place is not to be reported: a line of an ignore file names it with its commit, or an allowlist does. */
export function createSuppression(
  ignored: readonly ShardIgnore[],
  allowedIn: (finding: Finding) => readonly string[] | undefined,
): (place: HistoryPlace, finding: Finding) => boolean {
  return (place, finding) =>
    isAllowedIn(allowedIn(finding), place.commit) ||
    ignored.some(
      ({ commit, path, line, ruleIds }) =>
        commit === place.commit && path === place.path && line === place.startLine && ruleIds.includes(finding.ruleId),
    );
}
