import { expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import type { ReportContext } from '../../src/reporters/index.ts';
import { reportTerminal } from '../../src/reporters/terminal.ts';
import { collect, makeContext, makeFinding, makeReport } from './make-report.ts';

const print = (report: Partial<Report>, context?: Partial<ReportContext>) =>
  collect(reportTerminal(makeReport(report), makeContext(context)));

const at = (path: string, startLine: number) => ({
  path,
  startLine,
  endLine: startLine,
  startColumn: 14,
  endColumn: 26,
});

it('says in one line that nothing was found, and in how much', async () => {
  expect(await print({})).toBe('No secrets found in 1,623 files (16.2 MB) in 0.12 s\n');
});

it('prints nothing when clean and quiet', async () => {
  expect(await print({ suppressed: 2 }, { quiet: true })).toBe('');
});

it('shows a finding with its place, masked line, marker and advice, then a summary', async () => {
  const skipped = [
    { path: 'a.png', reason: 'binary' },
    { path: 'b.sql', reason: 'too-large' },
    { path: 'c.png', reason: 'binary' },
  ] as const;
  const report = { findings: [makeFinding()], suppressed: 2, scanned: { files: 1, bytes: 812, skipped } };
  expect(await print(report)).toMatchInlineSnapshot(`
    "src/store.ts

      high  Acme access token
      src/store.ts:12:14  acme-token, confidence high
       12 | const key = '************';
          |              ^^^^^^^^^^^^
      Next: Revoke the token in the Acme console
            https://acme.example/settings/tokens

    1 finding: 1 high
    Scanned 1 file (812 bytes) in 0.12 s.
    Skipped 3: 2 binary, 1 too large.
    Suppressed: 2.
    "
  `);
});

it('groups findings by file and prints a secret once, at its first place', async () => {
  const places = [at('a.ts', 1), at('a.ts', 7), at('b.ts', 2), at('c.ts', 3), at('d.ts', 4), at('e.ts', 5)];
  const shared = { places, placeCount: 120 };
  const findings = [
    makeFinding({ ...at('a.ts', 1), ...shared }),
    makeFinding({ ...at('a.ts', 9), secretHash: 'h2', places: [at('a.ts', 9)], severity: 'low' }),
    makeFinding({ ...at('b.ts', 2), ...shared }),
    makeFinding({ ...at('b.ts', 2), ruleId: 'other', places: [at('b.ts', 2)], severity: 'critical' }),
  ];
  expect(await print({ findings })).toMatchInlineSnapshot(`
    "a.ts

      high  Acme access token
      a.ts:1:14  acme-token, confidence high
        1 | const key = '************';
          |              ^^^^^^^^^^^^
      Also at a.ts:7, b.ts:2, c.ts:3 and 116 more
      Next: Revoke the token in the Acme console
            https://acme.example/settings/tokens

      low  Acme access token
      a.ts:9:14  acme-token, confidence high
        9 | const key = '************';
          |              ^^^^^^^^^^^^
      Next: Revoke the token in the Acme console
            https://acme.example/settings/tokens

    b.ts

      critical  Acme access token
      b.ts:2:14  other, confidence high
        2 | const key = '************';
          |              ^^^^^^^^^^^^
      Next: Revoke the token in the Acme console
            https://acme.example/settings/tokens

    4 findings: 1 critical, 2 high, 1 low (3 distinct secrets)
    Scanned 1,623 files (16.2 MB) in 0.12 s.
    "
  `);
});

it('adds reasons, decoding, parts, all places and the fingerprint when verbose', async () => {
  const finding = makeFinding({
    places: [at('src/store.ts', 12), at('a.ts', 1), at('b.ts', 2), at('c.ts', 3), at('d.ts', 4)],
    placeCount: 5,
    decoded: ['base64', 'hex'],
    parts: [{ ruleId: 'acme-id', redacted: '****', ...at('src/store.ts', 11) }],
    reasons: ['the checksum is valid', 'the name beside it says token, which is what such values are called'],
  });
  expect(await print({ findings: [finding] }, { verbose: true })).toMatchInlineSnapshot(`
    "src/store.ts

      high  Acme access token
      src/store.ts:12:14  acme-token, confidence high
       12 | const key = '************';
          |              ^^^^^^^^^^^^
      Also at a.ts:1, b.ts:2, c.ts:3 and d.ts:4
      Why: the checksum is valid; the name beside it says token, which is what such
           values are called
      Decoded: base64, then hex
      With acme-id **** at src/store.ts:11:14
      Fingerprint: f1
      Next: Revoke the token in the Acme console
            https://acme.example/settings/tokens

    1 finding: 1 high
    Scanned 1,623 files (16.2 MB) in 0.12 s.
    "
  `);
});

it('says after findings in staged changes that the commit is blocked, and how to go on', async () => {
  expect(await print({ command: 'staged', findings: [makeFinding()] })).toMatchInlineSnapshot(`
    "src/store.ts

      high  Acme access token
      src/store.ts:12:14  acme-token, confidence high
       12 | const key = '************';
          |              ^^^^^^^^^^^^
      Next: Revoke the token in the Acme console
            https://acme.example/settings/tokens

    1 finding: 1 high
    Scanned 1,623 files (16.2 MB) in 0.12 s.

    Commit blocked. To go on:
      - If a value was ever pushed or shared, rotate it first.
      - Move it to an environment variable or a secret store, then stage the file
        again, or leave the file out:
          git add src/store.ts
          git reset -- src/store.ts
      - A false alarm? Say why, in a comment on that line or alone above it:
          // keyturn:allow acme-token reason="..."
        or, where no comment can stand, in the baseline of what is known:
          keyturn baseline create
    "
  `);
});

it('does not call a commit blocked that goes through', async () => {
  const text = await print({ command: 'staged', findings: [makeFinding()] }, { exitCode: 0 });
  expect(text).not.toContain('blocked');
});

it('names no single file or rule after findings in several', async () => {
  const findings = [makeFinding({ path: 'a.ts' }), makeFinding({ path: 'b.ts', ruleId: 'other' })];
  const text = await print({ command: 'staged', findings });
  expect(text.slice(text.indexOf('Commit blocked'))).toMatchInlineSnapshot(`
    "Commit blocked. To go on:
      - If a value was ever pushed or shared, rotate it first.
      - Move it to an environment variable or a secret store, then stage the file
        again, or leave the file out:
          git add FILE
          git reset -- FILE
      - A false alarm? Say why, in a comment on that line or alone above it:
          // keyturn:allow RULE reason="..."
        or, where no comment can stand, in the baseline of what is known:
          keyturn baseline create
    "
  `);
});

it('quotes an odd file name for the shell, and leaves out one that cannot be pasted', async () => {
  const blocked = async (path: string) => {
    const text = await print({ command: 'staged', findings: [makeFinding({ path })] });
    return /git add (.*)/.exec(text)![1];
  };
  expect(await Promise.all(["it's $(here).ts", '-rf', 'a\u001bb'].map(blocked))).toEqual([
    "'it'\\''s $(here).ts'",
    'FILE',
    'FILE',
  ]);
});

it('prints findings only when quiet', async () => {
  const text = await print({ command: 'staged', findings: [makeFinding()], suppressed: 1 }, { quiet: true });
  expect(text).toMatchInlineSnapshot(`
    "src/store.ts

      high  Acme access token
      src/store.ts:12:14  acme-token, confidence high
       12 | const key = '************';
          |              ^^^^^^^^^^^^
      Next: Revoke the token in the Acme console
            https://acme.example/settings/tokens

    "
  `);
});

it('never looks clean when something could not be read', async () => {
  const errors = [
    { code: 'EACCES', message: 'permission denied', path: 'keys/x.env' },
    { code: 'timeout', message: 'the time limit of 3 s was reached' },
  ];
  expect(await print({ errors })).toMatchInlineSnapshot(`
    "Not everything could be scanned:
      keys/x.env: permission denied (EACCES)
      the time limit of 3 s was reached (timeout)

    No secrets found in what could be read: 1,623 files (16.2 MB) in 0.12 s
    "
  `);
  expect(await print({ errors }, { quiet: true })).toMatchInlineSnapshot(`
    "Not everything could be scanned:
      keys/x.env: permission denied (EACCES)
      the time limit of 3 s was reached (timeout)
    "
  `);
});

it('cuts a long list of errors unless verbose', async () => {
  const errors = Array.from({ length: 23 }, (_, index) => ({ code: 'EACCES', message: 'denied', path: `f${index}` }));
  expect((await print({ errors })).split('\n').slice(20, 23)).toEqual([
    '  f19: denied (EACCES)',
    '  and 3 more; --verbose lists them all',
    '',
  ]);
  expect((await print({ errors }, { verbose: true })).match(/denied/g)).toHaveLength(23);
});

it('lists comments that allow nothing', async () => {
  const unusedAllows = [{ path: 'a.ts', line: 3, text: '  # keyturn:allow acme-token' }];
  expect(await print({ unusedAllows })).toMatchInlineSnapshot(`
    "These allow nothing:
      a.ts:3: # keyturn:allow acme-token

    No secrets found in 1,623 files (16.2 MB) in 0.12 s
    "
  `);
});

it('prints paths relative to the working folder', async () => {
  const text = await print({ findings: [makeFinding()] }, { cwd: '/home/me/shop/test' });
  expect(text.split('\n').slice(0, 4)).toEqual([
    '../src/store.ts',
    '',
    '  high  Acme access token',
    '  ../src/store.ts:12:14  acme-token, confidence high',
  ]);
});

it('lets no control character of a path, line or message through', async () => {
  const evil = '\u001b]0;owned\u0007\r\u202e\u200b';
  const finding = makeFinding({
    path: `a${evil}.ts`,
    before: `${evil}= `,
    after: evil,
    description: `d${evil}`,
    advice: `a${evil}`,
    adviceUrl: `https://x.example/${evil}`,
    reasons: [`r${evil}`],
    fingerprint: `f${evil}`,
  });
  const errors = [{ code: 'EIO', message: `m${evil}`, path: `e${evil}` }];
  const unusedAllows = [{ path: `u${evil}`, line: 1, text: evil }];
  const text = await print({ command: 'staged', findings: [finding], errors, unusedAllows }, { verbose: true });
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});

it('puts the marker under the secret, past tabs, wide characters and escapes', async () => {
  const frame = async (before: string) => {
    const text = await print({ findings: [makeFinding({ before, after: ';' })] });
    return text.split('\n').slice(4, 6);
  };
  expect(await frame('\t\ta\t= ')).toEqual(['   12 | a    = ************;', '      |        ^^^^^^^^^^^^']);
  expect(await frame('日本 = ')).toEqual(['   12 | 日本 = ************;', '      |        ^^^^^^^^^^^^']);
  expect(await frame('\u001b= ')).toEqual(['   12 | \\x1b= ************;', '      |       ^^^^^^^^^^^^']);
});

it.each([
  ['after the secret', 'k = ', 12, 'x'.repeat(90)],
  ['before it', 'x'.repeat(90), 12, ';'],
  ['on both sides', 'x'.repeat(90), 12, 'y'.repeat(90)],
  ['in it', 'k = ', 300, ';'],
  ['everywhere', 'x'.repeat(90), 300, 'y'.repeat(90)],
])(
  'cuts a line that is too long %s to the width, the marker staying under the secret',
  async (_where, before, length, after) => {
    const finding = makeFinding({ before, redacted: '*'.repeat(length), after });
    const [line, marker] = (await print({ findings: [finding] })).split('\n').slice(4, 6) as [string, string];
    expect(line.length).toBeLessThanOrEqual(80);
    expect(marker.length).toBeLessThanOrEqual(80);
    expect(marker.indexOf('^')).toBe(line.indexOf('*'));
    const stars = line.match(/\*+…?/)![0];
    expect(marker.match(/\^+/)![0].length - stars.length).toBeLessThanOrEqual(0);
  },
);

it('shows no line for a finding that is the file itself', async () => {
  const finding = makeFinding({ path: 'id_rsa', startLine: 1, startColumn: 1, before: '', redacted: '', after: '' });
  expect(await print({ findings: [finding] }, { quiet: true })).toMatchInlineSnapshot(`
    "id_rsa

      high  Acme access token
      id_rsa:1:1  acme-token, confidence high
      Next: Revoke the token in the Acme console
            https://acme.example/settings/tokens

    "
  `);
});

it('colours severities, paths and markers, and links places, only when asked to', async () => {
  const report = { findings: [makeFinding({ path: 'a b#.ts' })] };
  const text = await print(report, { color: true, hyperlinks: true, quiet: true });
  expect(text.split('\n').slice(0, 6).join('\n').replaceAll('\u001b', '<ESC>')).toMatchInlineSnapshot(`
    "<ESC>[1m<ESC>[4ma b#.ts<ESC>[24m<ESC>[22m

      <ESC>[1m<ESC>[31mhigh<ESC>[39m<ESC>[22m  <ESC>[1mAcme access token<ESC>[22m
      <ESC>]8;;file:///home/me/shop/a%20b%23.ts<ESC>\\a b#.ts:12:14<ESC>]8;;<ESC>\\  acme-token, confidence high
       12 | const key = '<ESC>[1m************<ESC>[22m';
          |              <ESC>[1m<ESC>[31m^^^^^^^^^^^^<ESC>[39m<ESC>[22m"
  `);
});
