/**
 * How true the findings are, on snippets that people labelled:
 * `npm run eval -- --labels FILE|FOLDER [--misses tune|held] [--min-confidence low|medium|high] [--all]`.
 * FILE has one JSON object a line: `{path, text, labels: [{start, end, category, truth}]}`, lines from 1, truth
 * `secret`, `not-secret` or `ignore`; of a FOLDER, all files that end in `.jsonl` are read. A secret counts as found when
 * a finding touches one of its lines; a finding on any other line is false, but for those labelled `ignore`. Every second
 * repository (first part of the path) is held out: rules are tuned on the others only.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { settleOptions } from '../config/settle.ts';
import type { Finding } from '../model/finding.ts';
import { type Confidence, confidences } from '../model/level.ts';
import { createPipeline, createReportKey } from '../pipeline.ts';

interface Label {
  start: number;
  end: number;
  category: string;
  truth: 'secret' | 'not-secret' | 'ignore';
}

interface Snippet {
  path: string;
  text: string;
  labels: Label[];
}

type Half = 'tune' | 'held';

/** A finding and what the labels say of it; `undefined` where it only touches what is to be ignored. */
interface Judged {
  half: Half;
  confidence: Confidence;
  isReal: boolean | undefined;
}

/** One labelled secret or one line that was reported without a cause. */
interface Outcome {
  kind: 'found' | 'missed' | 'false';
  half: Half;
  place: string;
  line: string;
  category: string;
  /** The surest finding there. */
  finding: Finding | undefined;
  /** Of a missed one: whether it is reported as a part of another finding, as key ids are. */
  isPart?: boolean;
}

const { values } = parseArgs({
  options: {
    labels: { type: 'string' },
    misses: { type: 'string' },
    'min-confidence': { type: 'string', default: 'medium' },
    all: { type: 'boolean', default: false },
  },
});
const mostRows = values.all ? Number.POSITIVE_INFINITY : 24;
if (values.labels === undefined) {
  process.stderr.write(
    'usage: eval --labels FILE|FOLDER [--min-confidence low|medium|high] [--misses tune|held] [--all]\n',
  );
  process.exitCode = 2;
} else await evaluate(values.labels, values['min-confidence'] as Confidence, values.misses);

async function evaluate(labels: string, least: Confidence, misses: string | undefined): Promise<void> {
  const { outcomes: all, judged } = await judgeSnippets(readSnippets(labels));
  const outcomes = all.map((each) => demote(each, least)).filter((each) => each !== undefined);
  for (const half of ['tune', 'held'] as const) print(half, score(outcomes.filter((each) => each.half === half)));
  print('both', score(outcomes));
  print('missed, but named as a part', `${outcomes.filter(({ isPart }) => isPart === true).length}`);
  for (const half of ['tune', 'held'] as const) {
    printCalibration(
      half,
      all.filter((each) => each.half === half),
      judged.filter((each) => each.half === half),
    );
  }
  printTable('category', outcomes, ({ category }) => category);
  printTable('rule', outcomes, ({ finding }) => finding?.ruleId);
  for (const each of outcomes.filter(({ half, kind }) => half === misses && kind !== 'found')) {
    const facts = each.finding ? `${each.finding.ruleId} ${each.finding.confidence}` : each.category;
    print(`${each.kind} ${each.place} [${facts}]`, each.line.trim().slice(0, 160));
  }
}

function readSnippets(labels: string): Snippet[] {
  const isFolder = statSync(labels).isDirectory();
  const names = isFolder ? readdirSync(labels).filter((name) => name.endsWith('.jsonl')) : [];
  const files = isFolder ? names.sort().map((name) => join(labels, name)) : [labels];
  const lines = files.flatMap((file) => readFileSync(file, 'utf8').trimEnd().split('\n'));
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Snippet);
}

/** Of all that is said with a confidence, how much is real: by finding, and by labelled secrets and lines without one. */
function printCalibration(half: Half, outcomes: readonly Outcome[], judged: readonly Judged[]): void {
  process.stdout.write(`\ncalibration (${half}): of what is reported, how much is a labelled secret\n`);
  for (const confidence of [...confidences].reverse()) {
    const findings = judged.filter((each) => each.confidence === confidence && each.isReal !== undefined);
    const lines = outcomes.filter((each) => each.finding?.confidence === confidence);
    if (findings.length === 0 && lines.length === 0) continue;
    const real = share(findings.filter(({ isReal }) => isReal).length, findings.length);
    const found = share(lines.filter(({ kind }) => kind === 'found').length, lines.length);
    print(confidence, `by finding ${real.padEnd(26)} by line ${found}`);
  }
}

function share(real: number, all: number): string {
  return `${real} of ${all} real (${all === 0 ? '-' : ((100 * real) / all).toFixed(1)} %)`;
}

/** A finding under the least confidence is as good as none. */
function demote(outcome: Outcome, least: Confidence): Outcome | undefined {
  const { finding, kind } = outcome;
  if (finding === undefined || confidences.indexOf(finding.confidence) >= confidences.indexOf(least)) return outcome;
  return kind === 'false' ? undefined : { ...outcome, kind: 'missed', finding: undefined };
}

async function judgeSnippets(snippets: readonly Snippet[]): Promise<{ outcomes: Outcome[]; judged: Judged[] }> {
  const where = { cwd: '/', root: '/', env: {}, isTty: false };
  const options = { ...(await settleOptions({}, where)), minConfidence: 'low' as const, inlineAllow: false };
  const repositories = [...new Set(snippets.map(({ path }) => repositoryOf(path)))].sort();
  const tuned = new Set(repositories.filter((_, index) => index % 2 === 0));
  const outcomes: Outcome[] = [];
  const judged: Judged[] = [];
  for (const snippet of snippets) {
    const { sink, gathered } = createPipeline(options, createReportKey());
    const bytes = Buffer.from(snippet.text);
    const place = { path: snippet.path, firstLine: 1, firstColumn: 1, offset: 0 };
    sink.fragment({ ...place, bytes, ownStart: 0, ownEnd: bytes.length });
    const half = tuned.has(repositoryOf(snippet.path)) ? 'tune' : 'held';
    outcomes.push(...judge(snippet, gathered.findings, half));
    judged.push(...gathered.findings.map((finding) => judgeFinding(snippet, finding, half)));
  }
  return { outcomes, judged };
}

function judgeFinding({ labels }: Snippet, { startLine, endLine, confidence }: Finding, half: Half): Judged {
  const touched = labels.filter(
    ({ start, end, truth }) => truth !== 'not-secret' && startLine <= end && start <= endLine,
  );
  const isReal = touched.some(({ truth }) => truth === 'secret') || (touched.length > 0 ? undefined : false);
  return { half, confidence, isReal };
}

function repositoryOf(path: string): string {
  return path.split('/', 1)[0]!;
}

function judge({ path, text, labels }: Snippet, findings: readonly Finding[], half: Half): Outcome[] {
  const lines = text.split('\n');
  const at = (line: number) => ({ half, place: `${path}:${line}`, line: lines[line - 1] ?? '' });
  const excused = new Set<number>();
  const outcomes: Outcome[] = [];
  for (const { start, end, truth, category } of labels) {
    if (truth === 'not-secret') continue;
    for (let line = start; line <= end; line++) excused.add(line);
    if (truth !== 'secret') continue;
    const finding = surest(findings.filter(({ startLine, endLine }) => startLine <= end && start <= endLine));
    const isPart = !finding && findings.some(({ parts }) => parts.some((part) => isWithin(part.startLine, start, end)));
    outcomes.push({ kind: finding ? 'found' : 'missed', ...at(start), category, finding, isPart });
  }
  const categories = new Map(labels.map(({ start, category }) => [start, category]));
  const reported = new Set(findings.flatMap(linesOf));
  for (const line of [...reported].filter((each) => !excused.has(each))) {
    const finding = surest(findings.filter((each) => linesOf(each).includes(line)));
    outcomes.push({ kind: 'false', ...at(line), category: categories.get(line) ?? '(no label)', finding });
  }
  return outcomes;
}

function isWithin(line: number, start: number, end: number): boolean {
  return start <= line && line <= end;
}

function surest(findings: readonly Finding[]): Finding | undefined {
  return [...findings].sort((a, b) => confidences.indexOf(b.confidence) - confidences.indexOf(a.confidence))[0];
}

function linesOf({ startLine, endLine }: Finding): number[] {
  return Array.from({ length: endLine - startLine + 1 }, (_, index) => startLine + index);
}

function score(outcomes: readonly Outcome[]): string {
  const count = (kind: Outcome['kind']) => outcomes.filter((each) => each.kind === kind).length;
  const [found, missed, wrong] = [count('found'), count('missed'), count('false')];
  const recall = found / (found + missed);
  const precision = found / (found + wrong);
  const f1 = (2 * recall * precision) / (recall + precision);
  const rates = `recall ${recall.toFixed(3)}  precision ${precision.toFixed(3)}  F1 ${f1.toFixed(3)}`;
  return `${rates}  found ${found}, missed ${missed}, false ${wrong}`;
}

function printTable(title: string, outcomes: readonly Outcome[], keyOf: (each: Outcome) => string | undefined): void {
  const groups = new Map<string, Outcome[]>();
  for (const each of outcomes) {
    const key = keyOf(each);
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  process.stdout.write(`\nby ${title}\n`);
  const bySize = [...groups].sort((a, b) => b[1].length - a[1].length);
  for (const [key, group] of bySize.slice(0, mostRows)) print(key, score(group));
}

function print(title: string, text: string): void {
  process.stdout.write(`${title.padEnd(28)} ${text}\n`);
}
