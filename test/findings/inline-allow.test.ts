import { describe, expect, it } from 'vitest';
import { mayHoldAllow, readInlineAllows } from '../../src/findings/inline-allow.ts';

const today = '2026-06-15';

/** Numbers of the lines on which a one-line secret of the rule would be suppressed. */
function covered(text: string, ruleId = 'github-pat', path = 'app.ts'): number[] {
  const allows = readInlineAllows(text, 1, path, today);
  const lines = text.split('\n').map((_, i) => i + 1);
  return lines.filter((line) => allows.some((allow) => allow.covers({ startLine: line, endLine: line }, ruleId)));
}

function readOne(text: string) {
  const [allow] = readInlineAllows(text, 1, 'app.ts', today);
  return (
    allow && {
      text: allow.text,
      reason: allow.reason,
      until: allow.until,
      expired: allow.expired,
      problem: allow.problem,
    }
  );
}

describe('keyturn:allow', () => {
  it.each<[string, string, number[]]>([
    ['its own line', 'a\nkey = x // keyturn:allow\nb', [2]],
    ['the next line when it stands alone', 'a\n  // keyturn:allow\nkey\nb', [2, 3]],
    ['the next line in a block comment', '/* keyturn:allow */\nkey', [1, 2]],
    ['the next line in HTML', '<!-- keyturn:allow -->\nkey', [1, 2]],
    ['the next line in HTML without a space', '<!-- keyturn:allow-->\nkey', [1, 2]],
    ['the next line in a batch file', 'rem keyturn:allow\nkey', [1, 2]],
    ['the next line in JSON', '{ "//": "keyturn:allow",\n"key": 1', [1, 2]],
    ['only its line when code follows', '/* keyturn:allow */ const a = 1\nkey', [1]],
    ['only its line when words stand before it', '# see below keyturn:allow\nkey', [1]],
    ['the next line with carriage returns', '# keyturn:allow\r\nkey\r\nb', [1, 2]],
    ['only the next line', 'a\nb # keyturn:allow-next-line\nkey\nb', [3]],
    ['nothing as part of another word', 'mykeyturn:allow\n', []],
  ])('covers %s', (_, text, lines) => {
    expect(covered(text)).toEqual(lines);
  });

  it('covers a secret of many lines from any of them', () => {
    const allows = readInlineAllows('a\nb\nc # keyturn:allow\nd', 11, 'k.pem', today);
    const places = [
      [11, 12],
      [11, 13],
      [12, 14],
      [13, 20],
      [14, 20],
    ] as const;
    expect(places.map(([startLine, endLine]) => allows[0]?.covers({ startLine, endLine }, 'private-key'))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
  });

  it.each<[string, string, boolean]>([
    ['github-pat', 'github-pat', true],
    ['github-pat', 'github-pat-fine', false],
    ['github-*', 'github-pat', true],
    ['aws-*,github-pat', 'github-pat', true],
    ['aws-* , github-pat', 'aws-access-key', true],
    ['aws-*', 'github-pat', false],
    ['*-pat */', 'github-pat', true],
    ['*', 'github-pat', true],
    ['github-pat-->', 'github-pat', true],
    ['github-pat reason=test', 'aws-x', false],
    ['reason=test', 'github-pat', true],
  ])('with %j on %s: %s', (list, ruleId, expected) => {
    expect(covered(`key # keyturn:allow ${list}`, ruleId)).toEqual(expected ? [1] : []);
  });

  it('reads reason and date', () => {
    expect(readOne('key <!-- keyturn:allow github-* reason="revoked, see \xc2\xa7 4" until=2026-12-31-->')).toEqual({
      text: 'keyturn:allow github-* reason="revoked, see \u00a7 4" until=2026-12-31',
      reason: 'revoked, see \u00a7 4',
      until: '2026-12-31',
      expired: false,
      problem: undefined,
    });
  });

  it('reads a reason in an escaped string', () => {
    expect(readOne('{"#": "keyturn:allow reason=\\"a test key\\""}')?.reason).toBe('a test key');
  });

  it.each<[string, boolean, number[]]>([
    ['2026-06-15', false, [1]],
    ['2026-06-14', true, []],
    ['2024-02-29', true, []],
  ])('until=%s: expired %s', (until, expired, lines) => {
    const text = `key # keyturn:allow until=${until}`;
    expect(readOne(text)).toMatchObject({ expired, problem: undefined });
    expect(covered(text)).toEqual(lines);
  });

  const syntax = 'expected rule ids separated by commas, reason="..." or until=YYYY-MM-DD';
  it.each<[string, string]>([
    ['keyturn:allow until=2026-02-30', 'until must be a date as in 2027-01-31, not "2026-02-30"'],
    ['keyturn:allow until=tomorrow', 'until must be a date as in 2027-01-31, not "tomorrow"'],
    ['keyturn:allow until="31.12.2026"', 'until must be a date as in 2027-01-31, not "31.12.2026"'],
    ['keyturn:allow aws-* till=2027-01-01', 'unknown key "till"; known keys are reason and until'],
    ['keyturn:allow rule-id=aws', 'unknown key "rule-id"; known keys are reason and until'],
    ['keyturn:allow reason=""', 'reason is empty'],
    ['keyturn:allow reason="open', 'reason is empty'],
    ['keyturn:allow this is fine', syntax],
    ['keyturn:allow aws-*, reason=x', syntax],
    ['keyturn:allow until: 2027-01-01', syntax],
    ['keyturn:allow=aws-*', syntax],
    ['keyturn:allow(aws-*)', syntax],
    ['keyturn:allow reason=x aws-*', syntax],
    ['keyturn:allow-nextline', '"keyturn:allow-nextline" is no directive'],
    ['keyturn:allowed', '"keyturn:allowed" is no directive'],
  ])('%s has a problem and suppresses nothing', (comment, problem) => {
    expect(readOne(`key # ${comment}`)).toMatchObject({ problem, expired: false });
    expect(covered(`key # ${comment}\nnext`)).toEqual([]);
  });

  it('does not repeat a key that someone wrote into the comment', () => {
    const key = 'Ab3'.repeat(12);
    expect(readOne(`# keyturn:allow ${key} reason="${key}"`)).toMatchObject({
      text: 'keyturn:allow ... reason="..."',
      reason: '...',
    });
  });
});

describe('gitleaks and betterleaks', () => {
  it.each(['gitleaks:allow', 'betterleaks:allow', 'my-gitleaks:allowed'])('%s covers its own line', (word) => {
    expect(covered(`a\nkey ${word}\nb`)).toEqual([2]);
  });
});

describe('detect-secrets', () => {
  it.each<[string, string, number[]]>([
    ['app.py', 'key # pragma: allowlist secret', [1]],
    ['app.py', 'key # pragma:allowlist-secret', [1]],
    ['app.py', 'key  # pragma: whitelist secret', [1]],
    ['app.go', 'key // pragma: allowlist secret', [1]],
    ['app.c', 'key /* pragma: allowlist secret */', [1]],
    ['app.c', 'key /* pragma: allowlist secret */ more', []],
    ['app.sql', 'key -- pragma: allowlist secret', [1]],
    ['app.vb', "key ' pragma: allowlist secret", [1]],
    ['app.xml', 'key <!-- pragma: allowlist secret -->', [1]],
    ['app.xml', 'key <!-- pragma: allowlist secret', []],
    ['app.yaml', 'key # pragma: allowlist secret', [1]],
    ['app.yaml', 'key // pragma: allowlist secret', []],
    ['app.py', 'pragma: allowlist secret', []],
    ['app.py', 'key "pragma: allowlist secret"', []],
    ['app.py', '# pragma: allowlist nextline secret\nkey\nb', [2]],
    ['app.py', '  // pragma: whitelist-nextline-secret\nkey\nb', [2]],
    ['app.py', 'a # pragma: allowlist nextline secret\nkey', []],
  ])('in %s: %j', (path, text, lines) => {
    expect(covered(text, 'github-pat', path)).toEqual(lines);
  });
});

describe('trufflehog', () => {
  it('wants its comment behind the secret, on its last line', () => {
    const [allow] = readInlineAllows('first\nkey = 12345 # trufflehog:ignore', 1, 'a', today);
    const places = [
      { startLine: 2, endLine: 2, secretEndColumn: 12 },
      { startLine: 1, endLine: 2, secretEndColumn: 12 },
      { startLine: 2, endLine: 2 },
      { startLine: 2, endLine: 2, secretEndColumn: 30 },
      { startLine: 2, endLine: 3, secretEndColumn: 2 },
      { startLine: 1, endLine: 1, secretEndColumn: 3 },
    ];
    expect(places.map((place) => allow?.covers(place, 'x'))).toEqual([true, true, true, false, false, false]);
  });
});

describe('kingfisher', () => {
  it.each<[string, string, number[]]>([
    ['its own line', 'a\nkey # kingfisher:ignore\nb', [2]],
    ['its own line, in other letters', 'a\nkey # Kingfisher:Ignore\nb', [2]],
    ['both neighbours when it stands alone', 'a\nb\n# kingfisher:ignore\nc\nd', [2, 3, 4]],
    ['no one-line neighbour of its line', 'a\nkey = 1 # kingfisher:ignore\nb', [2]],
  ])('covers %s', (_, text, lines) => {
    expect(covered(text)).toEqual(lines);
  });

  it.each<[string, string, [number, number], boolean]>([
    ['below', 's = """\nAA\nBB\n"""\n# kingfisher:ignore', [2, 3], true],
    ['on the closing line', 's = """\nAA\nBB\n""" # kingfisher:ignore', [2, 3], true],
    ['above', '# kingfisher:ignore\ns = """\nAA\nBB\n"""', [3, 4], true],
    ['too far above', '# kingfisher:ignore\nother = 1\ns = """\nAA\nBB', [4, 5], false],
  ])('covers a secret of many lines from %s: %j', (_, text, [startLine, endLine], expected) => {
    const [allow] = readInlineAllows(text, 1, 'a.py', today);
    expect(allow?.covers({ startLine, endLine }, 'x')).toBe(expected);
  });
});

describe('secretlint', () => {
  const aws = '@secretlint/secretlint-rule-aws';
  it.each<[string, string, string, number[]]>([
    ['its line', 'a\nkey // secretlint-disable-line\nb', 'x', [2]],
    ['the next line', 'a // secretlint-disable-next-line\nkey\nb', 'x', [2]],
    ['all to the end', 'a\n/* secretlint-disable */\nb\nc', 'x', [2, 3, 4]],
    ['all up to the enabling comment', '# secretlint-disable\na\n# secretlint-enable\nb', 'x', [1, 2]],
    ['a rule of the provider named', `k // secretlint-disable-line ${aws}`, 'aws-access-key-id', [1]],
    ['no other rule', `k // secretlint-disable-line ${aws}`, 'github-pat', []],
    [
      'several rules',
      `k // secretlint-disable-line ${aws}, @secretlint/secretlint-rule-github -- why`,
      'github-pat',
      [1],
    ],
    ['nothing for the words of a reason', `k // secretlint-disable-line ${aws} -- github`, 'github-pat', []],
    ['all rules before a reason', 'k // secretlint-disable-line -- sample', 'x', [1]],
    ['all rules of a preset', 'k # secretlint-disable-line @secretlint/secretlint-rule-preset-recommend', 'x', [1]],
    ['private keys', 'k # secretlint-disable-line @secretlint/secretlint-rule-privatekey', 'pgp-private-key', [1]],
    ['Google by its other name', 'k # secretlint-disable-line @secretlint/secretlint-rule-gcp', 'google-api-key', [1]],
    ['nothing for an id of no rule', 'k # secretlint-disable-line no-such-rule', 'github-pat', []],
    [
      'what one rule opened until it is closed',
      `# secretlint-disable ${aws}\na\n# secretlint-enable ${aws}\nb`,
      'aws-x',
      [1, 2],
    ],
    [
      'on, when another rule is enabled',
      `# secretlint-disable ${aws}\na\n# secretlint-enable github\nb`,
      'aws-x',
      [1, 2, 3, 4],
    ],
    ['nothing for an unknown directive', '# secretlint-foo\na', 'x', []],
  ])('covers %s', (_, text, ruleId, lines) => {
    expect(covered(text, ruleId)).toEqual(lines);
  });
});

it('numbers lines from the first line of the fragment and keeps their order', () => {
  const text = '# gitleaks:allow\n\n\nx # keyturn:allow\ny # trufflehog:ignore gitleaks:allow';
  expect(readInlineAllows(text, 100, 'a', today).map(({ line, text: words }) => [line, words])).toEqual([
    [100, 'gitleaks:allow'],
    [103, 'keyturn:allow'],
    [104, 'trufflehog:ignore'],
    [104, 'gitleaks:allow'],
  ]);
});

it('reads so many directives of a file, of a line and of ranges as people write, and no more', () => {
  const count = (text: string) => readInlineAllows(text, 1, 'a', today).length;
  expect(count('keyturn:allow a,a reason="x \n'.repeat(40_000))).toBe(5_000);
  expect(count('keyturn:allow a,a reason="x '.repeat(40_000))).toBe(50);
  expect(count('# secretlint-disable x\n'.repeat(40_000))).toBe(100);
});

it.each<[string, boolean]>([
  ['// keyturn:allow', true],
  ['# pragma: whitelist secret', true],
  ['# trufflehog:ignore', true],
  ['# KingFisher:Ignore', true],
  ['/* secretlint-disable */', true],
  ['nothing of the kind', false],
])('mayHoldAllow on %j gives %s', (text, expected) => {
  expect(mayHoldAllow(Buffer.from(text))).toBe(expected);
});
