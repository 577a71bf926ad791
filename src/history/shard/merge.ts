import { UserError } from '../../lib/user-error.ts';
import type { HistoryScope } from '../../model/history.ts';
import type { Report, ScanError } from '../../model/report.ts';
import type { Shard } from '../../model/shard.ts';
import { compareTexts } from '../compare-findings.ts';
import { compareNumbered, mostCommits } from '../problems.ts';
import { describeLeftOut, sortErrors, sortSkipped } from '../sort-report.ts';
import { joinFindings } from './join.ts';
import { ShardFault } from './read-tables.ts';

/** A shard's report as it was read, and how messages call it. */
export interface NamedReport {
  name: string;
  version: string;
  report: Omit<Report, 'root' | 'findings' | 'known'> & { history: HistoryScope; shard: Shard };
}

/** What must be the same in all shards, and what is wrong where it is not. */
const common: readonly [problem: string, read: (report: NamedReport) => unknown][] = [
  ['was written by another version of keyturn', ({ version }) => version],
  ['is of a division into another number of shards', ({ report }) => report.shard.count],
  ['was made with other rules or options', ({ report: { shard } }) => [shard.options, shard.ignored, shard.redact]],
  [
    'is of another repository, other commits or other refs',
    ({ report: { shard, history, scanned } }) => [
      [shard.history, shard.notes, shard.submodules, shard.refs],
      [history.commits, history.refs, history.isShallow, scanned.blobs],
    ],
  ],
];

/**
 * Joins the reports of an audit's shards into what one audit would have said; where some are missing, into a partial
 * report with an error. Throws `UserError` for reports that do not belong together and for what no shard writes.
 */
export function mergeReports(given: readonly NamedReport[], root: string): Report {
  checkTogether(given);
  const parts = [...given].sort((a, b) => a.report.shard.index - b.report.shard.index);
  const reports = parts.map(({ report }) => report);
  const shards = reports.map(({ shard }) => shard);
  const [first] = reports as [NamedReport['report']];
  const missing = listMissing(shards);
  const begin = Math.min(...reports.map(({ startedAt }) => startedAt.getTime()));
  const end = Math.max(...reports.map(({ startedAt, durationMs }) => startedAt.getTime() + durationMs));
  const { findings, known, suppressed, objectErrors } = joinAll(parts);
  const otherErrors = reports.flatMap(({ errors }) => errors.filter(({ object, code }) => !isOfObject(code, object)));
  const pointers = new Set(shards.flatMap(({ lfs }) => lfs));
  return {
    command: 'history',
    root,
    startedAt: new Date(begin),
    durationMs: end - begin,
    scanned: {
      files: sum(reports.map(({ scanned }) => scanned.files)),
      bytes: sum(reports.map(({ scanned }) => scanned.bytes)),
      commits: sum(reports.map(({ scanned }) => scanned.commits ?? 0)),
      blobs: first.scanned.blobs ?? 0,
      skipped: sortSkipped(reports.flatMap(({ scanned }) => scanned.skipped)),
    },
    findings,
    known,
    ...(first.baseline !== undefined && { baseline: first.baseline }),
    errors: [...sortErrors([...otherErrors, ...objectErrors]), ...missing],
    suppressed: suppressed + heldBack(shards),
    unusedAllows: [],
    history: {
      ...first.history,
      isPartial: missing.length > 0 || reports.some(({ history }) => history.isPartial),
      notes: [...first.shard.notes, ...describeLeftOut(pointers.size, first.shard.submodules)],
    },
  };
}

function checkTogether(given: readonly NamedReport[]): void {
  const [first, ...others] = given as [NamedReport, ...NamedReport[]];
  const byIndex = new Map<number, NamedReport>();
  for (const each of given) {
    const { index, count } = each.report.shard;
    if (index > count) throw badReport(each.name, `shard.index must be at most ${count}, got ${index}`);
    const same = byIndex.get(index);
    if (same) throw badReport(each.name, `is shard ${index} of ${count}, as is ${same.name}`);
    byIndex.set(index, each);
  }
  for (const each of others) {
    for (const [problem, read] of common) {
      if (JSON.stringify(read(each)) !== JSON.stringify(read(first))) {
        throw badReport(each.name, `${problem} than ${first.name}`);
      }
    }
  }
}

function listMissing(shards: readonly Shard[]): ScanError[] {
  const { count } = shards[0]!;
  const present = new Set(shards.map(({ index }) => index));
  const missing = Array.from({ length: count }, (_, at) => at + 1).filter((index) => !present.has(index));
  if (missing.length === 0) return [];
  const noun = missing.length === 1 ? 'shard' : 'shards';
  const names = missing.length > 20 ? `${missing.slice(0, 20).join(', ')} and more` : missing.join(', ');
  return [{ code: 'shard-missing', message: `${noun} ${names} of ${count} not given: this is not the whole audit` }];
}

/** Joins what the shards' tables say, whose faults are told by file and place. */
function joinAll(parts: readonly NamedReport[]) {
  let at = 0;
  try {
    const { commits } = parts[0]!.report.history;
    const shards = parts.map(({ report }) => report.shard);
    const joined = joinFindings(shards, commits, (index) => {
      at = index;
    });
    const objectErrors = joinErrors(parts, (index) => {
      at = index;
    });
    return { ...joined, objectErrors };
  } catch (error) {
    if (error instanceof ShardFault) throw badReport(parts[at]!.name, `${error.place} ${error.message}`, error);
    throw error;
  }
}

function isOfObject(code: string, object: string | undefined): object is string {
  return object !== undefined && code.startsWith('object-');
}

/** Each object once, with the commits that any shard knows it to belong to. */
function joinErrors(parts: readonly NamedReport[], onShard: (index: number) => void): ScanError[] {
  const objects = new Map<string, { error: ScanError; commits: Map<string, number> }>();
  for (const [index, { report }] of parts.entries()) {
    onShard(index);
    const numbers = new Map(report.shard.errors.map((each) => [each.object, each.commits]));
    for (const [at, error] of report.errors.entries()) {
      const { code, object, commits: ids = [] } = error;
      if (!isOfObject(code, object)) continue;
      const own = numbers.get(object);
      if (own?.length !== ids.length)
        throw new ShardFault(`errors[${at}].commits`, 'has commits that shard.errors lacks');
      const known = objects.get(object) ?? { error, commits: new Map() };
      objects.set(object, known);
      if (compareTexts(code + error.message, known.error.code + known.error.message) < 0) known.error = error;
      for (const [n, id] of ids.entries()) known.commits.set(id, own[n]!);
    }
  }
  return [...objects.values()].map(({ error, commits }) => {
    const sorted = [...commits].map(([id, number]) => ({ id, number: number < 0 ? Number.POSITIVE_INFINITY : number }));
    return {
      ...error,
      commits: sorted
        .sort(compareNumbered)
        .slice(0, mostCommits)
        .map(({ id }) => id),
    };
  });
}

/** A content that several shards have read held back the same in each. */
function heldBack(shards: readonly Shard[]): number {
  const inFiles = new Map(shards.flatMap(({ suppressed }) => suppressed.files));
  return sum(shards.map(({ suppressed }) => suppressed.texts)) + sum([...inFiles.values()]);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function badReport(name: string, problem: string, cause?: unknown): UserError {
  return new UserError('bad-report', `${name} ${problem}`, { cause });
}
