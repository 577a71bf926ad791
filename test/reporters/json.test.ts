import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { reportJson } from '../../src/reporters/json.ts';
import { commitId, makeFullHistoryReport, makeHistoryReport } from '../helpers/history-report.ts';
import { collect, makeContext, makeFinding, makeReport } from './make-report.ts';
import { findSchemaFaults } from './validate-json.ts';

const schema = JSON.parse(readFileSync(new URL('../../src/reporters/report.schema.json', import.meta.url), 'utf8'));

const print = (changes: Partial<Report>) => collect(reportJson(makeReport(changes), makeContext()));

const full: Partial<Report> = {
  findings: [
    makeFinding({
      decoded: ['base64'],
      parts: [
        { ruleId: 'acme-id', redacted: '****', path: 'a.ts', startLine: 1, endLine: 1, startColumn: 2, endColumn: 6 },
      ],
    }),
    makeFinding({ path: 'ünï 日本.ts', adviceUrl: undefined, severity: 'info', confidence: 'certain' }),
  ],
  scanned: { files: 2, bytes: 99, skipped: [{ path: 'a.png', reason: 'binary' }] },
  errors: [
    { code: 'EACCES', message: "permission denied, open '/home/me/shop/keys/x.env'", path: 'keys/x.env' },
    { code: 'timeout', message: 'the time limit of 3 s was reached' },
  ],
  suppressed: 4,
  unusedAllows: [{ path: 'a.ts', line: 3, text: '# keyturn:allow acme-token' }],
};

it('writes an empty report', async () => {
  expect(await print({})).toMatchInlineSnapshot(`
    "{
      "schemaVersion": "1.0",
      "tool": {
        "name": "keyturn",
        "version": "1.2.3"
      },
      "command": "scan",
      "startedAt": "2026-11-22T07:00:00.000Z",
      "durationMs": 120,
      "scanned": {
        "files": 1623,
        "bytes": 16234567,
        "skipped": []
      },
      "findings": [],
      "errors": [],
      "suppressed": 0,
      "unusedAllows": []
    }
    "
  `);
});

it('writes every fact of a finding, and of what was left out or failed', async () => {
  expect(await print(full)).toMatchInlineSnapshot(`
    "{
      "schemaVersion": "1.0",
      "tool": {
        "name": "keyturn",
        "version": "1.2.3"
      },
      "command": "scan",
      "startedAt": "2026-11-22T07:00:00.000Z",
      "durationMs": 120,
      "scanned": {
        "files": 2,
        "bytes": 99,
        "skipped": [
          {
            "path": "a.png",
            "reason": "binary"
          }
        ]
      },
      "findings": [
        {
          "ruleId": "acme-token",
          "description": "Acme access token",
          "provider": "acme",
          "severity": "high",
          "confidence": "high",
          "path": "src/store.ts",
          "startLine": 12,
          "startColumn": 14,
          "endLine": 12,
          "endColumn": 26,
          "redacted": "************",
          "entropy": 4.12,
          "fingerprint": "f1",
          "secretHash": "h1",
          "reasons": [
            "the prefix is Acme’s"
          ],
          "line": "const key = '************';",
          "lineStart": 13,
          "lineEnd": 25,
          "placeCount": 1,
          "places": [
            {
              "path": "src/store.ts",
              "startLine": 12,
              "startColumn": 14,
              "endLine": 12,
              "endColumn": 26
            }
          ],
          "decoded": [
            "base64"
          ],
          "parts": [
            {
              "ruleId": "acme-id",
              "path": "a.ts",
              "startLine": 1,
              "startColumn": 2,
              "endLine": 1,
              "endColumn": 6,
              "redacted": "****"
            }
          ],
          "tags": [
            "api"
          ],
          "references": [
            "https://acme.example/docs/tokens"
          ],
          "advice": "Revoke the token in the Acme console",
          "adviceUrl": "https://acme.example/settings/tokens"
        },
        {
          "ruleId": "acme-token",
          "description": "Acme access token",
          "provider": "acme",
          "severity": "info",
          "confidence": "certain",
          "path": "ünï 日本.ts",
          "startLine": 12,
          "startColumn": 14,
          "endLine": 12,
          "endColumn": 26,
          "redacted": "************",
          "entropy": 4.12,
          "fingerprint": "f1",
          "secretHash": "h1",
          "reasons": [
            "the prefix is Acme’s"
          ],
          "line": "const key = '************';",
          "lineStart": 13,
          "lineEnd": 25,
          "placeCount": 1,
          "places": [
            {
              "path": "ünï 日本.ts",
              "startLine": 12,
              "startColumn": 14,
              "endLine": 12,
              "endColumn": 26
            }
          ],
          "decoded": [],
          "parts": [],
          "tags": [
            "api"
          ],
          "references": [
            "https://acme.example/docs/tokens"
          ],
          "advice": "Revoke the token in the Acme console"
        }
      ],
      "errors": [
        {
          "code": "EACCES",
          "message": "permission denied, open 'keys/x.env'",
          "path": "keys/x.env"
        },
        {
          "code": "timeout",
          "message": "the time limit of 3 s was reached"
        }
      ],
      "suppressed": 4,
      "unusedAllows": [
        {
          "path": "a.ts",
          "line": 3,
          "text": "# keyturn:allow acme-token"
        }
      ]
    }
    "
  `);
});

it.each([
  ['an empty report', {}],
  ['a full report', full],
  ['an empty report of a history', makeHistoryReport()],
  ['a full report of a history', makeFullHistoryReport()],
])('keeps to its schema with %s', async (_what, changes) => {
  expect(findSchemaFaults(schema, JSON.parse(await print(changes)))).toEqual([]);
});

it('has a schema that accepts no unknown keys', async () => {
  const report = JSON.parse(await print({ findings: [makeFinding()] }));
  report.findings[0].secret = 'x';
  expect(findSchemaFaults(schema, report)).toEqual(['/findings/0: must NOT have additional properties']);
});

it('writes of a history what was read, each place with its commits, and the objects that could not be read', async () => {
  const { scanned, history, findings, errors } = JSON.parse(await print(makeFullHistoryReport()));
  const first = {
    kind: 'file',
    commit: commitId('1a'),
    author: 'Ada Example',
    email: 'ada@example.com',
    date: '2024-01-02T03:04:05Z',
    lastCommit: commitId('2b'),
    lastDate: '2024-05-06T07:08:09Z',
    commitCount: 12,
    inHead: false,
  };
  const [{ ruleId, description, provider, severity, confidence, placeCount, places, ...rest }, second] = findings;
  const { kind, commit, author, email, date, message, lastCommit, lastDate, commitCount, inHead } = rest;
  expect({ scanned, history, errors }).toEqual({
    scanned: {
      files: 9,
      bytes: 99,
      commits: 1200,
      blobs: 8,
      skipped: [{ path: 'big.bin', reason: 'lfs-pointer' }],
    },
    history: { commits: 1300, refs: 2, isShallow: true, isPartial: true, notes: ['3 replaced objects are ignored'] },
    errors: [
      {
        code: 'object-missing',
        message: 'the blob is missing',
        path: 'src/gone.ts',
        object: commitId('4d'),
        commits: [commitId('5e'), commitId('6f')],
      },
      { code: 'interrupted', message: 'interrupted' },
    ],
  });
  expect({ kind, commit, author, email, date, message, lastCommit, lastDate, commitCount, inHead }).toEqual({
    ...first,
    message: 'add the store',
  });
  expect({ ref: rest.ref, refs: rest.refs, refCount: rest.refCount, otherRules: rest.otherRules }).toEqual({
    ref: 'refs/heads/main',
    refs: ['refs/heads/main', 'refs/tags/v1.0'],
    refCount: 2,
    otherRules: ['generic-key'],
  });
  const place = { startLine: 12, startColumn: 14, endLine: 12, endColumn: 26 };
  const { date: _date, lastDate: _lastDate, ...undated } = first;
  expect({ placeCount, places }).toEqual({
    placeCount: 130,
    places: [
      { path: 'src/store.ts', ...place, ...first },
      {
        path: 'old/ünï.ts',
        ...place,
        startLine: 3,
        endLine: 3,
        ...undated,
        commit: commitId('3c'),
        author: '',
        email: '',
      },
    ],
  });
  expect({ kind: second.kind, refs: second.refs, ref: second.ref }).toEqual({
    kind: 'message',
    refs: [],
    ref: undefined,
  });
});

it('has a schema that describes every key', () => {
  const undescribed: string[] = [];
  const visit = (node: Record<string, unknown>, path: string): void => {
    for (const [key, value] of Object.entries((node.properties ?? {}) as Record<string, Record<string, unknown>>)) {
      const target = typeof value.$ref === 'string' ? schema.$defs[value.$ref.split('/').at(-1)!] : value;
      if (!value.description && !target.description) undescribed.push(`${path}.${key}`);
      visit(value, `${path}.${key}`);
    }
    if (node.items) visit(node.items as Record<string, unknown>, `${path}[]`);
    for (const [key, value] of Object.entries((node.$defs ?? {}) as Record<string, Record<string, unknown>>)) {
      visit(value, `$defs.${key}`);
    }
  };
  visit(schema, '');
  expect(undescribed).toEqual([]);
});

it('writes a line a finding where there are more than a person reads, with the same content', async () => {
  const findings = Array.from({ length: 1001 }, (_, i) => makeFinding({ startLine: i + 1 }));
  const text = await print({ findings });
  const lines = text.split('\n').filter((line) => line.startsWith('    {"ruleId":'));
  const indented = JSON.parse(await print({ findings: findings.slice(0, 1000) }));
  expect(JSON.parse(text).findings.slice(0, 1000)).toEqual(indented.findings);
  expect(lines.length).toBe(1001);
});

it('names no absolute folder of the machine', async () => {
  expect(await print(full)).not.toContain('/home/me');
});

it('names a part that is no match of a rule', async () => {
  const place = { path: 'a.ts', startLine: 1, endLine: 1, startColumn: 2, endColumn: 6 };
  const findings = [makeFinding({ parts: [{ name: 'user', ruleId: 'acme-token', redacted: 'app', ...place }] })];
  const report = JSON.parse(await print({ findings }));
  expect(report.findings[0].parts).toEqual([{ name: 'user', ruleId: 'acme-token', ...place, redacted: 'app' }]);
  expect(findSchemaFaults(schema, report)).toEqual([]);
});
