import { countKnown } from '../lib/count-known.ts';
import type { Finding, Place } from '../model/finding.ts';
import type { HistoryPlace, HistoryScope } from '../model/history.ts';
import type { Known } from '../model/known.ts';
import type { Report } from '../model/report.ts';
import type { Shard } from '../model/shard.ts';
import { hideRoot } from './hide-root.ts';
import { listItems } from './list-items.ts';
import type { ReportContext } from './types.ts';

/** With more findings than a person reads, each takes one line: two thirds of the bytes, in half the time. */
const mostIndented = 1_000;

/** keyturn's own JSON, described key by key in `report.schema.json`; no absolute path of the machine is in it. */
export function* reportJson(report: Report, { version, showKnown }: ReportContext): Generator<string> {
  const { command, startedAt, durationMs, scanned, suppressed } = report;
  const tool = { name: 'keyturn', version };
  const head = { schemaVersion: '1.0', tool, command, startedAt, durationMs: Math.round(durationMs) };
  yield `${JSON.stringify(head, undefined, 2).slice(0, -2)},\n  "scanned": {\n`;
  yield `    "files": ${scanned.files},\n    "bytes": ${scanned.bytes},\n`;
  if (scanned.commits !== undefined) yield `    "commits": ${scanned.commits},\n`;
  if (scanned.blobs !== undefined) yield `    "blobs": ${scanned.blobs},\n`;
  yield '    "skipped": ';
  yield* listItems(scanned.skipped, ({ path, reason }) => ({ path, reason }), 4);
  yield '\n  },\n';
  if (report.history) yield `  "history": ${scopeJson(report.history)},\n`;
  if (report.shard) yield* shardJson(report.shard);
  if (report.baseline !== undefined) {
    const stale = report.staleEntries?.map(({ ruleId, path, decision, reason }) => ({
      ruleId,
      path,
      decision,
      reason,
    }));
    const baseline = { name: report.baseline, ...countKnown(report), stale };
    yield `  "baseline": ${JSON.stringify(baseline, undefined, 2).replaceAll('\n', '\n  ')},\n`;
  }
  const findings = showKnown ? [...report.findings, ...report.known] : report.findings;
  yield '  "findings": ';
  yield* listItems(findings, findingJson, 2, findings.length > mostIndented ? 0 : 2);
  yield ',\n  "errors": ';
  yield* listItems(report.errors, (error) => errorJson(report, error), 2);
  yield `,\n  "suppressed": ${suppressed},\n  "unusedAllows": `;
  yield* listItems(report.unusedAllows, ({ path, line, text }) => ({ path, line, text }), 2);
  yield '\n}\n';
}

/** For `merge`; a line each for what may be many, as nobody reads it. */
function* shardJson({ commits, refs, sets, findings, secrets, errors, ...head }: Shard): Generator<string> {
  yield `  "shard": ${JSON.stringify(head, undefined, 2).replaceAll('\n', '\n  ').slice(0, -4)}`;
  for (const [key, list] of Object.entries({ commits, refs, sets, findings, secrets, errors })) {
    yield `,\n    ${JSON.stringify(key)}: [`;
    let separator = '\n';
    for (const item of list) {
      yield `${separator}      ${JSON.stringify(item)}`;
      separator = ',\n';
    }
    yield list.length > 0 ? '\n    ]' : ']';
  }
  yield '\n  },\n';
}

/** Every member by name, so that nothing enters the format by being added to a type. */
function findingJson(finding: Finding): object {
  return {
    ruleId: finding.ruleId,
    description: finding.description,
    provider: finding.provider,
    severity: finding.severity,
    confidence: finding.confidence,
    ...placeJson(finding),
    redacted: finding.redacted,
    entropy: Math.round(finding.entropy * 100) / 100,
    fingerprint: finding.fingerprint,
    secretHash: finding.secretHash,
    reasons: finding.reasons,
    line: finding.line,
    lineStart: finding.lineStart,
    lineEnd: finding.lineEnd,
    ...placesJson(finding),
    decoded: finding.decoded,
    parts: finding.parts.map((part) => ({
      name: part.name,
      ruleId: part.ruleId,
      ...placeJson(part),
      redacted: part.redacted,
    })),
    tags: finding.tags,
    references: finding.references,
    advice: finding.advice,
    adviceUrl: finding.adviceUrl,
    known: finding.known && knownJson(finding.known),
    ...historyJson(finding),
  };
}

function knownJson({ decision, reason, by, at, until, isExpired }: Known): object {
  return { decision, reason, by, at, until, isExpired };
}

function placesJson({ history, placeCount, places }: Finding): object {
  if (!history) return { placeCount, places: places.map(placeJson) };
  return { placeCount: history.placeCount, places: history.places.map(historyPlaceJson) };
}

function historyPlaceJson(place: HistoryPlace): object {
  const { kind, commit, author, email, date, lastCommit, lastDate, commitCount, inHead } = place;
  const facts = { kind, commit, author, email, date: date || undefined };
  return { ...placeJson(place), ...facts, lastCommit, lastDate: lastDate || undefined, commitCount, inHead };
}

/** Dates that a commit does not tell, or not as dates, are left out. */
function historyJson({ history }: Finding): object {
  if (!history) return {};
  const { kind, commit, author, email, date, message, lastCommit, lastDate, commitCount, inHead } = history;
  const { refs, refCount, otherRules } = history;
  const first = { kind, commit, author, email, date: date || undefined, message };
  const last = { lastCommit, lastDate: lastDate || undefined, commitCount, inHead };
  return { ...first, ...last, ref: refs[0], refs, refCount, otherRules };
}

function scopeJson({ commits, refs, isShallow, isPartial, notes }: HistoryScope): string {
  return JSON.stringify({ commits, refs, isShallow, isPartial, notes }, undefined, 2).replaceAll('\n', '\n  ');
}

function placeJson({ path, startLine, startColumn, endLine, endColumn }: Place): Place {
  return { path, startLine, startColumn, endLine, endColumn };
}

function errorJson(report: Report, { code, message, path, object, commits }: Report['errors'][number]): object {
  return { code, message: hideRoot(report, message), path, object, commits };
}
