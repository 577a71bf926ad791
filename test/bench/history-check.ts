import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { messagePath, type PlainFinding, scanPlainly } from '../helpers/plain-history.ts';
import { inTemporary, type Setting } from './cases.ts';
import { checkFacts } from './history-facts.ts';
import { cleanEnv } from './measure.ts';

/** What the check reads of a report with `--redact 0`. */
export interface CheckedFinding {
  ruleId: string;
  redacted: string;
  otherRules: string[];
  kind: string;
  placeCount: number;
  places: CheckedPlace[];
}

export interface CheckedPlace {
  kind: string;
  path: string;
  commit: string;
  lastCommit: string;
  commitCount: number;
  inHead: boolean;
}

interface Report {
  findings: CheckedFinding[];
  errors: unknown[];
}

const mostShown = 50;

/** The lowest, so that there is much to compare. */
const minConfidence = 'low';

/**
 * Everything that a scan of every blob at every path finds must be in the report of `history`, at the same paths, and
 * nothing else; and its commits must be those whose trees hold it. Prints what differs, without any secret.
 */
export async function checkHistory(repo: string, { builds, print }: Setting): Promise<void> {
  const folder = resolve(repo);
  print(`## History, checked: ${basename(folder)}\n`);
  const begin = performance.now();
  const { findings: plain, pairs } = await scanPlainly(folder, minConfidence);
  const plainSeconds = secondsSince(begin);
  await inTemporary(async (temporary) => {
    const start = performance.now();
    const report = readReport(builds[0]!.program, folder, temporary);
    const seconds = secondsSince(start);
    const read = report.findings.filter(({ places }) => places.some(({ kind }) => isChecked(kind)));
    const differences = [...compareSecrets(plain, read), ...comparePlaces(plain, read)];
    const wrongFacts = await checkFacts(folder, plain, read);
    const secrets = new Set(plain.map(({ secret }) => secret)).size;
    print(`| | secrets | places | seconds |\n|---|---|---|---|`);
    print(`| every blob at every path, ${pairs} of them | ${secrets} | ${placesOf(plain).size} | ${plainSeconds} |`);
    const places = read.reduce((sum, each) => sum + new Set(each.places.map(pathOf)).size, 0);
    print(`| history | ${read.length} of ${report.findings.length} | ${places} | ${seconds} |\n`);
    print(`${differences.length} differences, ${wrongFacts.length} wrong facts, ${report.errors.length} errors\n`);
    for (const line of [...differences, ...wrongFacts].slice(0, mostShown)) print(`- ${line}`);
    print('');
  });
}

function isChecked(kind: string): boolean {
  return kind === 'file' || kind === 'note' || kind === 'message';
}

function readReport(program: string, folder: string, temporary: string): Report {
  const output = join(temporary, 'history.json');
  const flags = [
    '--min-confidence',
    minConfidence,
    '--redact',
    '0',
    '--format',
    'json',
    '--output',
    output,
    '--exit-code',
    '0',
    '--quiet',
  ];
  execFileSync(process.execPath, [program, 'history', folder, ...flags], { cwd: temporary, env: cleanEnv() });
  return JSON.parse(readFileSync(output, 'utf8')) as Report;
}

function compareSecrets(plain: readonly PlainFinding[], read: readonly CheckedFinding[]): string[] {
  const known = new Set(read.map(({ redacted }) => redacted));
  const found = new Set(plain.map(({ secret }) => secret));
  const lost = new Map(plain.filter(({ secret }) => !known.has(secret)).map((each) => [each.secret, each]));
  return [
    ...[...lost.values()].map(({ ruleId, path, blob }) => `lost: ${ruleId} in ${path}, ${blob}`),
    ...read
      .filter(({ redacted }) => !found.has(redacted))
      .map(({ ruleId, places: [place] }) => `too much: ${ruleId} in ${place?.path}, ${place?.commit}`),
  ];
}

/** Of secrets that both have; findings whose list of places was cut are left out. */
function comparePlaces(plain: readonly PlainFinding[], read: readonly CheckedFinding[]): string[] {
  const expected = placesOf(plain);
  const differences: string[] = [];
  for (const { ruleId, redacted, places, placeCount } of read) {
    const want = [...expected.values()].filter(({ secret }) => secret === redacted);
    if (placeCount > places.length || want.length === 0) continue;
    const got = new Set(places.filter(({ kind }) => isChecked(kind)).map(pathOf));
    const paths = new Set(want.map(({ path }) => path));
    for (const path of paths) if (!got.has(path)) differences.push(`lost place: ${ruleId} in ${path}`);
    for (const path of got) if (!paths.has(path)) differences.push(`place too much: ${ruleId} in ${path}`);
  }
  return differences;
}

function placesOf(plain: readonly PlainFinding[]): Map<string, PlainFinding> {
  return new Map(plain.map((each) => [`${each.path}\0${each.secret}`, each]));
}

function pathOf({ kind, path }: CheckedPlace): string {
  return kind === 'message' ? messagePath : path;
}

function secondsSince(begin: number): string {
  return ((performance.now() - begin) / 1000).toFixed(1);
}
