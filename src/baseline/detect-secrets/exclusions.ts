import type { JsonPath } from '../../lib/read-json.ts';
import { isObject, type PartReader, show } from './parts.ts';

/** What a baseline's filters leave out by a pattern of the user's, or by a list of words. */
export type Exclusion =
  | { on: 'file' | 'line' | 'secret'; pattern: string }
  | { on: 'word'; file: string; minLength: number };

const regexFilter = /^detect_secrets\.filters\.regex\.should_exclude_(file|line|secret)$/;
const wordFilter = 'detect_secrets.filters.wordlist.should_exclude_secret';

/** The user's own exclusions: `filters_used` since 1.0, `exclude` and `word_list` since 0.13, `exclude_regex` before. */
export function readExclusions(document: Record<string, unknown>, reader: PartReader): Exclusion[] {
  const exclusions = filters(document.filters_used, reader);
  const { exclude, exclude_regex: regex, word_list: words } = document;
  if (isObject(exclude)) {
    exclusions.push(...patterns('file', exclude.files, ['exclude', 'files'], reader));
    exclusions.push(...patterns('line', exclude.lines, ['exclude', 'lines'], reader));
  }
  exclusions.push(...patterns('file', regex, ['exclude_regex'], reader));
  if (isObject(words) && typeof words.file === 'string') {
    exclusions.push({ on: 'word', file: words.file, minLength: 3 });
  }
  return exclusions;
}

function filters(value: unknown, reader: PartReader): Exclusion[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw reader.fault(['filters_used'], `"filters_used" must be a list, got ${show(value)}`);
  return value.flatMap((filter: unknown, index): Exclusion[] => {
    if (!isObject(filter) || typeof filter.path !== 'string') {
      throw reader.fault(['filters_used', index], `must be an object with a "path", got ${show(filter)}`);
    }
    const on = regexFilter.exec(filter.path)?.[1] as 'file' | 'line' | 'secret' | undefined;
    if (on) return patterns(on, filter.pattern, ['filters_used', index, 'pattern'], reader);
    if (filter.path !== wordFilter || typeof filter.file_name !== 'string') return [];
    return [{ on: 'word', file: filter.file_name, minLength: Math.max(1, Number(filter.min_length) || 3) }];
  });
}

function patterns(on: 'file' | 'line' | 'secret', value: unknown, path: JsonPath, reader: PartReader): Exclusion[] {
  if (value === undefined || value === null || value === '') return [];
  return (Array.isArray(value) ? value : [value]).map((pattern: unknown) => {
    if (typeof pattern === 'string') return { on, pattern };
    throw reader.fault(path, `"${String(path.at(-1))}" must be a pattern or a list of them, got ${show(pattern)}`);
  });
}
