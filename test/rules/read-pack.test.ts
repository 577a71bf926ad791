import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checksumSchemes } from '../../src/engine/checksum/index.ts';
import { UserError } from '../../src/lib/user-error.ts';
import schema from '../../src/rules/pack.schema.json' with { type: 'json' };
import { checkCompanions, readPack, readPackFolder } from '../../src/rules/read-pack.ts';

const complete = `
provider: Acme
rules:
  - id: acme-key
    description: Acme key
    severity: critical
    confidence: high
    keywords: [acme_]
    pattern: 'acme_[0-9a-z]{20}'
    checksum: github
    entropy: 3
    charset: '0-9a-z_'
    length: { min: 25, max: 25 }
    stopWords: [sample]
    allow: [{ line: 'x', path: 'y', reason: 'docs' }]
    path: '\\.txt$'
    companions: [{ rule: acme-id, within: 10 }, { rule: acme-url, within: 0, required: false }]
    isPart: true
    scope: text
    tags: [ci]
    references: ['https://acme.test/docs']
    rotation: { advice: 'Revoke it.', url: 'https://acme.test/keys' }
    examples: ['acme_<<lalnum:20>>', { text: 'acme_<<lalnum:20>>', path: a.txt }]
    counterExamples: ['acme_<<lalnum:3>>']
`;

it('reads a rule with every key', async () => {
  expect(await readPack(complete, 'acme.yaml')).toEqual([
    {
      id: 'acme-key',
      provider: 'Acme',
      description: 'Acme key',
      severity: 'critical',
      confidence: 'high',
      scope: 'text',
      keywords: ['acme_'],
      pattern: 'acme_[0-9a-z]{20}',
      path: '\\.txt$',
      checksum: 'github',
      entropy: 3,
      charset: '0-9a-z_',
      length: { min: 25, max: 25 },
      stopWords: ['sample'],
      allow: [{ line: 'x', path: 'y', reason: 'docs' }],
      companions: [
        { rule: 'acme-id', within: 10, required: true },
        { rule: 'acme-url', within: 0, required: false },
      ],
      isPart: true,
      tags: ['ci'],
      references: ['https://acme.test/docs'],
      rotation: { advice: 'Revoke it.', url: 'https://acme.test/keys' },
      examples: [{ text: 'acme_<<lalnum:20>>' }, { text: 'acme_<<lalnum:20>>', path: 'a.txt' }],
      counterExamples: [{ text: 'acme_<<lalnum:3>>' }],
    },
  ]);
});

it('fills in defaults', async () => {
  const pack = 'provider: Acme\nrules: [{ id: acme-key, description: Acme key, pattern: abc }]';
  expect(await readPack(pack, 'acme.yaml')).toEqual([
    {
      id: 'acme-key',
      provider: 'Acme',
      description: 'Acme key',
      severity: 'high',
      confidence: 'medium',
      scope: 'text',
      keywords: [],
      pattern: 'abc',
      stopWords: [],
      allow: [],
      companions: [],
      isPart: false,
      tags: [],
      references: [],
      examples: [],
      counterExamples: [],
    },
  ]);
});

describe('a pack is refused', () => {
  const rule = (...lines: string[]) =>
    ['provider: Acme', 'rules:', '  - id: acme-key', '    description: x', '    pattern: a', ...lines].join('\n');

  it.each([
    ['that is empty', '', '1:1: the file must be a mapping of keys, got null'],
    ['without a provider', 'rules: []', '1:1: the file must have the key "provider"'],
    ['without rules', 'provider: A\nrules: []', '2:1: rules must not be empty, got []'],
    ['with an unknown key', `${rule()}\nrulez: 1`, '6:1: rulez is not a known key; did you mean "rules"?'],
    [
      'with a misspelt key that it needs',
      'provider: A\nrules:\n  - id: a\n    descripton: x',
      '4:5: rules[0].descripton is not a known key; did you mean "description"?',
    ],
    [
      'with an id that is not kebab-case',
      'provider: A\nrules: [{ id: A_b, description: x, pattern: a }]',
      '2:11: rules[0].id must be kebab-case (a-z, 0-9, single hyphens between words), got "A_b"',
    ],
    [
      'with a severity of its own',
      rule('    severity: hi'),
      '6:5: rules[0].severity must be one of info, low, medium, high, critical, got "hi"',
    ],
    [
      'with the confidence that only a proof gives',
      rule('    confidence: certain'),
      '6:5: rules[0].confidence must be one of low, medium, high, got "certain"',
    ],
    [
      'with a short keyword',
      rule('    keywords:', '      - acme', '      - ab'),
      '8:9: rules[0].keywords[1] must be at least 3 characters long, got "ab"',
    ],
    [
      'with a keyword in upper case',
      rule('    keywords: [ACME]'),
      '6:16: rules[0].keywords[0] must be in lower case, got "ACME"',
    ],
    ['with keywords as text', rule('    keywords: acme'), '6:5: rules[0].keywords must be a list, got "acme"'],
    ['with a number as a tag', rule('    tags: [1]'), '6:12: rules[0].tags[0] must be a string, got 1'],
    ['with an entropy out of range', rule('    entropy: 9'), '6:5: rules[0].entropy must be at most 8, got 9'],
    [
      'with brackets in a charset',
      rule("    charset: '[a-z]'"),
      '6:5: rules[0].charset must be the inside of a character class, without the brackets, got "[a-z]"',
    ],
    [
      'with min above max',
      rule('    length: { min: 5, max: 4 }'),
      '6:5: rules[0].length must have min at most max, got {"min":5,"max":4}',
    ],
    [
      'with an allow that allows nothing',
      rule('    allow: [{ reason: x }]'),
      '6:13: rules[0].allow[0] must have one of the keys "secret", "match", "line", "path"',
    ],
    [
      'with advice on two lines',
      rule('    rotation: { advice: "a\\nb" }'),
      '6:17: rules[0].rotation.advice must be a single line, got "a\\nb"',
    ],
    [
      'with a link that is no web page',
      rule("    references: ['javascript:alert(1)']"),
      '6:18: rules[0].references[0] must be an http or https address, got "javascript:alert(1)"',
    ],
    [
      'with an unknown checksum',
      rule('    checksum: md5'),
      /^pack\.yaml:6:5: rules\[0\]\.checksum must be one of github, .*, got "md5"$/,
    ],
    [
      'with a rule that matches nothing',
      'provider: A\nrules: [{ id: a, description: x }]',
      '2:9: rules[0] must have the key "pattern" or "path"',
    ],
    [
      'with a pattern in scope generic',
      rule('    keywords: [pass]', '    scope: generic'),
      '5:5: rules[0].pattern must be left out with scope generic',
    ],
    [
      'with scope assignment and no pattern',
      'provider: A\nrules: [{ id: a, description: x, scope: assignment, keywords: [abc] }]',
      '2:9: rules[0] must have the key "pattern" with scope assignment',
    ],
    [
      'with scope assignment and no keyword',
      rule('    scope: assignment'),
      '3:5: rules[0] must have the key "keywords" with scope assignment',
    ],
    [
      'with scope assignment and a keyword that no name can hold',
      rule('    scope: assignment', '    keywords: [api_key, _a-b]'),
      '7:25: rules[0].keywords[1] must hold at least 3 letters or digits with scope assignment, got "_a-b"',
    ],
    [
      'with an id twice',
      rule('  - id: acme-key', '    description: y', '    pattern: b'),
      '6:5: rules[1].id must be unique, got "acme-key" again',
    ],
  ])('%s', async (_, text, message) => {
    const error = await readPack(text, 'pack.yaml').catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UserError);
    if (message instanceof RegExp) expect((error as UserError).message).toMatch(message);
    else expect(error).toEqual(new UserError('bad-pack', `pack.yaml:${message}`));
  });
});

describe('a folder of packs', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'packs-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const write = (name: string, ...rules: string[]) =>
    writeFileSync(join(folder, name), `provider: ${name}\nrules:\n${rules.map((rule) => `  - ${rule}\n`).join('')}`);

  it('is read in order of file name', async () => {
    write('b.yaml', '{ id: b-one, description: x, pattern: x }');
    write('a.yml', '{ id: a-one, description: x, pattern: x, companions: [{ rule: b-one, within: 1 }] }');
    writeFileSync(join(folder, 'README.md'), 'not a pack');
    const rules = await readPackFolder(folder);
    expect(rules.map(({ id, provider }) => [id, provider])).toEqual([
      ['a-one', 'a.yml'],
      ['b-one', 'b.yaml'],
    ]);
  });

  it('is refused with one id in two files', async () => {
    write('a.yaml', '{ id: a-one, description: x, pattern: x }');
    write('b.yaml', '{ id: a-one, description: x, pattern: x }');
    await expect(readPackFolder(folder)).rejects.toEqual(
      new UserError('bad-pack', 'b.yaml: rule id "a-one" is already used in a.yaml'),
    );
  });

  it.each([
    ['a-two', 'a.yaml: companion "a-two" of rule "a-one" is no known rule'],
    ['a-one', 'a.yaml: companion "a-one" of rule "a-one" must be another rule'],
  ])('is refused with the companion %s', async (companion, message) => {
    write('a.yaml', `{ id: a-one, description: x, pattern: x, companions: [{ rule: ${companion}, within: 1 }] }`);
    await expect(readPackFolder(folder)).rejects.toEqual(new UserError('bad-pack', message));
  });
});

it('accepts companions among the given ids', () => {
  const rule = { id: 'a', companions: [{ rule: 'b', within: 1, required: true }] };
  expect(() => checkCompanions([rule], new Set(['a', 'b']), 'f')).not.toThrow();
});

it('has in its schema every checksum scheme there is', () => {
  expect([...schema.definitions.rule.properties.checksum.enum].sort()).toEqual(Object.keys(checksumSchemes).sort());
});

it('describes every key in its schema', () => {
  const bare: string[] = [];
  const visit = (node: unknown, path: string): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      if (key === 'properties') {
        for (const [name, property] of Object.entries(value as Record<string, Record<string, unknown>>)) {
          if (!property.description && !property.$ref) bare.push(`${path}.${name}`);
        }
      }
      visit(value, `${path}.${key}`);
    }
  };
  visit(schema, '');
  expect(bare).toEqual([]);
});
