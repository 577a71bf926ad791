import { formatNoun } from '../lib/format-amount.ts';
import type { ScanError, Skipped } from '../model/report.ts';
import { compareTexts } from './compare-findings.ts';

/** What was not read, each once, in an order that does not depend on who read what first. */
export function sortSkipped(skipped: readonly Skipped[]): Skipped[] {
  return sortOnce(skipped, ({ path, reason }) => `${path}\0${reason}`);
}

/** Errors, each once: objects last but for what ended the audit. */
export function sortErrors(errors: readonly ScanError[]): ScanError[] {
  return sortOnce(errors, (error) => {
    const isEnd = error.code === 'interrupted' || error.code === 'timeout';
    const rank = isEnd ? 3 : error.code.startsWith('object-') ? 2 : 1;
    return [rank, error.code, error.path ?? '', error.object ?? '', error.message].join('\0');
  });
}

function sortOnce<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  const byKey = new Map(items.map((item) => [keyOf(item), item]));
  return [...byKey].sort(([a], [b]) => compareTexts(a, b)).map(([, item]) => item);
}

/** Notes on what an audit does not follow. */
export function describeLeftOut(pointers: number, submodules: number): string[] {
  return [
    ...(pointers > 0 ? [`${formatNoun(pointers, 'LFS pointer')} not followed`] : []),
    ...(submodules > 0 ? [`${formatNoun(submodules, 'submodule')} not followed`] : []),
  ];
}
