import type { FoundRow } from '../../model/known.ts';
import { isOf, sha1 } from './identity.ts';
import { defaultFilters, plugins } from './plugin-names.ts';
import { type Item, printResults, sortItems } from './print-results.ts';
import { takeValues } from './take-values.ts';

/** A raw value and where it stands. */
export interface RawSecret {
  secret: string;
  startLine: number;
  /** The text of the first line. */
  line: string;
}

/** A finding on its way into a baseline of detect-secrets. */
export interface RawFinding extends RawSecret {
  path: string;
  /** Further pieces of a multi-part credential: to the plugins they are secrets of their own. */
  parts?: readonly RawSecret[];
}

/**
 * The rows that detect-secrets 1.5 would have for a finding, one for each plugin that takes it; and last one for the
 * secret itself as of the keyword plugin, for where there is no other. None for a finding about a file's name.
 */
export function toRows({ path, parts = [], ...whole }: RawFinding): FoundRow[] {
  if (whole.secret === '') return [];
  const rows = [whole, ...parts].flatMap(({ secret, startLine, line }, index) =>
    takeValues(path, line, { isAll: false })
      .filter((each) => isOf(secret, each))
      .map(({ type, value, isShared }): FoundRow => {
        const isCommon = isShared || index > 0;
        return { path, type, hash: sha1(value), line: startLine, ...(isCommon && { isShared: true }) };
      }),
  );
  return [...rows, { path, type: 'Secret Keyword', hash: sha1(whole.secret), line: whole.startLine, isSpare: true }];
}

/** Of a finding's rows those of the plugins in use, and the spare one where no other is the secret's own. */
export function chooseRows(rows: readonly FoundRow[], types: ReadonlySet<string>): FoundRow[] {
  const used = rows.filter(({ type, isSpare }) => !isSpare && types.has(type));
  return used.some(({ isShared }) => !isShared) ? used : [...used, ...rows.filter(({ isSpare }) => isSpare)];
}

/** A whole baseline as detect-secrets 1.5.0 writes it, with all its plugins and default filters, of each finding's rows. */
export function writeDetectSecrets(findings: readonly (readonly FoundRow[])[], now: Date): string {
  const types = new Set(plugins.map(({ type }) => type));
  const rows = findings.flatMap((each) => chooseRows(each, types));
  const style = { indent: 2, isAscii: true };
  const head = {
    version: '1.5.0',
    plugins_used: plugins.map(({ name, settings }) => ({ name, ...settings })),
    filters_used: defaultFilters,
  };
  // Python writes a number that may have a fraction with one.
  const start = JSON.stringify(head, null, 2).replace(/("limit": \d+)\n/, '$1.0\n');
  const results = printResults(sortItems(groupRows(rows)), style);
  return `${start.slice(0, -2)},\n  "results": ${results},\n  "generated_at": "${timestamp(now)}"\n}\n`;
}

/** Equal rows of a file are one, that of the first line. */
function groupRows(rows: readonly FoundRow[]): Map<string, Item[]> {
  const files = new Map<string, Map<string, FoundRow>>();
  for (const row of rows) {
    const list = files.get(row.path) ?? new Map<string, FoundRow>();
    files.set(row.path, list);
    const key = `${row.type}\0${row.hash}`;
    const before = list.get(key);
    if (!before || row.line < before.line) list.set(key, row);
  }
  return new Map([...files].map(([path, list]) => [path, [...list.values()].map(toItem)]));
}

/** A row as it stands in the file since version 1. */
export function toItem({ type, path, hash, line, decision }: FoundRow): Item {
  const isSecret = decision === 'real' ? true : decision === 'false-alarm' || decision === 'test' ? false : undefined;
  return {
    type,
    filename: path,
    hashed_secret: hash,
    is_verified: false,
    line_number: line,
    ...(isSecret !== undefined && { is_secret: isSecret }),
  };
}

/** The time in the form of `generated_at`. */
export function timestamp(now: Date): string {
  return `${now.toISOString().slice(0, 19)}Z`;
}
