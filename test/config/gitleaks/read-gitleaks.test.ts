import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readGitleaksConfig } from '../../../src/config/gitleaks/read-gitleaks.ts';
import { UserError } from '../../../src/lib/user-error.ts';
import { folder } from '../../helpers/folder.ts';

const read = (text: string, cwd = '/nowhere') => readGitleaksConfig(text, { name: '.gitleaks.toml', cwd });
const test = (on: string, source: string, flags = '') => ({ on, source, flags, engine: 'native' });

it('reads a rule with every key, whatever the case of the keys', async () => {
  const text = `
title = "ours"
minVersion = "v8.25.0"
[[rules]]
id = "own token"
description = "Own token"
regex = '''(?i)own_([0-9a-f]{8})(x)?'''
path = '''\\.env$'''
SecretGroup = 1
entropy = 3.5
keywords = ["OWN_"]
tags = ["a", "b"]
skipReport = true
specificity = 10
[[rules.allowlists]]
description = "docs"
condition = "AND"
regexTarget = "match"
regexes = ['''^own_0''']
paths = ['''docs/''']
stopwords = ["Sample"]
commits = [" ABCDEF1 "]
[[rules.required]]
id = "other"
withinLines = 3
withinColumns = 40
[[rules.required]]
id = "other"
[[rules]]
id = "other"
path = "secrets\\\\.txt"
`;
  const { rules, settings, notices } = await read(text);
  expect({ rules, settings, notices }).toEqual({
    rules: {
      useDefault: false,
      skip: [],
      added: [
        {
          id: 'own token',
          mode: 'sticky',
          engine: 'native',
          keywords: ['own_'],
          source: 'own_([\\da-f]{8})(x)?',
          flags: 'i',
          head: { before: '', places: ['OOoo', 'WWww', 'NNnn', '__', ...Array(4).fill('09AFaf')] },
          before: 0,
          after: 0,
          path: '\\.env$',
          pathEngine: 'native',
          entropy: 3.5 * (1 + Number.EPSILON),
          allow: [
            {
              condition: 'and',
              tests: [
                test('commit', 'abcdef1'),
                test('path', 'docs\\/'),
                test('match', '^own_0'),
                test('word', 'sample'),
              ],
              reason: 'docs',
              origin: '.gitleaks.toml',
              place: '.gitleaks.toml: rule "own token": allowlists[0]',
            },
          ],
          companions: [
            { rule: 'other', within: 3, withinColumns: 40, required: true },
            { rule: 'other', within: Number.POSITIVE_INFINITY, required: true },
          ],
          isPart: true,
          severity: 'high',
          confidence: 'medium',
          secretGroup: 1,
        },
        {
          id: 'other',
          mode: 'path',
          engine: 'native',
          keywords: [],
          source: '',
          flags: '',
          before: 0,
          after: 0,
          path: 'secrets\\.txt',
          pathEngine: 'native',
          allow: [],
          companions: [],
          isPart: false,
          severity: 'high',
          confidence: 'high',
        },
      ],
      addedDetails: [
        { id: 'own token', provider: 'Custom', description: 'Own token', tags: ['a', 'b'], references: [] },
        { id: 'other', provider: 'Custom', description: 'other', tags: [], references: [] },
      ],
      overrides: {},
      allowlists: [],
    },
    settings: {},
    notices: [],
  });
});

it('leaves the group open where none is named, and takes the whole match where there is none', async () => {
  const { rules } = await read(`[[rules]]\nid = "a"\nregex = "a(b)|(c)"\n[[rules]]\nid = "b"\nregex = "abc"`);
  expect(rules.added.map(({ id, secretGroup }) => [id, secretGroup])).toEqual([
    ['a', 0],
    ['b', 0],
  ]);
});

it.each([
  ['[allowlist]', 'allowlist'],
  ['[[allowlists]]', 'allowlists[0]'],
])('reads the global allowlist %s', async (header, place) => {
  const text = `
[extend]
useDefault = true
disabledRules = ["jwt"]
${header}
description = "x"
paths = '''a,b'''
targetRules = ["some-rule"]
`;
  const { rules } = await read(text);
  expect(rules).toEqual({
    useDefault: true,
    skip: ['jwt'],
    added: [],
    addedDetails: [],
    overrides: {},
    allowlists: [
      {
        condition: 'or',
        tests: [test('path', 'a'), test('path', 'b')],
        reason: 'x',
        targetRules: ['some-rule'],
        origin: '.gitleaks.toml',
        place: `.gitleaks.toml: ${place}`,
      },
    ],
  });
});

it('changes a built-in rule where a rule has no pattern of its own', async () => {
  const text = `
[extend]
useDefault = true
[[rules]]
id = "jwt"
entropy = 4
[rules.allowlist]
stopwords = ["sample"]
`;
  const { rules } = await read(text);
  expect([rules.added, rules.overrides]).toEqual([
    [],
    {
      jwt: {
        entropy: 4,
        allow: [
          {
            condition: 'or',
            tests: [test('word', 'sample')],
            origin: '.gitleaks.toml',
            place: '.gitleaks.toml: rule "jwt": allowlist',
          },
        ],
      },
    },
  ]);
});

describe('extend.path', () => {
  const rule = (id: string, ...lines: string[]) => ['[[rules]]', `id = "${id}"`, ...lines].join('\n');

  it('merges rules as gitleaks does', async () => {
    const cwd = folder({
      'base.toml': [
        '[[allowlists]]\npaths = ["base/"]',
        rule(
          'both',
          'description = "base"',
          'regex = "base"',
          'entropy = 2',
          'keywords = ["base"]',
          'tags = ["t1"]',
          'skipReport = true',
        ),
        rule('gone', 'regex = "gone"'),
        rule('kept', 'regex = "kept"'),
      ].join('\n'),
    });
    const text = [
      '[extend]\npath = "base.toml"\ndisabledRules = ["gone", "never"]',
      '[[allowlists]]\npaths = ["own/"]',
      rule('both', 'regex = "over"', 'keywords = ["over"]', 'tags = ["t2"]'),
    ].join('\n');
    const { rules, notices } = await read(text, cwd);
    expect(
      rules.added.map(({ id, source, entropy, keywords, isPart }) => ({ id, source, entropy, keywords, isPart })),
    ).toEqual([
      { id: 'both', source: 'over', entropy: 2 * (1 + Number.EPSILON), keywords: ['base', 'over'], isPart: true },
      { id: 'kept', source: 'kept', entropy: undefined, keywords: [], isPart: false },
    ]);
    expect(rules.addedDetails[0]).toMatchObject({ description: 'base', tags: ['t1', 't2'] });
    expect(rules.allowlists.flatMap(({ tests }) => tests.map(({ source }) => source))).toEqual(['own\\/', 'base\\/']);
    expect(notices).toEqual(['.gitleaks.toml: extend.disabledRules: base.toml has no rule "never"']);
  });

  it('is followed over two files and may end in the built-in rules', async () => {
    const cwd = folder({
      'a.toml': `[extend]\npath = "sub/b.toml"\n${rule('a', 'regex = "a"')}`,
      'sub/b.toml': `[extend]\nuseDefault = true\ndisabledRules = ["jwt", "a"]\n${rule('b', 'regex = "b"')}`,
    });
    const { rules, notices } = await read('[extend]\npath = "a.toml"', cwd);
    expect([rules.useDefault, rules.skip, rules.added.map(({ id }) => id), notices]).toEqual([
      true,
      ['jwt'],
      ['a', 'b'],
      [],
    ]);
  });

  it('is not followed further, which is said', async () => {
    const link = (to: string) => `[extend]\npath = "${to}"\n${rule(to.charAt(0), 'regex = "x"')}`;
    const cwd = folder({ 'a.toml': link('b.toml'), 'b.toml': link('a.toml') });
    const { rules, notices } = await read(link('a.toml'), cwd);
    expect(rules.added.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(notices).toEqual(['b.toml: extend.path is not followed: a chain ends after 2 files']);
  });

  it('may be absolute', async () => {
    const cwd = folder({ 'base.toml': rule('a', 'regex = "a"') });
    const { rules } = await read(`[extend]\npath = '${join(cwd, 'base.toml')}'`);
    expect(rules.added.map(({ id }) => id)).toEqual(['a']);
  });
});

it('says what it does not run or know', async () => {
  const text = `
filters = "x"
prefilter = 'matchesAny(attributes["path"], [\`\\.lock$\`])'
[extend]
url = "https://example.test/x.toml"
[[rules]]
id = "a"
regex = "a"
secretgruop = 1
filter = '''
entropy(finding["secret"]) <= 3.5 || failsTokenEfficiency(finding["secret"])
'''
validate = "http.get()"
[[rules]]
id = "a"
regex = "b"
`;
  const { rules, notices } = await read(text);
  expect(rules.added.map(({ id, source, entropy }) => [id, source, entropy])).toEqual([['a', 'b', undefined]]);
  expect(rules.allowlists).toEqual([
    {
      condition: 'or',
      tests: [test('path', '\\.lock$')],
      origin: '.gitleaks.toml',
      place: '.gitleaks.toml: prefilter',
    },
  ]);
  expect(notices).toEqual([
    '.gitleaks.toml: filters is not a known key and has no effect; did you mean "filter"?',
    '.gitleaks.toml: rule "a": secretgruop is not a known key and has no effect; did you mean "secretGroup"?',
    '.gitleaks.toml: rule "a" stands there twice; the last one counts',
    '.gitleaks.toml: extend.url has no effect: nothing is fetched',
    '.gitleaks.toml: no code of a config is run: filters are left out and more may be reported (a)',
    '.gitleaks.toml: no code of a config is run: nothing is validated live (a)',
  ]);
});

describe('a file is refused', () => {
  const rule = (lines: string) => `[[rules]]\nid = "own"\nregex = "a"\n${lines}`;

  it.each([
    ['that is not TOML', 'a = \nb = 1', /^\.gitleaks\.toml:1:\d+: is not valid TOML: [^\n]+$/],
    ['with a rule without an id', '[[rules]]\nregex = "a"', '.gitleaks.toml: rules[0].id must be given'],
    [
      'with a rule without a pattern',
      '[[rules]]\nid = "own"',
      '.gitleaks.toml: rule "own": regex or path must be given',
    ],
    ['with rules that are no tables', 'rules = 1', '.gitleaks.toml: rules must be a list of tables, [[rules]], got 1'],
    [
      'with keys nested out of all measure',
      `rules.${'a.'.repeat(100_000)}a = 1`,
      '.gitleaks.toml: rules must be a list of tables, [[rules]], got something nested too deeply to show',
    ],
    ['with extend as text', 'extend = "a"', '.gitleaks.toml: extend must be a table, [extend], got "a"'],
    [
      'with path beside useDefault',
      '[extend]\npath = "a"\nuseDefault = true',
      '.gitleaks.toml: extend.path must not stand beside useDefault, got "a"',
    ],
    [
      'that extends a missing file',
      '[extend]\npath = "a.toml"',
      '.gitleaks.toml: extend.path must name a file that exists, got "a.toml"',
    ],
    [
      'with text for a flag',
      '[extend]\nuseDefault = "yes"',
      '.gitleaks.toml: extend.useDefault must be true or false, got "yes"',
    ],
    [
      'with a number for a list',
      rule('keywords = 1'),
      '.gitleaks.toml: rule "own": keywords must be a list of strings, got 1',
    ],
    [
      'with a number for text',
      rule('description = 1'),
      '.gitleaks.toml: rule "own": description must be a string, got 1',
    ],
    [
      'with a negative entropy',
      rule('entropy = -1'),
      '.gitleaks.toml: rule "own": entropy must be a number of at least 0, got -1',
    ],
    [
      'with half a group',
      rule('secretGroup = 1.5'),
      '.gitleaks.toml: rule "own": secretGroup must be a whole number of at least 0, got 1.5',
    ],
    [
      'with a group that is not there',
      rule('secretGroup = 2'),
      '.gitleaks.toml: rule "own": secretGroup: the pattern has 0 groups, not group 2',
    ],
    [
      'with an unknown required rule',
      rule('[[rules.required]]\nid = "no"'),
      '.gitleaks.toml: rule "own": required rule "no" is not in the file',
    ],
    [
      'with a nameless required rule',
      rule('[[rules.required]]'),
      '.gitleaks.toml: rule "own": required[0].id must be given',
    ],
    [
      'with an empty allowlist',
      rule('[[rules.allowlists]]\ndescription = "x"'),
      '.gitleaks.toml: rule "own": allowlists[0] must have one of commits, paths, regexes, stopwords',
    ],
    [
      'with an unknown condition',
      rule('[[rules.allowlists]]\ncondition = "XOR"\npaths = ["a"]'),
      '.gitleaks.toml: rule "own": allowlists[0].condition must be one of AND, OR, got "XOR"',
    ],
    [
      'with an unknown target',
      rule('[[rules.allowlists]]\nregexTarget = "file"\nregexes = ["a"]'),
      '.gitleaks.toml: rule "own": allowlists[0].regexTarget must be one of secret, match, line, got "file"',
    ],
    [
      'with both forms of allowlist',
      rule('[rules.allowlist]\npaths = ["a"]\n[[rules.allowlists]]\npaths = ["b"]'),
      '.gitleaks.toml: rule "own": [allowlist], the old form, must not stand beside [[allowlists]]',
    ],
    [
      'with an allowlist for no rule',
      `${rule('')}[[allowlists]]\npaths = ["a"]\ntargetRules = ["no"]`,
      '.gitleaks.toml: allowlists[0]: target rule "no" is not in the file',
    ],
    ['with a wrong pattern', '[[rules]]\nid = "own"\nregex = "("', /^\.gitleaks\.toml: rule "own": pattern: .*: "\("$/],
    [
      'with lookahead, which Go has not',
      '[[rules]]\nid = "own"\nregex = "(?=a)b"',
      /^\.gitleaks\.toml: rule "own": pattern: /,
    ],
    [
      'with a wrong pattern in an allowlist',
      '[[allowlists]]\npaths = ["a", "*"]',
      /^\.gitleaks\.toml: allowlists\[0\]: path: /,
    ],
  ])('%s', async (_, text, message) => {
    const error = (await read(text, folder()).catch((caught: unknown) => caught)) as UserError;
    expect(error).toBeInstanceOf(UserError);
    if (message instanceof RegExp) expect(error.message).toMatch(message);
    else expect(error.message).toBe(message);
  });

  it('without a word of what stands in it, where it is not TOML at all', async () => {
    const cwd = folder({ 'base.toml': 'root:hidden-text:0' });
    const error = (await read('[extend]\npath = "base.toml"', cwd).catch((caught: unknown) => caught)) as UserError;
    expect(error.message).toMatch(/^base\.toml:1:\d+: is not valid TOML/);
    expect(error.message).not.toContain('hidden');
  });
});

it('says which rules it names that keyturn does not have', async () => {
  const { notices } = await read(`
[extend]
useDefault = true
disabledRules = ["jwt", "gone-secret", "own"]
[[rules]]
id = "own"
regex = "own[0-9]{8}"
[[rules]]
id = "gone-secret"
entropy = 4
[[allowlists]]
paths = ["a"]
targetRules = ["own", "github-pat", "gone"]
`);
  expect(notices).toEqual([
    '.gitleaks.toml: extend.disabledRules: rule "gone-secret" is none of keyturn\'s rules',
    '.gitleaks.toml: changed rule "gone-secret" is none of keyturn\'s rules',
    '.gitleaks.toml: allowlists[0]: target rule "gone" is none of keyturn\'s rules',
  ]);
});

it("takes the ids of gitleaks' default rules for ours", async () => {
  const { rules, notices } = await read(`
[extend]
useDefault = true
disabledRules = ["gcp-api-key"]
[[rules]]
id = "sendgrid-api-token"
entropy = 4
[[allowlists]]
paths = ["a"]
targetRules = ["stripe-access-token"]
`);
  expect(notices).toEqual([]);
  expect(rules?.skip).toEqual(['gcp-api-key', 'google-api-key']);
  expect(Object.keys(rules?.overrides ?? {})).toEqual(['sendgrid-api-token', 'sendgrid-api-key']);
  expect(rules?.allowlists[0]?.targetRules).toEqual([
    'stripe-access-token',
    'stripe-secret-key',
    'stripe-restricted-key',
    'stripe-test-key',
  ]);
});
