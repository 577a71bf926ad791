import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig, readConfigRules } from '../../src/config/read-config.ts';
import { UserError } from '../../src/lib/user-error.ts';
import { folder } from '../helpers/folder.ts';

const read = (text: string, path = '/nowhere', isTrusted = false) =>
  readConfig(text, { name: 'keyturn.yaml', folder: path, isTrusted });

const empty = { useDefault: true, skip: [], added: [], addedDetails: [], overrides: {}, allowlists: [] };

it.each(['', '# nothing set\n', '{}'])('reads %j as no settings at all', async (text) => {
  expect(await read(text)).toEqual({ rules: empty, settings: {}, notices: [] });
});

it('reads every setting', async () => {
  const text = `
$schema: ./schema.json
include: [src/**]
exclude: [vendor/**, '*.snap']
gitignore: false
trackedOnly: true
maxFileSize: 10MB
maxDecodeDepth: 2
minConfidence: high
minSeverity: low
format: sarif
inlineAllow: false
unusedAllows: true
timeout: 1.5
`;
  const { settings } = await read(text);
  expect(settings).toEqual({
    $schema: './schema.json',
    include: ['src/**'],
    exclude: ['vendor/**', '*.snap'],
    gitignore: false,
    trackedOnly: true,
    maxFileSize: '10MB',
    maxDecodeDepth: 2,
    minConfidence: 'high',
    minSeverity: 'low',
    format: 'sarif',
    inlineAllow: false,
    unusedAllows: true,
    timeout: 1.5,
  });
});

it('reads rules of its own, from packs and inline', async () => {
  const path = folder({
    'rules/acme.yaml': 'provider: Acme\nrules: [{ id: acme-id, description: Acme id, pattern: acme1 }]',
  });
  const text = `
extendDefault: false
packs: [rules/acme.yaml]
disable: ['jwt', 'aws-*']
rules:
  - id: own-token
    description: Own token
    provider: Us
    keywords: [own_]
    pattern: 'own_(?<secret>[0-9a-f]{8})'
    stopWords: [sample]
`;
  const { rules } = await read(text, path);
  expect(rules).toEqual({
    useDefault: false,
    skip: ['jwt', 'aws-*'],
    added: [
      expect.objectContaining({ id: 'acme-id', mode: 'whole', keywords: [] }),
      expect.objectContaining({ id: 'own-token', mode: 'sticky', keywords: ['own_'], severity: 'high' }),
    ],
    addedDetails: [
      { id: 'acme-id', provider: 'Acme', description: 'Acme id', tags: [], references: [] },
      { id: 'own-token', provider: 'Us', description: 'Own token', tags: [], references: [] },
    ],
    overrides: {},
    allowlists: [],
  });
});

it('compiles overrides and allowlists', async () => {
  const text = `
override:
  jwt: { severity: low, entropy: 2 }
  github-pat: { allow: [{ secret: '^x', path: 'docs/', reason: shown }] }
allowlists:
  - description: fixtures
    paths: ['^test/']
    regexes: ['(?i)dummy']
    regexTarget: line
    stopWords: [Sample]
    commits: [ABCDEF1]
    rules: [jwt]
    condition: and
  - regexes: [a]
`;
  const { rules } = await read(text);
  const test = (on: string, source: string, flags = '') => ({ on, source, flags, engine: 'native' });
  expect(rules).toEqual({
    ...empty,
    overrides: {
      jwt: { severity: 'low', entropy: 2 },
      'github-pat': {
        allow: [
          {
            condition: 'and',
            tests: [test('path', 'docs\\/'), test('secret', '^x')],
            reason: 'shown',
            origin: 'keyturn.yaml',
            place: 'keyturn.yaml:4:25: override.github-pat.allow[0]',
          },
        ],
      },
    },
    allowlists: [
      {
        condition: 'and',
        tests: [
          test('commit', 'abcdef1'),
          test('path', '^test\\/'),
          test('line', 'dummy', 'i'),
          test('word', 'sample'),
        ],
        reason: 'fixtures',
        targetRules: ['jwt'],
        origin: 'keyturn.yaml',
        place: 'keyturn.yaml:6:5: allowlists[0]',
      },
      {
        condition: 'or',
        tests: [test('secret', 'a')],
        origin: 'keyturn.yaml',
        place: 'keyturn.yaml:14:5: allowlists[1]',
      },
    ],
  });
});

describe('a file is refused', () => {
  it.each([
    ['with an unknown key', 'exlude: [a]', 'bad-config', ':1:1: exlude is not a known key; did you mean "exclude"?'],
    [
      'with an unknown key inside',
      'allowlists:\n  - pathes: [a]',
      'bad-config',
      ':2:5: allowlists[0].pathes is not a known key; did you mean "paths"?',
    ],
    [
      'with an unknown key in an override',
      'override:\n  jwt:\n    severty: low',
      'bad-config',
      ':3:5: override.jwt.severty is not a known key; did you mean "severity"?',
    ],
    [
      'with an override of no rule id',
      'override:\n  My Rule: { severity: low }',
      'bad-config',
      ':2:3: override["My Rule"] must be kebab-case (a-z, 0-9, single hyphens between words)',
    ],
    [
      'with wrong YAML',
      'exclude: [a',
      'bad-yaml',
      ':1:12: is not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]',
    ],
    ['with a list at the top', '- a', 'bad-config', ':1:1: the file must be a mapping of keys, got ["a"]'],
    ['with a wrong type', 'gitignore: "no"', 'bad-config', ':1:1: gitignore must be true or false, got "no"'],
    [
      'with a wrong size',
      'maxFileSize: big',
      'bad-config',
      ':1:1: maxFileSize must be a size such as 500kB or 10MB, got "big"',
    ],
    [
      'with a depth out of range',
      'maxDecodeDepth: 99',
      'bad-config',
      ':1:1: maxDecodeDepth must be at most 10, got 99',
    ],
    [
      'with an unknown format',
      'format: xml',
      'bad-config',
      ':1:1: format must be one of terminal, json, sarif, gitleaks-json, got "xml"',
    ],
    [
      'with a short commit',
      'allowlists: [{ commits: [abc] }]',
      'bad-config',
      ':1:26: allowlists[0].commits[0] must be a commit id of 7 to 64 hexadecimal digits, got "abc"',
    ],
    [
      'with a rule fault',
      'rules:\n  - id: own\n    description: x\n    pattern: a\n    keywords: [A]',
      'bad-config',
      ':5:16: rules[0].keywords[0] must be at least 3 characters long, got "A"',
    ],
    [
      'with a rule that matches nothing',
      'rules:\n  - id: own\n    description: x',
      'bad-config',
      ':2:5: rules[0] must have the key "pattern" or "path"',
    ],
    [
      'with a pack that is missing',
      'packs: [no.yaml]',
      'bad-config',
      ':1:9: packs[0] must be a file that can be read, got "no.yaml"',
    ],
  ])('%s', async (_, text, code, message) => {
    await expect(read(text, folder())).rejects.toEqual(new UserError(code, `keyturn.yaml${message}`));
  });

  it.each([
    [`pattern: '('`, /^keyturn\.yaml:1:\d+: rule "own": pattern: .* at offset \d+: "\("$/],
    [
      `pattern: '(?=(a+)+b)x'`,
      /^keyturn\.yaml:1:\d+: rule "own": pattern: with lookaround or a backreference, the pattern can backtrack without bound/,
    ],
    [`pattern: a, path: '['`, /^keyturn\.yaml:1:\d+: rule "own": path: .* at offset \d+: "\["$/],
    [
      `pattern: a, allow: [{ line: '*' }]`,
      /^keyturn\.yaml:1:\d+: rule "own": allow\[0\]: line: .* at offset \d+: "\*"$/,
    ],
  ])('with a rule whose %s', async (keys, message) => {
    await expect(read(`rules: [{ id: own, description: x, ${keys} }]`)).rejects.toThrow(message);
  });

  it('with a wrong pattern in an allowlist', async () => {
    await expect(read(`allowlists: [{ paths: [a] }, { paths: ['('] }]`)).rejects.toThrow(
      /^keyturn\.yaml:1:40: allowlists\[1\]\.paths\[0\]: /,
    );
  });

  it('with a wrong pattern in an override', async () => {
    await expect(read(`override: { jwt: { allow: [{ match: '(' }] } }`)).rejects.toThrow(
      /^keyturn\.yaml:1:30: override\.jwt\.allow\[0\]\.match: /,
    );
  });

  it.each([
    ['a rule', 'rules:\n  - id: own\n    description: x\n    pattern: "("\n', ':4:5: rule "own": pattern: '],
    [
      "an allow of a rule's",
      'rules:\n  - id: own\n    description: x\n    pattern: a\n    allow:\n      - line: a\n      - line: "*"\n',
      ':7:9: rule "own": allow[1]: line: ',
    ],
    ['an allowlist', 'allowlists:\n  - regexes:\n      - a\n      - "("\n', ':4:9: allowlists[0].regexes[1]: '],
    ['a glob', 'exclude:\n  - a\n  - "src/[a"\n', ':3:5: exclude[1] must close its "["'],
  ])('with the line of what is wrong in %s', async (_, text, message) => {
    await expect(read(text)).rejects.toThrow(`keyturn.yaml${message}`);
  });

  it('with the line of a wrong pattern in a pack', async () => {
    const path = folder({ 'a.yaml': 'provider: A\nrules:\n  - id: own\n    description: x\n    pattern: "("\n' });
    await expect(read('packs: [a.yaml]', path)).rejects.toThrow('a.yaml:5:5: rule "own": pattern: ');
  });

  it('with one rule id in two places', async () => {
    const rule = '{ id: own, description: x, pattern: a }';
    const path = folder({ 'a.yaml': `provider: A\nrules: [${rule}]` });
    await expect(read(`packs: [a.yaml]\nrules: [${rule}]`, path)).rejects.toEqual(
      new UserError('bad-pack', 'keyturn.yaml: rule id "own" is already used in a.yaml'),
    );
  });

  it('with a fault in a pack, named by the pack', async () => {
    const path = folder({ 'a.yaml': 'provider: A\nrules: [{ id: own }]' });
    await expect(read('packs: [a.yaml]', path)).rejects.toEqual(
      new UserError('bad-pack', 'a.yaml:2:9: rules[0] must have the key "description"'),
    );
  });
});

describe('a pack outside the folder', () => {
  const pack = 'provider: A\nrules: [{ id: own, description: x, pattern: a }]';

  it.each(['../pack.yaml', 'sub/../../pack.yaml', '/etc/hosts', 'C:\\pack.yaml', '..\\pack.yaml'])(
    'is refused as %s',
    async (name) => {
      const path = folder({ 'pack.yaml': pack, 'repo/sub/x': '' });
      const message = `keyturn.yaml:1:9: packs[0] must stay in the config file's folder, got ${JSON.stringify(name)}`;
      await expect(read(`packs: ['${name}']`, join(path, 'repo'))).rejects.toEqual(
        new UserError('bad-config', message),
      );
    },
  );

  it('is refused through a link', async () => {
    const path = folder({ 'pack.yaml': pack, 'repo/x': '' });
    symlinkSync('../pack.yaml', join(path, 'repo', 'link.yaml'));
    const message = `keyturn.yaml:1:9: packs[0] must not be a link that leaves the config file's folder, got "link.yaml"`;
    await expect(read('packs: [link.yaml]', join(path, 'repo'))).rejects.toEqual(new UserError('bad-config', message));
  });

  it('is read where the user named the config file', async () => {
    const path = folder({ 'pack.yaml': pack, 'repo/x': '' });
    const { rules } = await read('packs: [../pack.yaml]', join(path, 'repo'), true);
    expect(rules.added.map(({ id }) => id)).toEqual(['own']);
  });
});

it('hands out its rules with their examples', async () => {
  const text = 'rules: [{ id: own, description: x, pattern: a, examples: [a] }]';
  const rules = await readConfigRules(text, { name: 'keyturn.yaml', folder: '/nowhere', isTrusted: false });
  expect(rules.map(({ id, provider, examples }) => ({ id, provider, examples }))).toEqual([
    { id: 'own', provider: 'Custom', examples: [{ text: 'a' }] },
  ]);
});
