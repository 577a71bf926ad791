import { memberSpan } from './member-span.ts';
import { type Item, type Items, printed, printResults, type Style, sortItems } from './print-results.ts';
import { timestamp } from './write-baseline.ts';

/** Puts other rows into a baseline's text, and the time; all else stays as it is written, and the whole where none differs. */
export function replaceResults(
  text: string,
  items: Items,
  before: Readonly<Record<string, readonly Item[]>>,
  now: Date,
): string {
  const style: Style = { indent: /^\{\s*\n([ \t]+)"/.exec(text)?.[1] ?? 2, isAscii: !/[^\n\r\t -~]/.test(text) };
  const old = printResults(new Map(Object.entries(before)), style);
  const sorted = printResults(sortItems(new Map(Object.entries(before))), style);
  const results = printResults(items, style);
  if (results === old || results === sorted) return text;
  const edits = [{ key: 'results', value: results }];
  if (memberSpan(text, 'generated_at')) {
    edits.push({ key: 'generated_at', value: printed(JSON.stringify(timestamp(now)), style) });
  }
  return edits.reduce((edited, { key, value }) => {
    const { start, end } = memberSpan(edited, key)!;
    return edited.slice(0, start) + value + edited.slice(end);
  }, text);
}
