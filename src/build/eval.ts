/**
 * How true the findings are, on snippets that people labelled: `npm run eval -- --labels FILE [--misses tune|held]`.
 * FILE has one JSON object a line: `{path, text, labels: [{start, end, category, truth}]}`, lines from 1, truth
 * `secret`, `not-secret` or `ignore`. A secret counts as found when a finding touches one of its lines; a finding
 * on any other line is false, but for those labelled `ignore`. Every second repository (first part of the path) is
 * held out: rules are tuned on the others only.
 */
import { readFileSync } from 'node:fs';
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

/** One labelled secret or one line that was reported without a cause. */
interface Outcome {
  kind: 'found' | 'missed' | 'false';
  half: Half;
  place: string;
  line: string;
  category: string;
  /** The surest finding there. */
  finding: Finding | undefined;
  /** Whether the same finding was counted already: it touches a labelled line, or an earlier line without a cause. */
  isAgain?: boolean;
}

const { values } = parseArgs({
  options: {
    labels: { type: 'string' },
    misses: { type: 'string' },
    'min-confidence': { type: 'string', default: 'medium' },
  },
});
if (values.labels === undefined) {
  process.stderr.write('usage: eval --labels FILE [--min-confidence low|medium|high] [--misses tune|held]\n');
  process.exitCode = 2;
} else await evaluate(values.labels, values['min-confidence'] as Confidence, values.misses);

async function evaluate(file: string, least: Confidence, misses: string | undefined): Promise<void> {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  const snippets = lines.map((line) => JSON.parse(line) as Snippet);
  const all = await judgeSnippets(snippets);
  const outcomes = all.map((each) => demote(each, least)).filter((each) => each !== undefined);
  for (const half of ['tune', 'held'] as const) print(half, score(outcomes.filter((each) => each.half === half)));
  print('both', score(outcomes));
  printTable('category', outcomes, ({ category }) => category);
  printTable('rule', outcomes, ({ finding }) => finding?.ruleId);
  for (const half of ['tune', 'held'] as const) {
    const ofHalf = all.filter((each) => each.half === half);
    printTable(`confidence (${half})`, ofHalf, ({ finding }) => finding?.confidence);
    const onceEach = ofHalf.filter(({ isAgain }) => isAgain !== true);
    printTable(`confidence (${half}), a block of lines counted once`, onceEach, ({ finding }) => finding?.confidence);
  }
  for (const each of outcomes.filter(({ half, kind }) => half === misses && kind !== 'found')) {
    const facts = each.finding ? `${each.finding.ruleId} ${each.finding.confidence}` : each.category;
    print(`${each.kind} ${each.place} [${facts}]`, each.line.trim().slice(0, 160));
  }
}

/** A finding under the least confidence is as good as none. */
function demote(outcome: Outcome, least: Confidence): Outcome | undefined {
  const { finding, kind } = outcome;
  if (finding === undefined || confidences.indexOf(finding.confidence) >= confidences.indexOf(least)) return outcome;
  return kind === 'false' ? undefined : { ...outcome, kind: 'missed', finding: undefined };
}

async function judgeSnippets(snippets: readonly Snippet[]): Promise<Outcome[]> {
  const where = { cwd: '/', root: '/', env: {}, isTty: false };
  const options = { ...(await settleOptions({}, where)), minConfidence: 'low' as const, inlineAllow: false };
  const repositories = [...new Set(snippets.map(({ path }) => repositoryOf(path)))].sort();
  const tuned = new Set(repositories.filter((_, index) => index % 2 === 0));
  return snippets.flatMap((snippet) => {
    const { sink, gathered } = createPipeline(options, createReportKey());
    const bytes = Buffer.from(snippet.text);
    const place = { path: snippet.path, firstLine: 1, firstColumn: 1, offset: 0 };
    sink.fragment({ ...place, bytes, ownStart: 0, ownEnd: bytes.length });
    return judge(snippet, gathered.findings, tuned.has(repositoryOf(snippet.path)) ? 'tune' : 'held');
  });
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
    outcomes.push({ kind: finding ? 'found' : 'missed', ...at(start), category, finding });
  }
  const categories = new Map(labels.map(({ start, category }) => [start, category]));
  const reported = new Set(findings.flatMap(linesOf));
  for (const line of [...reported].filter((each) => !excused.has(each))) {
    const finding = surest(findings.filter((each) => linesOf(each).includes(line)));
    const isAgain =
      finding !== undefined && (finding.startLine < line || linesOf(finding).some((each) => excused.has(each)));
    outcomes.push({ kind: 'false', ...at(line), category: categories.get(line) ?? '(no label)', finding, isAgain });
  }
  return outcomes;
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
  for (const [key, group] of bySize.slice(0, 24)) print(key, score(group));
}

function print(title: string, text: string): void {
  process.stdout.write(`${title.padEnd(28)} ${text}\n`);
}
