import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { redact } from '../findings/redact.ts';
import { findRepository } from '../git/find-repository.ts';
import { createObjectReader, type ObjectReader } from '../git/objects.ts';
import { wholeFragment } from '../lib/whole-fragment.ts';
import { confidences, severities } from '../model/level.ts';
import type { Options } from '../model/options.ts';
import { createPipeline, createReportKey } from '../pipeline.ts';
import type { Sighting } from './audit-questions.ts';

/** A line round a secret, every secret in it hidden. */
export interface ContextLine {
  number: number;
  text: string;
  /** Where the secret in question stands in it, in UTF-16 code units. */
  own?: { start: number; end: number };
}

/** Shows where a secret stands. */
export interface ContextReader {
  read(sighting: Sighting): Promise<ContextLine[]>;
  close(): void;
}

const linesRound = 3;
/** Of a larger file only the secret's own line is shown. */
const mostSize = 8 << 20;

interface Mask {
  start: number;
  end: number;
  shown: string;
  isOwn: boolean;
}

/** Makes the reader for the files of a tree and the commits of its repository. */
export function createContextReader(
  { baseline: _baseline, ...options }: Options,
  root: string,
  env: NodeJS.ProcessEnv,
): ContextReader {
  let objects: ObjectReader | undefined;
  const readCommit = async (commit: string, path: string): Promise<Buffer | undefined> => {
    const tree = findRepository(root, env);
    if (!tree) return undefined;
    objects ??= createObjectReader({ tree, env }, { largeSize: mostSize });
    const answer = await objects.read(`${commit}:${Buffer.from(path).toString('latin1')}`);
    return answer.problem === undefined && answer.type === 'blob' ? answer.content : undefined;
  };
  const findMasks = createMaskFinder(options);
  return {
    async read({ finding, place }) {
      const bytes = 'kind' in place ? await readPlace(place, readCommit) : readText(join(root, place.path));
      const masks = bytes && !bytes.subarray(0, 8192).includes(0) ? findMasks(bytes, { finding, place }) : [];
      return masks.some(({ isOwn }) => isOwn) ? cutLines(bytes!, masks) : ownLine({ finding, place });
    },
    close: () => objects?.close(),
  };
}

async function readPlace(
  place: Extract<Sighting['place'], { kind: unknown }>,
  readCommit: (commit: string, path: string) => Promise<Buffer | undefined>,
): Promise<Buffer | undefined> {
  return place.kind === 'file' ? await readCommit(place.commit, place.path) : undefined;
}

function readText(path: string): Buffer | undefined {
  try {
    const stats = lstatSync(path);
    return stats.isFile() && stats.size <= mostSize ? readFileSync(path) : undefined;
  } catch {
    return undefined;
  }
}

/** What the report has of the place. */
function ownLine({ finding, place }: Sighting): ContextLine[] {
  const { line: text, lineStart: start, lineEnd: end } = finding;
  if (text.trim() === '' || (finding.path !== place.path && finding.startLine !== place.startLine)) return [];
  return [{ number: place.startLine, text, own: { start, end } }];
}

/** Makes the search for all that is to be hidden in a file, reported or not. */
function createMaskFinder({
  rules,
  ...options
}: Omit<Options, 'baseline'>): (bytes: Buffer, sighting: Sighting) => Mask[] {
  const masks: Mask[] = [];
  let own: Sighting;
  const all: Omit<Options, 'baseline'> = {
    ...options,
    rules: { ...rules, only: [], skip: [] },
    minConfidence: confidences[0],
    minSeverity: severities[0],
    inlineAllow: false,
    listUnusedAllows: false,
    ignore: [],
  };
  const pipeline = createPipeline(all, createReportKey(), {
    onKept(finding, { start, end, rule, parts }) {
      const { startLine, startColumn } = own.place;
      const isHere = finding.startLine === startLine && finding.startColumn === startColumn;
      const isOwn = isHere && finding.ruleId === own.finding.ruleId;
      masks.push({ start, end, shown: finding.redacted, isOwn });
      for (const part of parts.filter(({ isPublic }) => isPublic !== true)) {
        const shown = redact(part.secret, rule, options.redact);
        masks.push({ start: part.start, end: part.end, shown, isOwn: false });
      }
    },
  });
  return (bytes, sighting) => {
    masks.length = 0;
    own = sighting;
    pipeline.sink.fragment(wholeFragment(sighting.place.path, bytes));
    pipeline.gathered.findings.length = 0;
    return masks.toSorted((a, b) => a.start - b.start || b.end - a.end);
  };
}

/** The lines round the secret, of one of many lines the first and the last. */
function cutLines(bytes: Buffer, masks: readonly Mask[]): ContextLine[] {
  const own = masks.find(({ isOwn }) => isOwn)!;
  let from = lineStart(bytes, own.start);
  for (let i = 0; i < linesRound && from > 0; i++) from = lineStart(bytes, from - 1);
  const lines: ContextLine[] = [];
  let number = bytes.subarray(0, from).toString('latin1').split('\n').length;
  let after = 0;
  for (let start = from; start <= bytes.length && after <= linesRound; number++) {
    const lineBreak = bytes.indexOf(10, start);
    const end = lineBreak < 0 ? bytes.length : lineBreak;
    const isInside = masks.some((mask) => mask.start < start && mask.end >= end && end > start);
    if (!isInside && (start < bytes.length || lines.length === 0)) {
      lines.push({ number, ...drawLine(bytes, start, end, masks) });
    }
    if (start > own.end || (own.end <= end && own.start >= start)) after++;
    start = end + 1;
  }
  return lines;
}

function lineStart(bytes: Buffer, at: number): number {
  return at === 0 ? 0 : bytes.lastIndexOf(10, at - 1) + 1;
}

function drawLine(bytes: Buffer, start: number, end: number, masks: readonly Mask[]): Omit<ContextLine, 'number'> {
  let text = '';
  let at = start;
  let own: ContextLine['own'];
  for (const mask of masks) {
    if (mask.end <= at || mask.start >= end) continue;
    text += bytes.toString('utf8', at, Math.max(at, mask.start));
    const from = text.length;
    text += mask.start < start ? '…' : mask.shown.split('\n', 1)[0]!;
    if (mask.isOwn && mask.start >= start) own = { start: from, end: text.length };
    at = Math.min(end, mask.end);
  }
  text += bytes.toString('utf8', at, end).replace(/\r$/, '');
  return { text, ...(own && { own }) };
}
