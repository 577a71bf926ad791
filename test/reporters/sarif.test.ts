import { expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { severities } from '../../src/model/level.ts';
import type { Report } from '../../src/model/report.ts';
import type { ReportContext } from '../../src/reporters/index.ts';
import { keepMostSevere } from '../../src/reporters/sarif/limits.ts';
import { reportSarif } from '../../src/reporters/sarif.ts';
import { makeFullHistoryReport, makeHistoryFinding } from '../helpers/history-report.ts';
import { acmeRule, collect, makeContext, makeFinding, makeReport } from './make-report.ts';

const print = (report: Partial<Report>, context?: Partial<ReportContext>) =>
  collect(reportSarif(makeReport(report), makeContext(context)));

const run = async (report: Partial<Report>, context?: Partial<ReportContext>) =>
  JSON.parse(await print(report, context)).runs[0];

const at = (path: string, startLine: number) => ({
  path,
  startLine,
  endLine: startLine,
  startColumn: 14,
  endColumn: 26,
});

it('writes an empty run', async () => {
  expect(await print({}, { exitCode: 0 })).toMatchInlineSnapshot(`
    "{
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
      "version": "2.1.0",
      "runs": [
        {
          "tool": {
            "driver": {
              "name": "keyturn",
              "version": "1.2.3",
              "semanticVersion": "1.2.3",
              "informationUri": "https://www.npmjs.com/package/keyturn",
              "rules": []
            }
          },
          "columnKind": "utf16CodeUnits",
          "originalUriBaseIds": {"%SRCROOT%":{"description":{"text":"The root of the git work tree, or outside one the scanned folder."}}},
          "invocations": [{"executionSuccessful":true,"exitCode":0,"startTimeUtc":"2026-11-22T07:00:00.000Z","endTimeUtc":"2026-11-22T07:00:00.120Z"}],
          "results": []
        }
      ]
    }
    "
  `);
});

it('describes a rule once and a finding with its place, parts and other places', async () => {
  const finding = makeFinding({
    parts: [{ ruleId: 'acme-id', redacted: '****', ...at('src/store.ts', 2) }],
    places: [at('src/store.ts', 12), at('a.ts', 3)],
    placeCount: 2,
    decoded: ['base64'],
  });
  const { tool, results } = await run({ findings: [finding] });
  expect({ rules: tool.driver.rules, results }).toMatchInlineSnapshot(`
    {
      "results": [
        {
          "level": "error",
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "src/store.ts",
                  "uriBaseId": "%SRCROOT%",
                },
                "region": {
                  "endColumn": 26,
                  "endLine": 12,
                  "startColumn": 14,
                  "startLine": 12,
                },
              },
            },
          ],
          "message": {
            "text": "Acme access token (rule 'acme-token', confidence high). Revoke the token in the Acme console.",
          },
          "partialFingerprints": {
            "keyturnFingerprint/v1": "f1",
          },
          "properties": {
            "confidence": "high",
            "decoded": [
              "base64",
            ],
            "placeCount": 2,
            "provider": "acme",
            "reasons": [
              "the prefix is Acme’s",
            ],
            "secretHash": "h1",
            "severity": "high",
          },
          "rank": 75,
          "relatedLocations": [
            {
              "id": 1,
              "message": {
                "text": "Belongs to it: 'acme-id'.",
              },
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "src/store.ts",
                  "uriBaseId": "%SRCROOT%",
                },
                "region": {
                  "endColumn": 26,
                  "endLine": 2,
                  "startColumn": 14,
                  "startLine": 2,
                },
              },
            },
            {
              "id": 2,
              "message": {
                "text": "The same secret.",
              },
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "a.ts",
                  "uriBaseId": "%SRCROOT%",
                },
                "region": {
                  "endColumn": 26,
                  "endLine": 3,
                  "startColumn": 14,
                  "startLine": 3,
                },
              },
            },
          ],
          "ruleId": "acme-token",
          "ruleIndex": 0,
        },
      ],
      "rules": [
        {
          "defaultConfiguration": {
            "level": "error",
          },
          "fullDescription": {
            "text": "Acme access token. A secret of Acme that stands in a file can be used by all who read it.",
          },
          "help": {
            "markdown": "Acme access token. A secret of Acme that stands in a file can be used by all who read it.

    **What to do:** Revoke the token in the Acme console.

    - <https://acme.example/settings/tokens>
    - <https://acme.example/docs/tokens>",
            "text": "Acme access token. A secret of Acme that stands in a file can be used by all who read it. Revoke the token in the Acme console.",
          },
          "helpUri": "https://acme.example/settings/tokens",
          "id": "acme-token",
          "name": "AcmeToken",
          "properties": {
            "precision": "high",
            "security-severity": "8.0",
            "tags": [
              "security",
              "secret",
              "api",
            ],
          },
          "shortDescription": {
            "text": "Acme access token.",
          },
        },
      ],
    }
  `);
});

it.each([
  ['critical', 'error', '9.5'],
  ['high', 'error', '8.0'],
  ['medium', 'warning', '5.5'],
  ['low', 'note', '3.0'],
  ['info', 'note', '1.0'],
] as const)('maps the severity %s to the level %s and the score %s', async (severity, level, score) => {
  const { tool, results } = await run(
    { findings: [makeFinding({ severity })] },
    { rules: () => [{ ...acmeRule, severity }] },
  );
  const [rule] = tool.driver.rules;
  expect([results[0].level, rule.defaultConfiguration.level, rule.properties['security-severity']]).toEqual([
    level,
    level,
    score,
  ]);
});

it.each([
  ['certain', 'very-high', 100],
  ['high', 'high', 75],
  ['medium', 'medium', 50],
  ['low', 'low', 25],
] as const)('maps the confidence %s to the precision %s and the rank %d', async (confidence, precision, rank) => {
  const { tool, results } = await run(
    { findings: [makeFinding({ confidence })] },
    { rules: () => [{ ...acmeRule, confidence }] },
  );
  expect([tool.driver.rules[0].properties.precision, results[0].rank]).toEqual([precision, rank]);
});

it('describes a rule that it was told nothing about by its first finding', async () => {
  const { tool, results } = await run(
    { findings: [makeFinding(), makeFinding({ ruleId: 'my.own_rule' })] },
    { rules: () => [] },
  );
  expect(tool.driver.rules.map(({ id, name }: { id: string; name: string }) => [id, name])).toEqual([
    ['acme-token', 'AcmeToken'],
    ['my.own_rule', 'MyOwnRule'],
  ]);
  expect(results.map(({ ruleIndex }: { ruleIndex: number }) => ruleIndex)).toEqual([0, 1]);
});

it.each([
  ['a b/ü:[x].ts', 'a%20b/%C3%BC%3A%5Bx%5D.ts'],
  ['100%/#?.ts', '100%25/%23%3F.ts'],
  ['lone\ud800.ts', 'lone%EF%BF%BD.ts'],
])('encodes the path %j as %s', async (path, uri) => {
  const { results } = await run({ findings: [makeFinding({ path })] });
  expect(results[0].locations[0].physicalLocation.artifactLocation).toEqual({ uri, uriBaseId: '%SRCROOT%' });
});

it('tells errors as notifications, without folders of the machine', async () => {
  const errors = [
    { code: 'EACCES', message: "permission denied, open '/home/me/shop/x y'", path: 'x y' },
    { code: 'timeout', message: 'the time limit of 3 s was reached' },
  ];
  expect((await run({ errors }, { exitCode: 2 })).invocations).toMatchInlineSnapshot(`
    [
      {
        "endTimeUtc": "2026-11-22T07:00:00.120Z",
        "executionSuccessful": false,
        "exitCode": 2,
        "startTimeUtc": "2026-11-22T07:00:00.000Z",
        "toolExecutionNotifications": [
          {
            "descriptor": {
              "id": "EACCES",
            },
            "level": "error",
            "locations": [
              {
                "physicalLocation": {
                  "artifactLocation": {
                    "uri": "x%20y",
                    "uriBaseId": "%SRCROOT%",
                  },
                },
              },
            ],
            "message": {
              "text": "permission denied, open 'x y'",
            },
          },
          {
            "descriptor": {
              "id": "timeout",
            },
            "level": "error",
            "message": {
              "text": "the time limit of 3 s was reached",
            },
          },
        ],
      },
    ]
  `);
});

it('leaves values, masked lines and the path out of the results, whatever is shown elsewhere', async () => {
  const shown = ['q7', 'value'].join('-');
  const finding = makeFinding({ redacted: shown, before: 'const held = ', path: 'src/[link](x).ts' });
  const { results } = await run({ findings: [finding] }, { redact: 0 });
  const text = JSON.stringify(results);
  expect([text.includes(shown), text.includes('const held'), text.includes('[link]')]).toEqual([false, false, false]);
});

it('keeps the most severe findings where there are more than code scanning takes, and says how many it left out', async () => {
  const findings = Array.from({ length: 25_003 }, (_, index) =>
    makeFinding({ severity: index < 4 ? 'low' : 'high', fingerprint: String(index) }),
  );
  const { results, invocations } = await run({ findings });
  expect([results.length, results[0].partialFingerprints['keyturnFingerprint/v1']]).toEqual([25_000, '0']);
  expect(results[1].partialFingerprints['keyturnFingerprint/v1']).toBe('4');
  expect(invocations[0].toolExecutionNotifications).toEqual([
    {
      descriptor: { id: 'too-many-results' },
      level: 'warning',
      message: {
        text: '3 findings of least severity are left out: code scanning takes no more results in one run.',
      },
    },
  ]);
});

it('keeps by severity, then confidence, then order', () => {
  const make = (severity: Finding['severity'], confidence: Finding['confidence'], fingerprint: string) =>
    makeFinding({ severity, confidence, fingerprint });
  const findings = [
    make('low', 'certain', 'a'),
    make('high', 'low', 'b'),
    make('low', 'high', 'c'),
    make('low', 'certain', 'd'),
    make('critical', 'low', 'e'),
  ];
  const kept = severities.map((_, index) =>
    keepMostSevere(findings, index + 1)
      .map(({ fingerprint }) => fingerprint)
      .join(''),
  );
  expect(kept).toEqual(['e', 'be', 'abe', 'abde', 'abcde']);
});

it('cuts tags and related locations to what code scanning shows', async () => {
  const tags = Array.from({ length: 30 }, (_, index) => `tag${index}`);
  const places = Array.from({ length: 100 }, (_, index) => at('b.ts', index + 1));
  const { tool, results } = await run(
    { findings: [makeFinding({ places, placeCount: 500 })] },
    { rules: () => [{ ...acmeRule, tags }] },
  );
  expect([tool.driver.rules[0].properties.tags.length, results[0].relatedLocations.length]).toEqual([10, 20]);
});

it('says of a history since when and until when a secret is in it, and what limits the audit', async () => {
  const { results, invocations } = await run(makeFullHistoryReport());
  const [{ message, properties, relatedLocations, partialFingerprints }, second] = results;
  expect([message.text, second.message.text]).toEqual([
    "Acme access token (rule 'acme-token', confidence high), in a file since commit 1a1a1a1a1a of 2024-01-02, not in HEAD, last in commit 2b2b2b2b2b of 2024-05-06. Revoke the token in the Acme console.",
    "Acme access token (rule 'acme-token', confidence high), in the message of a commit since commit 1a1a1a1a1a of 2024-01-02, still in HEAD. Revoke the token in the Acme console.",
  ]);
  expect({ partialFingerprints, properties }).toMatchInlineSnapshot(`
    {
      "partialFingerprints": {
        "keyturnFingerprint/v1": "f1",
      },
      "properties": {
        "commit": "1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a",
        "commitCount": 12,
        "confidence": "high",
        "date": "2024-01-02T03:04:05Z",
        "inHead": false,
        "kind": "file",
        "lastCommit": "2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b",
        "lastDate": "2024-05-06T07:08:09Z",
        "placeCount": 130,
        "provider": "acme",
        "reasons": [
          "the prefix is Acme’s",
        ],
        "refCount": 2,
        "refs": [
          "refs/heads/main",
          "refs/tags/v1.0",
        ],
        "secretHash": "h1",
        "severity": "high",
      },
    }
  `);
  expect(relatedLocations).toMatchInlineSnapshot(`
    [
      {
        "id": 1,
        "message": {
          "text": "The same secret, since commit 3c3c3c3c3c.",
        },
        "physicalLocation": {
          "artifactLocation": {
            "uri": "old/%C3%BCn%C3%AF.ts",
            "uriBaseId": "%SRCROOT%",
          },
          "region": {
            "endColumn": 26,
            "endLine": 3,
            "startColumn": 14,
            "startLine": 3,
          },
        },
      },
    ]
  `);
  expect(invocations[0].toolExecutionNotifications).toMatchInlineSnapshot(`
    [
      {
        "descriptor": {
          "id": "object-missing",
        },
        "level": "error",
        "locations": [
          {
            "physicalLocation": {
              "artifactLocation": {
                "uri": "src/gone.ts",
                "uriBaseId": "%SRCROOT%",
              },
            },
          },
        ],
        "message": {
          "text": "the blob is missing",
        },
        "properties": {
          "commits": [
            "5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e",
            "6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f",
          ],
          "object": "4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d",
        },
      },
      {
        "descriptor": {
          "id": "interrupted",
        },
        "level": "error",
        "message": {
          "text": "interrupted",
        },
      },
      {
        "descriptor": {
          "id": "partial",
        },
        "level": "warning",
        "message": {
          "text": "Only 1200 of 1300 commits were read.",
        },
      },
      {
        "descriptor": {
          "id": "shallow",
        },
        "level": "warning",
        "message": {
          "text": "The clone is shallow: commits before its edge are not in it.",
        },
      },
      {
        "descriptor": {
          "id": "note",
        },
        "level": "note",
        "message": {
          "text": "3 replaced objects are ignored",
        },
      },
    ]
  `);
});

it('names no person of a history', async () => {
  const text = await print({ findings: [makeHistoryFinding()] });
  expect(text).not.toMatch(/ada/i);
});
