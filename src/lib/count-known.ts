import type { Finding } from '../model/finding.ts';

/** How many findings the baseline knows, how many of them were found to be real secrets, and how many new ones it knew once. */
export function countKnown(report: { findings: readonly Finding[]; known: readonly Finding[] }) {
  return {
    known: report.known.length,
    real: report.known.filter(({ known }) => known?.decision === 'real').length,
    expired: report.findings.filter(({ known }) => known?.isExpired).length,
  };
}
