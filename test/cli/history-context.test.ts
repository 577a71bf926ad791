import { describe, it } from 'vitest';
import type { Step } from '../helpers/fast-import.ts';
import { history } from '../helpers/history.ts';
import { audit, expectFindings, expectSameAsPlain } from '../helpers/history-findings.ts';
import { awsPair, fakeSecret, githubPat, pemKey, strongPassword } from '../helpers/secrets.ts';

const pem = (seed: number) => pemKey('RSA PRIVATE KEY', seed);
const lines = (text: string, from: number, to?: number) => text.split('\n').slice(from, to).join('\n');
const file = (commit: string, path: string, content: string): Step => ({ commit, files: { [path]: content } });
const filler = 'words that say nothing\n';

/** A key with the first and last line of one and the body of another. */
const changedBody = [lines(pem(1), 0, 4), lines(pem(2), 4, 12), lines(pem(1), 12)].join('\n');

const scaleway = {
  id: `SCW${fakeSecret('<<ALNUM:8>>4<<ALNUM:8>>')}`,
  secret: fakeSecret('<<uuid>>'),
};

const base64 = (text: string) => Buffer.from(text).toString('base64');
const manifest = (kind: string, data: string) =>
  `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: app\ntype: Opaque\ndata:\n  password: ${data}\n`;

/** A name, and a value on the next line that belongs to it. */
const splitNames: [kind: string, path: string, name: string, value: string][] = [
  ['YAML', 'app.yml', 'password:', `  "${strongPassword()}"`],
  ['JSON', 'app.json', '"password":', `  "${strongPassword()}",`],
  ['Python, in brackets', 'app.py', 'password = (', `    "${strongPassword()}"`],
  ['Go', 'app.go', 'password :=', `\t"${strongPassword()}"`],
  ['Terraform', 'app.tf', 'name = "DB_PASSWORD"', `  value = "${strongPassword()}"`],
  ['Kubernetes', 'pod.yaml', '  - name: DB_PASSWORD', `    value: ${strongPassword()}`],
];

type Case = [title: string, steps: Step[], findings: string[]];

const cases: Case[] = [
  [
    'a fenced block with a secret, which a name on the line before might take for its value',
    [
      file('a', 'guide.md', `first\n${filler}`),
      file('b', 'guide.md', `first\n\`\`\`yaml\n${filler.repeat(12)}password: ${strongPassword()}\n\`\`\`\n${filler}`),
    ],
    ['generic-password | guide.md:15 | b..b x1 | head | main'],
  ],
  [
    'a private key whose body changes under the same first line: two keys',
    [file('a', 'key.pem', pem(1)), file('b', 'key.pem', changedBody), file('c', 'key.pem', 'gone\n')],
    ['private-key | key.pem:1 | a..a x1 | gone | main', 'private-key | key.pem:1 | b..b x1 | gone | main'],
  ],
  [
    'a private key of which the second half came a commit later',
    [
      file('a', 'key.pem', `${lines(pem(1), 0, 10)}\n`),
      file('b', 'key.pem', `${pem(1)}\n`),
      file('c', 'key.pem', `${lines(pem(1), 10)}\n`),
    ],
    ['private-key | key.pem:1 | b..b x1 | gone | main', 'private-key-without-end | key.pem:1 | a..b x2 | gone | main'],
  ],
  [
    'a private key of which the first line came last',
    [file('a', 'key.pem', `${lines(pem(1), 1)}\n`), file('b', 'key.pem', `${pem(1)}\n`), file('c', 'other', 'x\n')],
    [
      'private-key | key.pem:1 | b..c x2 | head | main',
      'private-key-without-armour | key.pem:1 | a..c x3 | head | main',
    ],
  ],
  [
    'a private key of which the last line came last, far below its first',
    [
      file('a', 'key.pem', `${filler.repeat(20)}${lines(pem(1), 0, -1)}\n`),
      file('b', 'key.pem', `${filler.repeat(20)}${pem(1)}\n`),
      file('c', 'key.pem', `${filler.repeat(20)}${lines(pem(1), 0, -1)}\n`),
    ],
    [
      'private-key | key.pem:21 | b..b x1 | gone | main',
      'private-key-without-end | key.pem:21 | a..c x3 | head | main',
    ],
  ],
  [
    'a private key from which a single line was taken, and into which it was put back',
    [
      file('a', 'key.pem', `${pem(1)}\n`),
      file('b', 'key.pem', `${lines(pem(1), 0, 8)}\n${lines(pem(1), 9)}\n`),
      file('c', 'key.pem', `${pem(1)}\n`),
    ],
    ['private-key | key.pem:1 | a..c x2 | head | main', 'private-key | key.pem:1 | b..b x1 | gone | main'],
  ],
  [
    'a key id and, a commit later, the secret that belongs to it',
    [
      file('a', 'aws.env', `AWS_ACCESS_KEY_ID=${awsPair().id}\n`),
      file('b', 'aws.env', `AWS_ACCESS_KEY_ID=${awsPair().id}\nAWS_SECRET_ACCESS_KEY=${awsPair().secret}\n`),
      file('c', 'aws.env', `AWS_ACCESS_KEY_ID=${awsPair().id}\n`),
    ],
    [
      'aws-access-key-id | aws.env:1 | a..c x3 | head | main',
      'aws-secret-access-key | aws.env:2 | b..b x1 | gone | main',
    ],
  ],
  [
    'a key id that is part of what comes a commit later',
    [
      file('a', 'scw.env', `SCW_ACCESS_KEY=${scaleway.id}\n`),
      file('b', 'scw.env', `SCW_ACCESS_KEY=${scaleway.id}\nSCW_SECRET_KEY=${scaleway.secret}\n`),
      file('c', 'scw.env', `SCW_SECRET_KEY=${scaleway.secret}\n`),
    ],
    ['scaleway-secret-key | scw.env:2 | b..c x2 | head | main'],
  ],
  [
    'a key id that came a commit after its secret',
    [
      file('a', 'scw.env', `\n\nSCW_SECRET_KEY=${scaleway.secret}\n`),
      file('b', 'scw.env', `SCW_ACCESS_KEY=${scaleway.id}\n\nSCW_SECRET_KEY=${scaleway.secret}\n`),
    ],
    ['scaleway-secret-key | scw.env:3 | a..b x2 | head | main'],
  ],
  [
    'a Kubernetes secret whose value changes',
    [
      file('a', 'secret.yaml', manifest('Secret', base64(strongPassword(1)))),
      file('b', 'secret.yaml', manifest('Secret', base64(strongPassword(2)))),
    ],
    [
      'generic-password | secret.yaml:7 | a..a x1 | gone | main',
      'generic-password | secret.yaml:7 | b..b x1 | head | main',
    ],
  ],
  ...splitNames.flatMap(([kind, path, name, value]): Case[] => [
    [
      `a name on an old line, whose value comes on a new one: ${kind}`,
      [
        file('a', path, `${name}\nthree = 3\n`),
        file('b', path, `${name}\n${value}\nthree = 3\n`),
        file('c', path, `${name}\nthree = 3\n`),
      ],
      [`generic-password | ${path}:2 | b..b x1 | gone | main`],
    ],
    [
      `a name that comes above a value of long ago: ${kind}`,
      [
        file('a', path, `level of words\n${value}\nthree = 3\n`),
        file('b', path, `${name}\n${value}\nthree = 3\n`),
        file('c', path, `level of words\nthree = 3\n`),
      ],
      [`generic-password | ${path}:2 | a..b x2 | gone | main`],
    ],
  ]),
  [
    'a token of which a change completes the second line',
    [
      file('a', 'app.js', `const token = '${githubPat().slice(0, 20)}' +\n  'no more';\n`),
      file('b', 'app.js', `const token = '${githubPat().slice(0, 20)}' +\n  '${githubPat().slice(20)}';\n`),
      file('c', 'app.js', "const token = 'none' +\n  'of these';\n"),
    ],
    ['generic-token | app.js:1 | a..b x2 | gone | main'],
  ],
  [
    'an encoded text that a change makes whole',
    [
      file('a', 'data.txt', `${base64(`GITHUB_TOKEN=${githubPat()}\n`).slice(0, 16)}\n`),
      file('b', 'data.txt', `${base64(`GITHUB_TOKEN=${githubPat()}\n`)}\n`),
    ],
    ['github-pat | data.txt:1 | b..b x1 | head | main'],
  ],
  [
    'a comment that allows, which comes a commit later: the secret stood there without it',
    [
      file('a', 'app.env', `GITHUB_TOKEN=${githubPat()}\n`),
      file('b', 'app.env', `GITHUB_TOKEN=${githubPat()} # keyturn:allow\n`),
    ],
    ['github-pat | app.env:1 | a..b x2 | head | main'],
  ],
  [
    'a file renamed to a path at which a rule looks',
    [
      file('a', 'data.txt', `{ "auths": { "example.org": { "auth": "${base64(`deploy:${strongPassword()}`)}" } } }\n`),
      { commit: 'b', move: { 'data.txt': '.docker/config.json' } },
      { commit: 'c', files: { '.docker/config.json': null } },
    ],
    [
      'docker-config-auth | data.txt:1 | a..b x2 | gone | main\n' +
        '  data.txt:1 | a..a x1 | gone\n  .docker/config.json:1 | b..b x1 | gone',
    ],
  ],
];

describe('what a rule needs beside the added lines', () => {
  it.each(cases)('is there for %s', async (_title, steps, findings) => {
    const made = history(steps);
    await expectSameAsPlain(made);
    expectFindings(await audit(made), findings);
  });
});
