import type { Confidence, Severity } from '../../model/level.ts';

/** SARIF's own levels, 3.27.10. */
export const levels = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
} satisfies Record<Severity, string>;

/**
 * Scores in GitHub's bands: critical above 9.0, high from 7.0, medium from 4.0, low above 0:
 * https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
export const securitySeverities = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '3.0',
  info: '1.0',
} satisfies Record<Severity, string>;

/** GitHub's words for how often a rule is right; same page. */
export const precisions = {
  certain: 'very-high',
  high: 'high',
  medium: 'medium',
  low: 'low',
} satisfies Record<Confidence, string>;

/** SARIF's rank, 0 to 100, 3.27.25. */
export const ranks = { certain: 100, high: 75, medium: 50, low: 25 } satisfies Record<Confidence, number>;
