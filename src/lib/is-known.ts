import type { Finding } from '../model/finding.ts';

/** Whether the baseline in use knows a finding, and its entry has not expired: then it is not new. */
export function isKnown({ known }: Pick<Finding, 'known'>): boolean {
  return known !== undefined && known.isExpired === undefined;
}
