import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { checkList } from '../../../src/doctor/index.ts';
import type { Diagnosis } from '../../../src/model/problem.ts';
import { reportDoctorSarif } from '../../../src/reporters/doctor/sarif.ts';
import { makeContext } from '../make-report.ts';
import { findSchemaFaults } from '../validate-json.ts';

const validator: string = createRequire(import.meta.url)('@microsoft/sarif-multitool');
const schema = JSON.parse(readFileSync(join(dirname(validator), 'sarif-2.1.0.json'), 'utf8'));

const diagnosis: Diagnosis = {
  root: '/repo',
  startedAt: new Date('2026-01-02T03:04:05Z'),
  durationMs: 12,
  checks: checkList.filter(({ id }) => id === 'doctor-docker' || id === 'doctor-hooks'),
  problems: [
    {
      check: 'doctor-docker',
      severity: 'high',
      path: 'a b/Dockerfile',
      line: 3,
      message: 'ENV TOKEN has a secret as its value',
      why: 'it stays in the image',
      fix: ['take it out', 'then rotate it'],
    },
    { check: 'doctor-hooks', severity: 'low', message: 'no hook', why: 'because', fix: ['keyturn hook install'] },
  ],
  hidden: 0,
  errors: [{ code: 'bad-yaml', message: '/repo/x.yml: is no YAML', path: 'x.yml' }],
};

it('holds each check as a rule and each problem as a result with a place, by the schema', () => {
  const log = JSON.parse([...reportDoctorSarif(diagnosis, makeContext({ exitCode: 2 }))].join(''));
  expect(findSchemaFaults(schema, log)).toEqual([]);
  const [{ tool, results, invocations }] = log.runs;
  expect(tool.driver.rules.map(({ id, name }: { id: string; name: string }) => [id, name])).toEqual([
    ['doctor-docker', 'DoctorDocker'],
    ['doctor-hooks', 'DoctorHooks'],
  ]);
  const fingerprint = { 'keyturnDoctor/v1': expect.stringMatching(/^[0-9a-f]{32}$/) };
  const place = (uri: string, line: number) => ({
    physicalLocation: {
      artifactLocation: { uri, uriBaseId: '%SRCROOT%' },
      region: { startLine: line, startColumn: 1, endLine: line, endColumn: 1 },
    },
  });
  expect(results).toEqual([
    {
      ruleId: 'doctor-docker',
      ruleIndex: 0,
      level: 'error',
      message: {
        text: 'ENV TOKEN has a secret as its value: it stays in the image. To do: take it out; then rotate it',
      },
      locations: [place('a%20b/Dockerfile', 3)],
      partialFingerprints: fingerprint,
      properties: { severity: 'high' },
    },
    {
      ruleId: 'doctor-hooks',
      ruleIndex: 1,
      level: 'note',
      message: { text: 'No hook: because. To do: keyturn hook install' },
      locations: [place('.git/config', 1)],
      partialFingerprints: fingerprint,
      properties: { severity: 'low' },
    },
  ]);
  expect(invocations[0].exitCode).toBe(2);
  expect(invocations[0].toolExecutionNotifications[0].message.text).toBe('x.yml: is no YAML');
});
