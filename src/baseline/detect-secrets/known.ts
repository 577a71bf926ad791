import type { Decision, KnownQuery, KnownSource } from '../../model/known.ts';
import type { BaselineText } from '../known.ts';
import { createExclusionTest } from './exclusion-test.ts';
import { isOf, sha1 } from './identity.ts';
import { type DetectSecretsBaseline, plainPath, type Row, readDetectSecrets } from './read-baseline.ts';
import { takeLoosely, takeValues } from './take-values.ts';
import type { Taken } from './taken.ts';
import { toRows } from './write-baseline.ts';

export interface DetectSecretsOptions extends BaselineText {
  /** The text of a list of words that the baseline names, by its path as it stands there. */
  readWords?(file: string): string | undefined;
}

/** A baseline of detect-secrets in use. Its entries are the rows, and behind them what the user's filters exclude. */
export interface DetectSecretsKnown extends KnownSource {
  /** Numbers of the entries that something was found by. */
  used(): ReadonlySet<number>;
  /** What could not be honoured, for the user. */
  notices: readonly string[];
}

/**
 * Makes a baseline of detect-secrets usable as it is: a finding is known where its file has a row with the SHA-1 of what
 * one of the plugins takes from the finding's line. Throws `UserError` with line and column for a damaged one.
 */
export function openDetectSecrets(options: DetectSecretsOptions): DetectSecretsKnown {
  const baseline = readDetectSecrets(options.text, options.name);
  const { find: findExclusion, notices } = createExclusionTest(baseline, options);
  const findRows = createRowSearch(baseline.rows);
  const used = new Set<number>();
  return {
    find(query) {
      const path = plainPath(query.path);
      const rows = findRows(path, query);
      for (const index of rows) used.add(index);
      const [entry, ...otherEntries] = rows;
      if (entry !== undefined) {
        const decision = decide(rows.map((index) => baseline.rows[index]!));
        return { decision, entry, ...(otherEntries.length > 0 && { otherEntries }) };
      }
      const exclusion = findExclusion(path, query);
      if (exclusion === undefined) return undefined;
      used.add(baseline.rows.length + exclusion.index);
      return { decision: 'false-alarm', reason: exclusion.reason, entry: baseline.rows.length + exclusion.index };
    },
    rows: ({ path, secret, startLine, lineText, parts }) =>
      toRows({ path, secret, startLine, line: lineText(), ...(parts && { parts: parts() }) }),
    paths: () => new Set(baseline.rows.map(({ path }) => path)),
    used: () => used,
    notices,
  };
}

/** Several plugins may have taken one secret: it is real if one of their rows says so. */
function decide(rows: readonly Row[]): Decision {
  if (rows.some(({ isSecret }) => isSecret)) return 'real';
  return rows.some(({ isSecret }) => isSecret === false) ? 'false-alarm' : 'undecided';
}

type RowsByHash = Map<string, number[]>;

/** Makes the search for the rows, by number, that stand for a finding. */
function createRowSearch(rows: DetectSecretsBaseline['rows']): (path: string, query: KnownQuery) => number[] {
  const byPath = new Map<string, RowsByHash>();
  for (const [index, { path, hash }] of rows.entries()) {
    const byHash = byPath.get(path) ?? new Map<string, number[]>();
    byPath.set(path, byHash);
    byHash.set(hash, [...(byHash.get(hash) ?? []), index]);
  }
  const spent: Spent = new Map();
  return (path, query) => {
    const byHash = byPath.get(path);
    // A finding about a file's name has no secret.
    if (byHash === undefined || query.secret === '') return [];
    const line = query.lineText();
    const taken = takeValues(path, line, { isAll: true }).filter((each) => isOf(query.secret, each));
    const values = taken.filter(({ isShared }) => !isShared).map(({ value }) => value);
    values.push(query.secret, ...takeLoosely(path, line, query.secret));
    const own = [...new Set(values)].flatMap((value) => rowsOf(byHash, value));
    const shared = taken.filter(({ isShared }) => isShared);
    return [
      ...new Set([...own, ...shared.flatMap((each) => spend(rowsOf(byHash, each.value), each, rows, query, spent))]),
    ];
  };
}

function rowsOf(byHash: RowsByHash, value: string): readonly number[] {
  return byHash.get(sha1(value)) ?? [];
}

/** By row, the secret that one for any token of a kind was spent on, hashed; before that, how often its line was looked at. */
type Spent = Map<number, string | number>;

/** A file may hold any number of tokens. */
const mostLooks = 100;

/**
 * Where every token of a kind has the same hash, a row is good for one secret only: the one on its line, or if that line
 * holds none any more, the first to be asked for.
 */
function spend(
  indices: readonly number[],
  { type, value }: Taken,
  rows: DetectSecretsBaseline['rows'],
  { secret, startLine, path, lineAt }: KnownQuery,
  spent: Spent,
): number[] {
  const mark = sha1(secret);
  return indices.filter((index) => {
    const { line } = rows[index]!;
    const before = spent.get(index) ?? 0;
    if (typeof before === 'string') return before === mark;
    if (line !== undefined && line !== startLine) {
      if (lineAt === undefined || before === mostLooks) return false;
      spent.set(index, before + 1);
      const there = takeValues(path, lineAt(line) ?? '', { isAll: true });
      if (there.some((each) => each.type === type && each.value === value)) return false;
    }
    spent.set(index, mark);
    return true;
  });
}
