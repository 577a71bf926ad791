import type { FoundRow } from '../../model/known.ts';
import { sha1 } from './identity.ts';
import { isObject } from './parts.ts';
import { plugins } from './plugin-names.ts';
import { type Item, sortItems } from './print-results.ts';
import { plainPath, type Row, readDetectSecrets } from './read-baseline.ts';
import { replaceResults } from './replace-results.ts';
import { takeTokensOfLine, takeValues } from './take-values.ts';
import { chooseRows, toItem } from './write-baseline.ts';

/** What a scan says of the files that a baseline of detect-secrets is about. */
export interface FoundRows {
  /** The rows of each finding that the baseline does not know. */
  findings: readonly (readonly FoundRow[])[];
  /** Numbers of the rows of the baseline that something was found by. */
  used: ReadonlySet<number>;
  /** Whether a file was in the scan, or would have been if it were still there. */
  isScanned(path: string): boolean;
  /** The text of a file; undefined: it is gone. */
  readText(path: string): string | undefined;
  now: Date;
}

/** The updated text, and what changed in it. */
export interface UpdatedText {
  text: string;
  added: FoundRow[];
  /** A row of a file that is gone, found elsewhere: its audit goes with it. */
  moved: { from: Row; to: FoundRow }[];
  removed: Row[];
}

/**
 * Updates a baseline of detect-secrets in place, as `detect-secrets scan --baseline` does: what is new is added, what its
 * file does not hold any more removed, lines are brought up to date. All else stays as it is written: audits, settings,
 * layout, and where nothing changed the whole text. Throws `UserError` for a damaged one.
 */
export function updateDetectSecrets(text: string, name: string, found: FoundRows): UpdatedText {
  const { rows, version, document } = readDetectSecrets(text, name);
  const results = document.results as Record<string, Item[]>;
  const update = startUpdate(version, found);
  const items = new Map<string, Item[]>();
  const removed: { row: Row; item: Item }[] = [];
  let index = 0;
  for (const [file, list] of Object.entries(results)) {
    const kept: Item[] = [];
    for (const item of list) {
      const row = rows[index]!;
      const line = update.find(row, index++);
      if (line === undefined) removed.push({ row, item });
      else kept.push(line === row.line || row.line === undefined ? item : { ...item, line_number: line });
    }
    items.set(file, kept);
  }
  const additions = add(items, removed, found.findings, document);
  return { text: replaceResults(text, sortItems(items), results, found.now), ...additions };
}

function startUpdate(version: string, { used, isScanned, readText }: FoundRows) {
  const known = new Set(plugins.map(({ type }) => type));
  /** Before 1.1 plugins took more than is searched for here. */
  const isOld = /^(?:0|1\.0)\./.test(version);
  let last: { path: string; lines?: Map<string, number[]> } | undefined;
  const linesOf = (path: string) => {
    if (last?.path !== path) {
      const text = readText(path);
      last = { path, ...(text !== undefined && { lines: indexLines(path, text) }) };
    }
    return last.lines;
  };
  return {
    /** The line that a row is on now; 0: it is kept as it is; undefined: it is gone. */
    find({ path, type, hash, line }: Row, index: number): number | undefined {
      if (!isScanned(path)) return line ?? 0;
      const lines = linesOf(path);
      if (lines === undefined) return undefined;
      const places = lines.get(hash);
      if (places) return nearest(places, line ?? 0);
      return used.has(index) || isOld || !known.has(type) ? (line ?? 0) : undefined;
    },
  };
}

/** Line numbers by the hash of what plugins may take from a line. */
function indexLines(path: string, text: string): Map<string, number[]> {
  const index = new Map<string, number[]>();
  for (const [at, line] of text.split(/\r\n|\r|\n/).entries()) {
    const values = new Set(takeValues(path, line, { isAll: true }).map(({ value }) => value));
    for (const value of takeTokensOfLine(line)) values.add(value);
    for (const value of values) {
      const hash = sha1(value);
      index.set(hash, [...(index.get(hash) ?? []), at + 1]);
    }
  }
  return index;
}

function nearest(places: readonly number[], line: number): number {
  return places.reduce((best, place) => (Math.abs(place - line) < Math.abs(best - line) ? place : best));
}

function add(
  items: Map<string, Item[]>,
  removed: readonly { row: Row; item: Item }[],
  findings: readonly (readonly FoundRow[])[],
  document: Readonly<Record<string, unknown>>,
): Omit<UpdatedText, 'text'> {
  const added: FoundRow[] = [];
  const moved: UpdatedText['moved'] = [];
  const types = typesOf(document);
  const isOldLayout = !('filters_used' in document);
  const isSlim = !('generated_at' in document);
  const files = new Map([...items.keys()].map((file) => [plainPath(file), file]));
  for (const row of findings.flatMap((each) => chooseRows(each, types))) {
    const file = files.get(row.path) ?? row.path;
    const list = items.get(file) ?? [];
    items.set(file, list);
    files.set(row.path, file);
    if (list.some((item) => item.type === row.type && item.hashed_secret === row.hash)) continue;
    const origin = removed.find(({ row: old }) => old.type === row.type && old.hash === row.hash && !row.isShared);
    if (origin) moved.push({ from: origin.row, to: row });
    else added.push(row);
    list.push(layOut(toItem(row), origin?.item, isOldLayout, isSlim));
  }
  const from = new Set(moved.map((each) => each.from));
  return { added, moved, removed: removed.map(({ row }) => row).filter((row) => !from.has(row)) };
}

/** What the plugins find that the baseline uses. */
function typesOf({ plugins_used: used }: Readonly<Record<string, unknown>>): Set<string> {
  const names = Array.isArray(used) ? new Set(used.filter(isObject).map((plugin) => plugin.name)) : undefined;
  return new Set(plugins.filter(({ name }) => names?.has(name) ?? true).map(({ type }) => type));
}

/** A new row in the order of its baseline's keys, with what an audit said of it in another file. */
function layOut(item: Item, origin: Item | undefined, isOldLayout: boolean, isSlim: boolean): Item {
  const { filename, line_number, ...rest } = item;
  const kept = Object.fromEntries(
    ['is_verified', 'is_secret'].flatMap((key) => (origin && key in origin ? [[key, origin[key]]] : [])),
  );
  if (isOldLayout) {
    return Object.fromEntries(Object.entries({ ...rest, line_number, ...kept }).sort(([a], [b]) => (a < b ? -1 : 1)));
  }
  const { type, ...others } = rest;
  return { type, filename, ...others, ...(!isSlim && { line_number }), ...kept };
}
