import { expect, it } from 'vitest';
import { reportGitleaksJson } from '../../src/reporters/gitleaks-json.ts';
import { commitId, makeHistoryFinding } from '../helpers/history-report.ts';
import { collect, makeFinding, makeReport } from './make-report.ts';

it('writes an empty array when there are no findings', async () => {
  expect(await collect(reportGitleaksJson(makeReport()))).toBe('[]\n');
});

it('writes findings in the shape that gitleaks has', async () => {
  const findings = [
    makeFinding({ before: '  key = ', path: 'src/a b.ts' }),
    makeFinding({
      path: 'id_rsa',
      startLine: 1,
      startColumn: 1,
      endLine: 9,
      endColumn: 1,
      before: '',
      redacted: '',
      after: '',
    }),
  ];
  expect(await collect(reportGitleaksJson(makeReport({ findings })))).toMatchInlineSnapshot(`
    "[
      {
        "RuleID": "acme-token",
        "Description": "Acme access token",
        "StartLine": 12,
        "EndLine": 12,
        "StartColumn": 9,
        "EndColumn": 20,
        "Match": "key = ************';",
        "Secret": "************",
        "File": "src/a b.ts",
        "SymlinkFile": "",
        "Commit": "",
        "Entropy": 4.12,
        "Author": "",
        "Email": "",
        "Date": "",
        "Message": "",
        "Tags": [
          "api"
        ],
        "Fingerprint": "src/a b.ts:acme-token:12"
      },
      {
        "RuleID": "acme-token",
        "Description": "Acme access token",
        "StartLine": 1,
        "EndLine": 9,
        "StartColumn": 1,
        "EndColumn": 1,
        "Match": "",
        "Secret": "",
        "File": "id_rsa",
        "SymlinkFile": "",
        "Commit": "",
        "Entropy": 4.12,
        "Author": "",
        "Email": "",
        "Date": "",
        "Message": "",
        "Tags": [
          "api"
        ],
        "Fingerprint": "id_rsa:acme-token:1"
      }
    ]
    "
  `);
});

it('names the commit that introduced it, and its author, where the finding is from a history', async () => {
  const [finding] = JSON.parse(await collect(reportGitleaksJson(makeReport({ findings: [makeHistoryFinding()] }))));
  const { Commit, Author, Email, Date: date, Message, Fingerprint } = finding;
  expect({ Commit, Author, Email, date, Message, Fingerprint }).toEqual({
    Commit: commitId('1a'),
    Author: 'Ada Example',
    Email: 'ada@example.com',
    date: '2024-01-02T03:04:05Z',
    Message: 'add the store',
    Fingerprint: `${commitId('1a')}:src/store.ts:acme-token:12`,
  });
});
