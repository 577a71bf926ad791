import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formats } from '../../src/model/options.ts';
import type { Report } from '../../src/model/report.ts';
import { loadReporter } from '../../src/reporters/index.ts';
import { isReport } from '../../src/reporters/is-report.ts';
import { folder } from '../helpers/folder.ts';
import { collect, makeContext, makeFinding, makeReport } from './make-report.ts';

function judge(text: string): boolean {
  const path = join(folder(), 'report');
  writeFileSync(path, text);
  return isReport(path);
}

const reports: [string, Partial<Report>][] = [
  ['nothing', {}],
  [
    'findings',
    { findings: Array.from({ length: 40 }, (_, i) => makeFinding({ startLine: i + 1, secretHash: `${i}` })) },
  ],
  ['errors', { errors: [{ code: 'EACCES', message: 'no' }] }],
  ['unused allows', { unusedAllows: [{ path: 'a.ts', line: 1, text: 'keyturn:allow' }] }],
];

describe.each(formats)('as %s', (format) => {
  it.each(reports)('a report of %s is known, with colours, quiet and verbose too', async (_, changes) => {
    const reporter = await loadReporter(format);
    for (const context of [{}, { color: true, hyperlinks: true }, { quiet: true }, { verbose: true }]) {
      expect(judge(await collect(reporter(makeReport(changes), makeContext(context))))).toBe(true);
    }
  });
});

it.each(['', '\n', '[]\n', 'null', '[\n {\n  "Description": "x",\n  "RuleID": "a"'])(
  '%j may be replaced too',
  (text) => {
    expect(judge(text)).toBe(true);
  },
);

it.each([
  'export const app = 1;\n',
  '{ "name": "keyturn", "version": "1.0.0" }',
  '{}',
  '[{ "id": 1 }]',
  '# Results\n\nNo secrets found in 5 files\n',
])('%j may not', (text) => {
  expect(judge(text)).toBe(false);
});

it.each(['README.md', 'package.json', 'src/reporters/report.schema.json', 'test/reporters/terminal.test.ts'])(
  'nor may a file of a project, such as %s of this one',
  (name) => {
    expect(judge(readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8'))).toBe(false);
  },
);
