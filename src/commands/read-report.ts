import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { NamedReport } from '../history/shard/merge.ts';
import { createSchemaCheck, type SchemaCheck } from '../lib/check-schema.ts';
import { UserError } from '../lib/user-error.ts';
import schema from '../reporters/report.schema.json' with { type: 'json' };

const maxSize = 1 << 28;

/** Makes the reader of shards' reports. It throws `UserError` naming the file, and the place in it that is wrong. */
export async function createReportReader(cwd: string): Promise<(name: string) => NamedReport> {
  const check = await createSchemaCheck(toDraft7(schema) as object);
  return (name) => {
    const value = parse(name, readText(name, resolve(cwd, name)));
    checkReport(name, value, check);
    const { tool, startedAt, baseline, ...report } = value as {
      tool: { version: string };
      startedAt: string;
      baseline?: { name: string };
    } & Omit<NamedReport['report'], 'startedAt' | 'baseline'>;
    const started = new Date(startedAt);
    if (Number.isNaN(started.getTime()))
      throw badReport(name, `startedAt must be a date, got ${JSON.stringify(startedAt)}`);
    return {
      name,
      version: tool.version,
      report: { ...report, startedAt: started, ...(baseline && { baseline: baseline.name }) },
    };
  };
}

function readText(name: string, path: string): string {
  try {
    const stats = statSync(path);
    if (!stats.isFile()) throw badReport(name, 'is no regular file');
    if (stats.size > maxSize) throw badReport(name, `must be at most ${maxSize} bytes, got ${stats.size}`);
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    if (error instanceof UserError) throw error;
    if (error instanceof TypeError) throw badReport(name, 'must be UTF-8 text', error);
    throw badReport(name, `cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}`, error);
  }
}

function parse(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw badReport(name, `is no JSON: ${(error as Error).message}`, error);
  }
}

function checkReport(name: string, value: unknown, check: SchemaCheck): void {
  const report = value as { shard?: unknown; history?: unknown } | null;
  if (typeof report === 'object' && report !== null && 'findings' in report && report.shard === undefined) {
    throw badReport(name, 'is no report of a shard: keyturn history --shard I/N --format json writes one');
  }
  const fault = check(value);
  if (fault) throw badReport(name, `is no report of keyturn: ${fault.problem}`);
  if (report?.history === undefined) throw badReport(name, 'is no report of a history');
}

/** The schema without what only tells people something, and what the check knows by another name. */
function toDraft7(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toDraft7);
  if (typeof value !== 'object' || value === null) return value;
  const left = Object.entries(value).filter(
    ([key, inner]) => !(key === '$schema' || (key === 'format' && typeof inner === 'string')),
  );
  return Object.fromEntries(left.map(([key, inner]) => [key, toDraft7(inner)]));
}

function badReport(name: string, problem: string, cause?: unknown): UserError {
  return new UserError('bad-report', `${name} ${problem}`, { cause });
}
