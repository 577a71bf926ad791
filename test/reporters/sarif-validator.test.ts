import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { reportSarif } from '../../src/reporters/sarif.ts';
import { makeFullHistoryReport } from '../helpers/history-report.ts';
import { collect, makeContext, makeFinding, makeReport } from './make-report.ts';
import { findSchemaFaults } from './validate-json.ts';

/** The validator of the SARIF SDK with GitHub's rules; it passes over files that break the schema, so ajv holds that. */
const validator: string = createRequire(import.meta.url)('@microsoft/sarif-multitool');
const schema = JSON.parse(readFileSync(join(dirname(validator), 'sarif-2.1.0.json'), 'utf8'));

/** The rule that fetches every address in the file is switched off. */
const offline = `<?xml version="1.0" encoding="utf-8"?>
<Properties>
  <!-- keyturn:allow generic-key reason="the name of a setting" -->
  <Properties Key="SARIF2006.UrisShouldBeReachable.Options">
    <Property Key="RuleEnabled" Value="Disabled" Type="Driver.RuleEnabledState" />
  </Properties>
</Properties>
`;

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyturn-sarif-'));
  writeFileSync(join(folder, 'offline.xml'), offline);
  // Its install script does the same, where install scripts may run.
  chmodSync(validator, 0o755);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Errors and warnings of the validator, one line each. */
function validate(sarif: string): string[] {
  writeFileSync(join(folder, 'report.sarif'), sarif);
  const output = ['--output', 'faults.sarif', '--log', 'ForceOverwrite', '--level', 'Error;Warning'];
  execFileSync(
    validator,
    ['validate', 'report.sarif', '--config', 'offline.xml', '--rule-kind', 'Sarif;Gh', ...output],
    {
      cwd: folder,
      env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' },
      stdio: 'pipe',
    },
  );
  const [run] = JSON.parse(readFileSync(join(folder, 'faults.sarif'), 'utf8')).runs;
  return run.results.map(
    ({ ruleId, message }: { ruleId: string; message: object }) => `${ruleId}: ${JSON.stringify(message)}`,
  );
}

const at = (path: string, startLine: number) => ({
  path,
  startLine,
  endLine: startLine,
  startColumn: 14,
  endColumn: 26,
});

const full: Partial<Report> = {
  findings: [
    makeFinding({
      parts: [{ ruleId: 'acme-id', redacted: '****', ...at('src/store.ts', 2) }],
      places: [at('src/store.ts', 12), at('a b/ü:[x]%.ts', 3)],
      placeCount: 2,
      decoded: ['base64'],
    }),
    makeFinding({
      path: 'id_rsa',
      startLine: 1,
      startColumn: 1,
      endColumn: 1,
      before: '',
      redacted: '',
      severity: 'info',
    }),
    makeFinding({
      ruleId: 'my_own.rule',
      advice: '',
      adviceUrl: undefined,
      references: [],
      severity: 'medium',
      path: 'a b/ü:[x]%.ts',
    }),
  ],
  errors: [
    { code: 'EACCES', message: 'permission denied', path: 'x y' },
    { code: 'timeout', message: 'the time limit of 3 s was reached' },
  ],
};

/** With what a baseline knows, listed too. */
const known: Partial<Report> = {
  ...full,
  baseline: '.secrets.baseline',
  known: [
    makeFinding({ path: 'src/old.ts', known: { decision: 'false-alarm', reason: 'an example', entry: 0 } }),
    makeFinding({ path: 'src/older.ts', known: { decision: 'real', entry: 1 } }),
  ],
};

it.each([
  ['an empty report', {}, 0],
  ['known findings', known, 2],
  ['a full report', full, 2],
  ['a full report of a history', makeFullHistoryReport(), 2],
])('is valid SARIF 2.1.0 and fit for code scanning with %s', async (_what, changes, exitCode) => {
  const sarif = await collect(reportSarif(makeReport(changes), makeContext({ exitCode, showKnown: true })));
  expect(findSchemaFaults(schema, JSON.parse(sarif))).toEqual([]);
  expect(validate(sarif)).toEqual([]);
});

it('is checked by a validator and a schema that do notice faults', async () => {
  const sarif = await collect(reportSarif(makeReport(full), makeContext()));
  expect(validate(sarif.replace('"ruleIndex":1', '"ruleIndex":9'))).toHaveLength(1);
  const faults = findSchemaFaults(schema, JSON.parse(sarif.replace('"level":"error"', '"level":"bad"')));
  expect(faults).toHaveLength(1);
});
