import { describe, expect, it } from 'vitest';
import { UserError } from '../src/lib/user-error.ts';
import { folder } from './helpers/folder.ts';
import { placesOf, scanIn } from './helpers/scan.ts';
import { githubPat, stripeLive } from './helpers/secrets.ts';

function manyFiles(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [`f${i}.env`, `TOKEN=${githubPat(i)}\n`]));
}

describe('a report', () => {
  it('tells what was run, when, where and how much of it there was', async () => {
    const before = new Date();
    const root = folder({ 'a.txt': 'nothing\n', 'b.bin': 'a\0' });
    const report = await scanIn(root);
    expect(report).toEqual({
      command: 'scan',
      root: report.root,
      startedAt: report.startedAt,
      durationMs: report.durationMs,
      scanned: { files: 1, bytes: 8, skipped: [{ path: 'b.bin', reason: 'binary' }] },
      findings: [],
      known: [],
      errors: [],
      suppressed: 0,
      unusedAllows: [],
    });
    expect(report.startedAt >= before && report.durationMs >= 0 && report.root.length > 1).toBe(true);
  });

  it('sorts findings by place', async () => {
    const lines = `a\n${githubPat()} ${stripeLive()}\n${githubPat()}\n`;
    const root = folder({ 'b.txt': lines, 'a.txt': lines });
    expect(placesOf(await scanIn(root))).toEqual([
      'a.txt:2:1 github-pat',
      'a.txt:2:42 stripe-secret-key',
      'a.txt:3:1 github-pat',
      'b.txt:2:1 github-pat',
      'b.txt:2:42 stripe-secret-key',
      'b.txt:3:1 github-pat',
    ]);
  });

  it('hashes equal secrets equally, in this report only', async () => {
    const root = folder({ 'a.txt': `${githubPat(1)}\n`, 'b.txt': `${githubPat(1)}\n${githubPat(2)}\n` });
    const [first, second] = [await scanIn(root), await scanIn(root)];
    const [a, b, c] = first.findings.map(({ secretHash }) => secretHash);
    expect([a === b, a === c]).toEqual([true, false]);
    expect(second.findings.map(({ secretHash }) => secretHash)).not.toContain(a);
    expect(second.findings.map(({ fingerprint }) => fingerprint)).toEqual(
      first.findings.map(({ fingerprint }) => fingerprint),
    );
  });
});

describe('a scan that is stopped', () => {
  it('before it began reads nothing and says so', async () => {
    const report = await scanIn(folder(manyFiles(3)), {}, { signal: AbortSignal.abort() });
    expect([report.scanned.files, report.errors]).toEqual([
      0,
      [{ code: 'interrupted', message: 'interrupted before everything was read' }],
    ]);
  });

  it('by its user keeps what it found', async () => {
    const controller = new AbortController();
    const report = await scanIn(
      folder(manyFiles(400)),
      { jobs: 1 },
      {
        signal: controller.signal,
        onFinding: () => controller.abort(),
        onProgress: () => {},
      },
    );
    expect(report.errors.map(({ code }) => code)).toEqual(['interrupted']);
    expect(report.findings.length).toBeGreaterThan(0);
  });

  it('by its time limit says so', async () => {
    const waste = () => {
      const until = performance.now() + 60;
      while (performance.now() < until);
    };
    const report = await scanIn(folder(manyFiles(100)), { timeout: 0.1, jobs: 1 }, { onFinding: waste });
    expect(report.errors).toEqual([
      { code: 'timeout', message: '--timeout 0.1: time ran out before everything was read' },
    ]);
    expect(report.findings.length).toBeLessThan(100);
  });
});

describe('which rules run', () => {
  const text = `${githubPat()}\n${stripeLive()}\n`;
  const found = async (flags: object, config = '') => {
    const root = folder({ 'a.txt': text, ...(config && { 'keyturn.yaml': config }) });
    return (await scanIn(root, flags)).findings.map(({ ruleId }) => ruleId);
  };

  it.each<[object, string[]]>([
    [{}, ['github-pat', 'stripe-secret-key']],
    [{ rule: ['github-pat'] }, ['github-pat']],
    [{ rule: ['github-*', 'stripe-*'] }, ['github-pat', 'stripe-secret-key']],
    [{ rule: ['*'], skipRule: ['github-pat'] }, ['stripe-secret-key']],
    [{ skipRule: ['*'] }, []],
  ])('follows %j', async (flags, expected) => {
    expect(await found(flags)).toEqual(expected);
  });

  it('follows the configuration', async () => {
    expect(await found({}, 'disable: [github-pat]')).toEqual(['stripe-secret-key']);
    expect(await found({}, 'extendDefault: false')).toEqual([]);
    expect(await found({ minSeverity: 'medium' }, 'override: { github-pat: { severity: low } }')).toEqual([
      'stripe-secret-key',
    ]);
    const own = "rules: [{ id: github-pat, description: Ours, keywords: [sk_live_], pattern: 'sk_live_[0-9]' }]";
    expect(await found({}, own)).toEqual(['stripe-secret-key']);
  });

  it('refuses a rule that does not exist', async () => {
    await expect(found({ rule: ['github-pta'] })).rejects.toEqual(
      new UserError('unknown-rule', '--rule github-pta: no rule has this id; did you mean "github-pat"?'),
    );
  });
});

describe('what suppresses a finding', () => {
  it('is counted, and listed where it suppressed nothing', async () => {
    const root = folder({
      'a.txt': `${githubPat()} # keyturn:allow\n\n# keyturn:allow jwt\n`,
      'b.txt': `${githubPat()}\n`,
      '.gitleaksignore': 'b.txt:github-pat:1\nb.txt:github-pat:2\n',
    });
    const report = await scanIn(root, { listUnusedAllows: true });
    expect([report.findings, report.suppressed, report.unusedAllows]).toEqual([
      [],
      2,
      [
        { path: 'a.txt', line: 3, text: 'keyturn:allow jwt' },
        { path: '.gitleaksignore', line: 2, text: 'b.txt:github-pat:2' },
      ],
    ]);
    expect(placesOf(await scanIn(root, { inlineAllow: false }))).toEqual(['a.txt:1:1 github-pat']);
  });
});

it('reports a file that cannot be read and goes on', async () => {
  const root = folder({ 'b.txt': githubPat() });
  const report = await scanIn(root, { paths: ['gone.txt', 'b.txt'] });
  expect([placesOf(report), report.errors.map(({ code, path }) => [code, path])]).toEqual([
    ['b.txt:1:1 github-pat'],
    [['ENOENT', 'gone.txt']],
  ]);
});
