import type { Finding } from '../../model/finding.ts';
import type { IgnoreEntry } from '../../model/options.ts';

/** What of a `.gitleaksignore` something was found for, and what not. */
export interface MatchedIgnores {
  matched: { finding: Finding; entry: IgnoreEntry }[];
  unmatched: IgnoreEntry[];
}

/**
 * Finds what the lines of a `.gitleaksignore` are about, so that a baseline can know that by its secret. The findings are
 * those of a scan that does not heed the file; one that names a commit is about a place in a history.
 */
export function matchIgnores(entries: readonly IgnoreEntry[], findings: readonly Finding[]): MatchedIgnores {
  const byPlace = new Map<string, Set<Finding>>();
  const add = (path: string, line: number, finding: Finding) => {
    const key = `${line}:${path}`;
    byPlace.set(key, (byPlace.get(key) ?? new Set<Finding>()).add(finding));
  };
  for (const finding of findings) {
    for (const { path, startLine } of [finding, ...finding.places, ...(finding.history?.places ?? [])]) {
      add(path, startLine, finding);
    }
  }
  const result: MatchedIgnores = { matched: [], unmatched: [] };
  for (const entry of entries) {
    const found = [...(byPlace.get(`${entry.line}:${entry.path}`) ?? [])].filter((each) => isAbout(entry, each));
    result.matched.push(...found.map((finding) => ({ finding, entry })));
    if (found.length === 0) result.unmatched.push(entry);
  }
  return result;
}

function isAbout({ ruleId, ruleIds = [ruleId], commit, path, line }: IgnoreEntry, finding: Finding): boolean {
  if (!ruleIds.includes(finding.ruleId)) return false;
  if (commit === undefined) return true;
  const places = finding.history?.places ?? [];
  return places.some((each) => each.commit === commit && each.path === path && each.startLine === line);
}
