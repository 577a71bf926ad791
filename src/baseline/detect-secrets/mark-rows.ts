import type { Item } from './print-results.ts';
import { readDetectSecrets } from './read-baseline.ts';
import { replaceResults } from './replace-results.ts';

/**
 * A baseline's text with what was decided of its rows, by their numbers, as `is_secret`; `none` takes it out, undefined
 * leaves it. Throws `UserError` for a damaged one.
 */
export function markRows(
  text: string,
  name: string,
  now: Date,
  isSecret: (row: number) => boolean | 'none' | undefined,
): string {
  const results = readDetectSecrets(text, name).document.results as Record<string, Item[]>;
  let index = 0;
  const items = new Map(
    Object.entries(results).map(([file, list]) => [file, list.map((item) => mark(item, isSecret(index++)))]),
  );
  return replaceResults(text, items, results, now);
}

function mark(item: Item, isSecret: boolean | 'none' | undefined): Item {
  if (isSecret === undefined) return item;
  if (isSecret !== 'none') return { ...item, is_secret: isSecret };
  const { is_secret: _isSecret, ...rest } = item;
  return rest;
}
