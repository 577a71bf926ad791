import type { Finding } from '../../model/finding.ts';
import { confidences, severities } from '../../model/level.ts';

/**
 * What GitHub takes of one upload; it refuses more results in a run, and of a rule's tags it shows ten:
 * https://docs.github.com/en/code-security/code-scanning/troubleshooting-sarif-uploads/results-exceed-limit
 */
export const maxResults = 25_000;
export const maxTags = 10;
/** Further locations of one result; the cap keeps a file of many copies of one secret small (10 MB is the limit). */
export const maxRelated = 20;

/** The findings that fit one run, in their old order: the most severe, and of those the most certain. */
export function keepMostSevere(findings: readonly Finding[], limit: number = maxResults): readonly Finding[] {
  if (findings.length <= limit) return findings;
  const kept = findings
    .map((finding, index) => ({ index, weight: weigh(finding) }))
    .sort((one, other) => other.weight - one.weight || one.index - other.index)
    .slice(0, limit)
    .sort((one, other) => one.index - other.index);
  return kept.map(({ index }) => findings[index]!);
}

function weigh({ severity, confidence }: Finding): number {
  return severities.indexOf(severity) * confidences.length + confidences.indexOf(confidence);
}
