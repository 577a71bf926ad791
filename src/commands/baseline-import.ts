import { resolve } from 'node:path';
import { type Entry, entryKey } from '../baseline/format.ts';
import { matchIgnores } from '../baseline/gitleaks/index.ts';
import { newBaseline } from '../baseline/hash.ts';
import { parseBaseline } from '../baseline/parse.ts';
import { printBaseline } from '../baseline/print.ts';
import { writeBaseline } from '../baseline/write.ts';
import { readIgnoreFile } from '../config/read-ignore.ts';
import { escapeControl } from '../lib/escape-control.ts';
import { formatNoun } from '../lib/format-amount.ts';
import { readJson } from '../lib/read-json.ts';
import { readSmallFile } from '../lib/read-small-file.ts';
import { UserError } from '../lib/user-error.ts';
import type { BaselineFile, KnownMark } from '../model/known.ts';
import { baselinePath, refuseUnstaged, withLock } from './baseline-file.ts';
import { type Recording, recordFindings, withoutOutput } from './baseline-run.ts';
import type { Command } from './context.ts';
import { reportErrors } from './report-errors.ts';
import { findRoot } from './scan.ts';

/** In MB. */
const mostSize = 256;

/** A file to import: which findings of a scan it knows. */
interface Imported {
  /** Whether it is to be asked while scanning, as baselines are. */
  isBaseline: boolean;
  select(recording: Recording): KnownMark[];
}

/** `baseline import FILE`: what another file knows and a scan finds again, in our own. */
export const baselineImport: Command = async ({ operands, flags }, context) => {
  const [name] = operands as [string];
  const path = resolve(context.cwd, name);
  const text = readSmallFile(path, name, 'bad-import', mostSize);
  const imported = readImport(text, name);
  const root = findRoot('scan', [], context);
  const file = baselinePath(flags.output, root, context);
  return await withLock(file, context, async () => {
    const before = file.target.exists
      ? readSmallFile(file.target.path, file.name, 'bad-baseline', mostSize)
      : undefined;
    const baseline = before === undefined ? newBaseline() : parseBaseline(before, file.name);
    const own: BaselineFile = { path: file.path, name: file.name, text: before ?? printBaseline(baseline) };
    const asked = imported.isBaseline ? { path, name, text, hashText: own.text } : own;
    const signal = context.interrupt();
    const given = { root, file: asked, ignore: [] };
    const recording = await recordFindings([root], withoutOutput(flags), given, context, signal);
    if (signal.aborted) return 130;
    const historyKeys = new Set([...recording.historyMarks].map(entryKey));
    const { entries, added, decided } = joinEntries(baseline.entries, imported.select(recording), name, historyKeys);
    const next = printBaseline({ ...baseline, entries });
    if (next !== before) {
      if (!flags.force && file.target.exists) await refuseUnstaged(file, context.env);
      writeBaseline(file.target, next, file.name);
    }
    if (!flags.quiet) {
      const decisions = decided > 0 ? `, ${formatNoun(decided, 'decision')} taken over` : '';
      const line = `${formatNoun(added, 'known finding')} added from ${name}${decisions}; what no scan finds again is left out`;
      await context.print(`${escapeControl(`${file.name}: ${line}`)}.\n`);
    }
    return reportErrors(recording.reports, context);
  });
};

function readImport(text: string, name: string): Imported {
  if (!/^\ufeff?\s*[[{]/.test(text)) return importIgnores(text, name);
  const { value } = readJson(text.replace(/^\ufeff/, ''), name, 'bad-import');
  if (isReport(value)) return importReport(value.findings);
  return { isBaseline: true, select: ({ marks }) => marks.filter(({ known }) => known && !known.isExpired) };
}

function isReport(value: unknown): value is { findings: unknown[] } {
  const report = value as { schemaVersion?: unknown; findings?: unknown } | null;
  return typeof report?.schemaVersion === 'string' && Array.isArray(report.findings);
}

/** Findings of a report of ours are found again by their fingerprints. */
function importReport(findings: readonly unknown[]): Imported {
  const fingerprints = new Set(findings.map((each) => (each as { fingerprint?: unknown } | null)?.fingerprint));
  return {
    isBaseline: false,
    select: ({ reports }) =>
      allFindings(reports)
        .filter(({ fingerprint }) => fingerprints.has(fingerprint))
        .flatMap(marksOf),
  };
}

function importIgnores(text: string, name: string): Imported {
  const { entries, notices } = readIgnoreFile(text, name);
  if (entries.length === 0) {
    const hint = notices[0] ?? 'no line ignores something';
    throw new UserError('bad-import', `${name} is neither JSON nor a .gitleaksignore: ${hint}`);
  }
  return {
    isBaseline: false,
    select: ({ reports }) =>
      matchIgnores(entries, allFindings(reports)).matched.flatMap(({ finding }) => marksOf(finding)),
  };
}

function allFindings(reports: Recording['reports']) {
  return reports.flatMap(({ findings, known }) => [...findings, ...known]);
}

/** As of what nobody has decided on. */
function marksOf({ marks = [] }: { marks?: readonly KnownMark[] }): KnownMark[] {
  return marks.map(({ ruleId, path, hash }) => ({ ruleId, path, hash }));
}

/** Adds what is imported; what was decided there counts where here nothing was. */
function joinEntries(
  before: readonly Entry[],
  marks: readonly KnownMark[],
  from: string,
  historyKeys: ReadonlySet<string>,
): { entries: Entry[]; added: number; decided: number } {
  const entries = new Map(before.map((entry) => [entryKey(entry), entry]));
  let decided = 0;
  for (const { ruleId, path, hash, known } of marks) {
    const key = entryKey({ ruleId, path, hash });
    const old = entries.get(key);
    const { decision = 'undecided', reason = `from ${from}`, by, at, until } = known ?? {};
    if (old && (old.decision !== 'undecided' || decision === 'undecided')) continue;
    if (decision !== 'undecided') decided++;
    const optional = Object.entries({ by, at, until }).filter(([, each]) => each !== undefined);
    const isOfHistory = old?.history || historyKeys.has(key);
    const made: Entry = { ruleId, path, hash, decision, reason, ...Object.fromEntries(optional) };
    entries.set(key, { ...made, ...(isOfHistory && { history: true }) });
  }
  return { entries: [...entries.values()], added: entries.size - before.length, decided };
}
