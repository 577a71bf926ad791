/** Passes text on with every secret in it replaced: `scan - --mask`, for logs. */
import { createKnownValues, type Span } from './lib/known-values.ts';
import type { Finding } from './model/finding.ts';
import type { Options } from './model/options.ts';
import type { ScanError } from './model/report.ts';
import { createPipeline, createReportKey } from './pipeline.ts';

/** How much of what was passed on is looked at again, for the name whose value comes now. */
const contextSize = 8 << 10;
/** What may be waited for: the end of a line, the end of a block of several. */
const longestLine = 1 << 20;
const longestBlock = 64 << 10;
/** Of a line without an end, what is kept back in case a secret goes on in what comes. */
const seam = 64 << 10;

export interface Masker {
  /** Takes what came; gives what may be passed on of all that came so far. */
  push(chunk: Buffer): Buffer;
  /** What is left. */
  end(): Buffer;
  readonly bytes: number;
  /** Secrets replaced, places that repeat an earlier one included. */
  readonly hidden: number;
  /** Rules that could not be run to their end: what they would have found was passed on. */
  readonly errors: readonly ScanError[];
}

/**
 * Makes a masker for one stream of text, of any length; it passes on whole lines, and holds back a block of several
 * (a PEM key) until its end has come. Comments in the text that allow a secret do not count, nor does a baseline.
 */
export function createMasker(options: Options, path: string, onFinding: (finding: Finding) => void): Masker {
  const masked: Options = { ...withoutBaseline(options), inlineAllow: false };
  const values = createKnownValues();
  const hits: { finding: Finding; span: Span; secret: string }[] = [];
  const pipeline = createPipeline(masked, createReportKey(), {
    onKept(finding, { start, end, secret, decoded }) {
      const by = finding.ruleId;
      hits.push({ finding, span: { start, end, by }, secret: decoded.length === 0 ? secret : '' });
    },
  });
  /** Passed on already, then what is held back. */
  let text: Buffer = Buffer.alloc(0);
  let passed = 0;
  let place = { firstLine: 1, firstColumn: 1, offset: 0 };
  let [bytes, hidden] = [0, 0];

  /** What in the text so far up to `end` is to be hidden; nothing of it that was passed on. */
  function look(end: number): { isOpen: boolean } {
    hits.length = 0;
    const fragment = { path, bytes: text.subarray(0, end), ...place, ownStart: 0, ownEnd: Number.POSITIVE_INFINITY };
    const { isCandidate, isOpen } = pipeline.probe(fragment);
    if (isCandidate) pipeline.sink.fragment(fragment);
    pipeline.gathered.findings.length = 0;
    return { isOpen };
  }

  /** Where a block begins that has no end yet; `end` where there is none. */
  function findOpen(end: number): number {
    const cut = hits.find(({ span }) => mayGoOn(text, span, end));
    const closed = cut ? cut.span.start : Math.max(passed, ...hits.map(({ span }) => span.end));
    const start = Math.min(end, closed);
    const rest = { path, bytes: text.subarray(start, end), ...place, ownStart: 0, ownEnd: Number.POSITIVE_INFINITY };
    return pipeline.probe(rest).isOpen ? text.subarray(0, start).lastIndexOf(10) + 1 : end;
  }

  function pass(end: number): Buffer {
    const now = hits.filter(({ span }) => span.end > passed && span.start < end);
    for (const { finding, span, secret } of now) {
      if (span.start >= passed) onFinding(finding);
      values.add(secret, span.by);
    }
    const fresh = text.subarray(passed, end);
    const spans = [...now.map(({ span }) => shift(span, -passed)), ...values.find(fresh)];
    const { shown, count } = replace(fresh, spans);
    hidden += count;
    passed = end;
    forget();
    return shown;
  }

  /** Drops what was passed on but for some lines of context. */
  function forget(): void {
    if (passed <= contextSize * 2) return;
    const from = text.lastIndexOf(10, passed - contextSize) + 1 || passed - contextSize;
    const dropped = text.subarray(0, from);
    const lastBreak = dropped.lastIndexOf(10);
    for (let at = dropped.indexOf(10); at >= 0; at = dropped.indexOf(10, at + 1)) place.firstLine++;
    const firstColumn = lastBreak < 0 ? place.firstColumn + from : from - lastBreak;
    place = { firstLine: place.firstLine, firstColumn, offset: place.offset + from };
    text = Buffer.from(text.subarray(from));
    passed -= from;
  }

  return {
    push(chunk) {
      bytes += chunk.length;
      text = Buffer.concat([text, chunk]);
      const held = text.length - passed;
      const lines = Math.max(text.lastIndexOf(10), text.lastIndexOf(13)) + 1;
      const end = lines > passed ? lines : held > longestLine ? text.length - seam : 0;
      if (end <= passed) return Buffer.alloc(0);
      const { isOpen } = look(end);
      const open = isOpen && end - passed < longestBlock ? Math.max(passed, findOpen(end)) : end;
      return pass(beforeHit(open));
    },
    end() {
      look(text.length);
      return pass(text.length);
    },
    get bytes() {
      return bytes;
    },
    get hidden() {
      return hidden;
    },
    get errors() {
      return pipeline.gathered.errors;
    },
  };

  /** Never in the middle of a secret, should one reach over. */
  function beforeHit(end: number): number {
    const over = hits.find(({ span }) => span.start < end && span.end > end && span.start >= passed);
    return over ? over.span.start : end;
  }
}

function withoutBaseline({ baseline: _baseline, ...options }: Options): Options {
  return options;
}

/** Whether a block of lines ends only where the text does: the last line of a key, unlike its end, is base64. */
function mayGoOn(text: Buffer, { start, end }: Span, textEnd: number): boolean {
  const shown = text.toString('latin1', start, textEnd).trimEnd();
  return start + shown.length <= end && shown.includes('\n') && /[\w+/=]$/.test(shown);
}

function shift({ start, end, by }: Span, distance: number): Span {
  return { start: Math.max(0, start + distance), end: end + distance, by };
}

/** Each run of spans that touch is replaced by one note of what was there. */
function replace(bytes: Buffer, spans: Span[]): { shown: Buffer; count: number } {
  if (spans.length === 0) return { shown: Buffer.from(bytes), count: 0 };
  const pieces: Buffer[] = [];
  let at = 0;
  let count = 0;
  for (const { start, end, by } of spans.sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (end <= at) continue;
    if (start >= at) {
      pieces.push(bytes.subarray(at, start), Buffer.from(`[hidden: ${by}]`));
      count++;
    }
    at = Math.min(end, bytes.length);
  }
  pieces.push(bytes.subarray(at));
  return { shown: Buffer.concat(pieces), count };
}
