import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../helpers/repo.ts';
import { run } from '../helpers/run.ts';

let cwd = '';
beforeEach(() => {
  cwd = temporaryFolder();
});

describe('rules init', () => {
  it('writes a configuration that works, with a rule whose examples pass', async () => {
    expect(await run(['rules', 'init'], { cwd })).toEqual({
      code: 0,
      signal: null,
      stdout: 'Wrote keyturn.yaml. Next: edit it, then run: keyturn rules test\n',
      stderr: '',
    });
    expect(await run(['rules', 'test', '--rule', 'acme-*', '-v'], { cwd })).toEqual({
      code: 0,
      signal: null,
      stdout: 'ok        acme-service-token\n\n1 rule, 4 examples; 0 failing; 0 slow; 0 untested\n',
      stderr: '',
    });
  });

  it('never overwrites', async () => {
    writeFileSync(join(cwd, 'mine.yaml'), 'disable: []\n');
    expect(await run(['rules', 'init', 'mine.yaml'], { cwd })).toEqual({
      code: 2,
      signal: null,
      stdout: '',
      stderr: 'keyturn: mine.yaml is there already and is not overwritten\n',
    });
    expect(readFileSync(join(cwd, 'mine.yaml'), 'utf8')).toBe('disable: []\n');
  });

  it('names a folder that is missing', async () => {
    const { code, stderr } = await run(['rules', 'init', 'no/such.yaml'], { cwd });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'keyturn: no/such.yaml cannot be written: its folder does not exist\n',
    });
    expect(existsSync(join(cwd, 'no'))).toBe(false);
  });
});

describe('rules list', () => {
  it('prints a row a rule and the count', async () => {
    const { code, stdout, stderr } = await run(['rules', 'list'], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const lines = stdout.trimEnd().split('\n');
    expect(lines[0]?.split(/ {2,}/)).toEqual(['ID', 'SEVERITY', 'CONFIDENCE', 'PROVIDER', 'DESCRIPTION']);
    const providers = new Set(lines.slice(1, -2).map((line) => line.split(/ {2,}/)[3])).size;
    const counts = [lines.length - 3, providers].map((count) => count.toLocaleString('en'));
    expect(lines.at(-1)).toBe(`${counts[0]} rules, ${counts[1]} providers`);
    expect(lines.length).toBeGreaterThan(150);
  });

  it('filters by words, provider, rule globs and the configuration', async () => {
    writeFileSync(
      join(cwd, 'keyturn.yaml'),
      'disable: [github-oauth-token]\noverride: { github-pat: { severity: low } }\n',
    );
    const args = ['rules', 'list', 'github', 'TOKEN', '--provider', 'github', '--rule', 'github-pat,github-o*'];
    const { stdout } = await run(args, { cwd });
    expect(stdout.split('\n').slice(1)[0]).toMatch(/^github-pat +low +high +GitHub +GitHub personal access token/);
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^1 of \d+ rules, 1 provider$/);
  });

  it('says so where nothing fits', async () => {
    const { code, stdout } = await run(['rules', 'list', 'no such rule'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^0 of [\d,]+ rules\n$/);
  });

  it('prints JSON for programs, with the rules of the configuration', async () => {
    await run(['rules', 'init'], { cwd });
    const { stdout } = await run(['rules', 'list', 'acme', '--format', 'json'], { cwd });
    expect(JSON.parse(stdout)).toEqual([
      {
        id: 'acme-service-token',
        provider: 'Custom',
        description: 'Acme internal service token',
        severity: 'high',
        confidence: 'high',
        tags: ['internal'],
        references: [],
        keywords: ['acme_svc_'],
        rotation: { advice: 'Ask the platform team for a new token and have this one revoked.' },
        origin: 'configuration',
      },
    ]);
  });
});

describe('rules show', () => {
  it('tells all of a rule, its example masked', async () => {
    const { code, stdout } = await run(['rules', 'show', 'github-pat'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^github-pat: GitHub personal access token \(classic\)\n\n {2}provider +GitHub\n/);
    expect(stdout).toMatch(/\n {2}advice +Revoke it .*\n {16}https:\/\/github\.com\/settings\/tokens\n/);
    expect(stdout).toMatch(/\n {4}GITHUB_TOKEN=ghp_\*{36}\n$/);
  });

  it('guesses what an unknown id was meant to be', async () => {
    const { code, stdout, stderr } = await run(['rules', 'show', 'github-pta'], { cwd });
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: '',
      stderr: 'keyturn: no rule has the id "github-pta"; did you mean github-pat?\n',
    });
  });
});

const pack = `provider: Acme
rules:
  - id: acme-missed
    description: A rule with a wrong example
    keywords: [acme_]
    pattern: '(?<secret>acme_[0-9a-f]{40})'
    examples: ['KEY=acme_<<hex:40>>', 'see acme_<<hex:39>> there']
    counterExamples: ['KEY=acme_<<hex:60>>']
  - id: acme-slow
    description: A rule without keyword
    pattern: '(?<secret>zz[0-9]{30})'
`;

describe('rules test', () => {
  it('names each example that fails, and rules that are slow or untested', async () => {
    writeFileSync(join(cwd, 'acme.yaml'), pack);
    expect(await run(['rules', 'test', 'acme.yaml'], { cwd })).toEqual({
      code: 1,
      signal: null,
      stdout: `missed    acme-missed: examples[1] is not found: "see acme_<<hex:39>> there"
reported  acme-missed: counterExamples[0] should not be: "KEY=acme_<<hex:60>>"
slow      acme-slow: has no keyword, so it runs on every file
untested  acme-slow: has no example

2 rules, 3 examples; 1 failing; 1 slow; 1 untested
`,
      stderr: '',
    });
  });

  it('refuses a pack that is wrong, naming file, line and key', async () => {
    writeFileSync(join(cwd, 'acme.yaml'), pack.replace('keywords: [acme_]', 'keywrods: [acme_]'));
    const { code, stdout, stderr } = await run(['rules', 'test', 'acme.yaml'], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^keyturn: acme\.yaml:\d+:\d+: .*keywrods.*\n$/);
  });

  it('refuses a pack that is not there, and a selection without rules', async () => {
    expect((await run(['rules', 'test', 'none.yaml'], { cwd })).stderr).toBe(
      'keyturn: none.yaml cannot be read: ENOENT\n',
    );
    expect((await run(['rules', 'test', '--rule', 'zz'], { cwd })).stderr).toBe(
      'keyturn: rules test: no rule is left to test\n',
    );
  });
});
