import type { Report } from '../model/report.ts';

/** A message without the absolute folder of the scan, which says more of the machine than a report should. */
export function hideRoot({ root }: Pick<Report, 'root'>, message: string): string {
  return root.length > 1 ? message.replaceAll(`${root}/`, '').replaceAll(`'${root}'`, "'.'") : message;
}
