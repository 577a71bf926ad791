import { expect } from 'vitest';
import type { HistoryRepo } from './history.ts';
import { scanPlainly } from './plain-history.ts';
import { type RunOptions, type RunResult, run } from './run.ts';

/** What these tests read of the JSON report of a history; `report.schema.json` has all of it. */
export interface HistoryJson {
  scanned: { files: number; commits: number; blobs: number; skipped: { path: string; reason: string }[] };
  findings: FindingJson[];
  errors: { code: string; message: string; object?: string; commits?: string[]; path?: string }[];
  history: { commits: number; refs: number; isShallow: boolean; isPartial: boolean; notes: string[] };
}

interface PlaceJson {
  path: string;
  startLine: number;
  kind: string;
  commit: string;
  lastCommit: string;
  commitCount: number;
  inHead: boolean;
}

interface FindingJson extends PlaceJson {
  ruleId: string;
  redacted: string;
  author: string;
  email: string;
  date: string;
  message: string;
  secretHash: string;
  refs: string[];
  refCount: number;
  places: PlaceJson[];
  placeCount: number;
}

export interface Audit extends RunResult {
  report: HistoryJson;
  /** In the notation of `expectFindings`, sorted. */
  findings: string[];
}

/** A made-up token of `test/helpers/secrets.ts` as it must never be printed. */
const raw = /ghp_[0-9A-Za-z]{36}|sk_live_[0-9A-Za-z]{24}|AKIA[A-Z2-7]{16}|MII[A-Za-z0-9+/]{60}/;

/** Runs the built program over a repository; fails where it did not write a report, or where a secret is in what it wrote. */
export async function audit(
  made: Pick<HistoryRepo, 'path' | 'nameOf'>,
  flags: readonly string[] = [],
  options: RunOptions = {},
): Promise<Audit> {
  const ended = await run(['history', made.path, '--format', 'json', ...flags], options);
  if (!ended.stdout.startsWith('{')) throw new Error(`no report, exit ${ended.code}: ${ended.stderr}${ended.stdout}`);
  expect(`${ended.stdout}${ended.stderr}`).not.toMatch(raw);
  const report = JSON.parse(ended.stdout) as HistoryJson;
  return { ...ended, report, findings: describeFindings(report, made) };
}

/**
 * Each finding in short, sorted:
 * `rule | path:line | first..last xCommits | head | refs`, `kind path:line` where it is no file, `gone` where HEAD has it
 * no more; then, where there is more than one, each place in the same way without rule and refs.
 */
export function describeFindings({ findings }: HistoryJson, made: Pick<HistoryRepo, 'nameOf'>): string[] {
  return findings.map((finding) => describe(finding, made)).sort();
}

/** The whole list, in any order, nothing unread, and the exit code that belongs to it. */
export function expectFindings(got: Audit, findings: readonly string[]): void {
  expect(got.findings).toEqual([...findings].sort());
  expect(got.report.errors).toEqual([]);
  expect(got.code).toBe(findings.length > 0 ? 1 : 0);
}

/** Secrets and paths are those of a scan of every blob as a file at every path, and of every message. */
export async function expectSameAsPlain(made: Pick<HistoryRepo, 'path'>): Promise<void> {
  const ended = await run(['history', made.path, '--format', 'json', '--redact', '0']);
  const report = JSON.parse(ended.stdout) as HistoryJson;
  const { findings } = await scanPlainly(made.path);
  const told = report.findings.flatMap(({ redacted, places }) => places.map(({ path }) => `${path}: ${redacted}`));
  const known = findings.map(({ path, secret }) => `${path}: ${secret}`);
  expect([...new Set(told)].sort()).toEqual([...new Set(known)].sort());
}

function describe(finding: FindingJson, made: Pick<HistoryRepo, 'nameOf'>): string {
  const refs = finding.refs.map((ref) => ref.replace(/^refs\/(?:heads\/)?/, '')).join(' ');
  const more = finding.refCount > finding.refs.length ? ` of ${finding.refCount}` : '';
  const lines = [`${finding.ruleId} | ${placeOf(finding, made)} | ${refs}${more}`];
  if (finding.placeCount > 1) lines.push(...finding.places.map((place) => placeOf(place, made)));
  if (finding.placeCount > finding.places.length) lines.push(`of ${finding.placeCount}`);
  return lines.join('\n  ');
}

function placeOf(place: PlaceJson, made: Pick<HistoryRepo, 'nameOf'>): string {
  const { kind, path, startLine, commit, lastCommit, commitCount, inHead } = place;
  const what = kind === 'file' ? `${path}:${startLine}` : `${kind} ${path}:${startLine}`;
  const span = `${made.nameOf(commit)}..${made.nameOf(lastCommit)} x${commitCount}`;
  return `${what} | ${span} | ${inHead ? 'head' : 'gone'}`;
}
