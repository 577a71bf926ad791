import { relative, resolve, sep } from 'node:path';
import type { AuditEntry, AuditFile } from '../baseline/audit-file.ts';
import type { Finding, Place } from '../model/finding.ts';
import type { HistoryPlace } from '../model/history.ts';
import type { Report } from '../model/report.ts';

/** Where a scan saw what an entry is about. */
export interface Sighting {
  finding: Finding;
  place: Place | HistoryPlace;
}

/** What is decided on at once: an entry, of detect-secrets maybe several, as its plugins share a secret. */
export interface Question {
  entries: AuditEntry[];
  /** Of files first, then of the history. */
  sightings: Sighting[];
}

/** Joins the entries of a baseline with what scans with it in hand have found. In order of path and line. */
export function listQuestions({ entries }: Pick<AuditFile, 'entries'>, reports: readonly Report[]): Question[] {
  const questions = entries.map((entry): Question => ({ entries: [entry], sightings: [] }));
  for (const report of reports) {
    for (const finding of [...report.findings, ...report.known]) {
      for (const { path, known } of finding.marks ?? []) {
        if (!known) continue;
        const numbers = [known.entry, ...(known.otherEntries ?? [])].filter((number) => number < entries.length);
        const joined = joinQuestions(questions, numbers);
        joined?.sightings.push({ finding, place: placeOf(finding, path) });
      }
    }
  }
  return [...new Set(questions)].sort(compareQuestions);
}

/** Several entries that one finding is about are one question from then on. */
function joinQuestions(questions: Question[], numbers: readonly number[]): Question | undefined {
  const [first, ...others] = [...new Set(numbers.map((number) => questions[number]!))];
  for (const other of others) {
    first!.entries.push(...other.entries);
    first!.sightings.push(...other.sightings);
    for (const [index, each] of questions.entries()) if (each === other) questions[index] = first!;
  }
  return first;
}

function placeOf(finding: Finding, path: string): Sighting['place'] {
  const { history } = finding;
  return history?.places.find((place) => place.path === path) ?? history?.places[0] ?? finding;
}

function compareQuestions(one: Question, other: Question): number {
  const [a, b] = [one.entries[0]!, other.entries[0]!];
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return lineOf(one) - lineOf(other) || (a.id < b.id ? -1 : 1);
}

function lineOf({ sightings: [first] }: Question): number {
  return first?.place.startLine ?? Number.POSITIVE_INFINITY;
}

/** Makes the test whether a path of a report lies below one of the paths that were given; without any, every path does. */
export function createScope(paths: readonly string[], root: string, cwd: string): (path: string) => boolean {
  const scopes = paths.map((path) => relative(root, resolve(cwd, path)).replaceAll(sep, '/'));
  return (path) =>
    scopes.length === 0 || scopes.some((scope) => scope === '' || path === scope || path.startsWith(`${scope}/`));
}

/** Whether nobody has decided, or what was decided has run out. */
export function isOpen({ decision, until }: Pick<AuditEntry, 'decision' | 'until'>, today: string): boolean {
  return decision === 'undecided' || (until !== undefined && until < today);
}
