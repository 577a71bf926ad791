import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import schema from '../../src/reporters/report.schema.json' with { type: 'json' };
import { deleteObjects } from '../helpers/damage.ts';
import type { Step } from '../helpers/fast-import.ts';
import { type HistoryRepo, history } from '../helpers/history.ts';
import { randomHistory } from '../helpers/random-history.ts';
import { temporaryFolder } from '../helpers/repo.ts';
import { type RunResult, run } from '../helpers/run.ts';
import { awsPair, githubPat, pemKey, stripeLive } from '../helpers/secrets.ts';
import { findSchemaFaults } from '../reporters/validate-json.ts';

/** Which commits git can still compare where objects are missing depends on which one it meets first. */
const told = {
  whole: /"(startedAt|durationMs)": [^\n]*/g,
  damaged: /"(startedAt|durationMs|files|bytes)": \d[^\n]*|"startedAt".*/g,
};

function withoutTimes(report: string, kind: keyof typeof told = 'whole'): string {
  return report.replace(told[kind], '"$1"');
}

/** Runs the shards of an audit one after the other; gives the files of their reports. */
async function runShards(
  made: Pick<HistoryRepo, 'path'>,
  count: number,
  flags: readonly string[] = [],
): Promise<string[]> {
  const folder = temporaryFolder();
  const files = Array.from({ length: count }, (_, at) => join(folder, `shard-${at + 1}.json`));
  for (const [at, file] of files.entries()) {
    const { stderr } = await run(['history', made.path, '--shard', `${at + 1}/${count}`, '-o', file, '-q', ...flags]);
    expect(stderr).toBe('');
  }
  return files;
}

const merge = (files: readonly string[], ...flags: readonly string[]): Promise<RunResult> =>
  run(['merge', ...files, ...flags]);

/** Merged, the shards say what one audit says, in each format. */
async function expectSame(
  made: Pick<HistoryRepo, 'path'>,
  counts: readonly number[],
  flags: readonly string[] = [],
  kind: keyof typeof told = 'whole',
) {
  const whole = await run(['history', made.path, '--format', 'json', ...flags]);
  for (const count of counts) {
    const files = await runShards(made, count, flags);
    const merged = await merge(files.reverse(), '--format', 'json');
    expect(withoutTimes(merged.stdout, kind)).toBe(withoutTimes(whole.stdout, kind));
    expect(merged.code).toBe(whole.code);
  }
  return JSON.parse(whole.stdout);
}

const key = pemKey();

/** Of everything that a report can tell something. */
const steps: Step[] = [
  {
    commit: 'a',
    files: { 'a.txt': 'nothing\n', 'b.env': `GITHUB_TOKEN=${githubPat(1)}\n`, 'p.bin': Buffer.from([0, 1, 2]) },
  },
  { commit: 'b', files: { 'b.env': 'MODE=on\n' }, message: `use ${githubPat(2)}` },
  { commit: 'c', on: 'side', from: ['a'], files: { 'side.env': `GITHUB_TOKEN=${githubPat(1)}\n`, 'k.pem': key } },
  {
    commit: 'd',
    on: 'side',
    files: { 'k.pem': `# moved\n${key}` },
    message: `${githubPat(1)} is in use`,
    author: `A ${githubPat(5)} <a@b.c>`,
  },
  { commit: 'e', from: ['b', 'c'], files: { 'b.env': `TOKEN=${githubPat(3)}\n` } },
  {
    commit: 'f',
    files: {
      [`${githubPat(4)}.txt`]: 'x\n',
      'aws.env': `AWS_ACCESS_KEY_ID=${awsPair().id}\nAWS_SECRET_ACCESS_KEY=${awsPair().secret}\n`,
    },
  },
  { commit: 'g', files: { 'large.dat': 'version https://git-lfs.github.com/spec/v1\n', 'q.p12': Buffer.from([0, 7]) } },
  { commit: 'h', files: { 'q.p12': Buffer.from([0, 8]), 'ok.env': `GITHUB_TOKEN=${githubPat(6)} # keyturn:allow\n` } },
  {
    commit: 'i',
    files: { 'encoded.txt': `${Buffer.from(`GITHUB_TOKEN=${githubPat(3)}`).toString('base64')}\n`, 'a.txt': null },
  },
  { commit: 'j', files: { 'encoded.txt': `token: ${githubPat(3)}\n`, 'pay.js': `key("${stripeLive()}")\n` } },
  { tag: 'v1', of: 'b', message: `with ${githubPat(7)}` },
  { tag: 'v2', of: 'v1', message: `with ${githubPat(7)}` },
  { tag: 'v3', of: 'j', message: `with ${githubPat(1)}` },
  { ref: `topic-${githubPat(8)}`, of: 'd' },
];

describe('the shards of an audit', () => {
  it('say together what one audit says: of everything', async () => {
    const whole = await expectSame(history(steps), [1, 2, 3, 7]);
    expect(whole.findings.length).toBeGreaterThanOrEqual(10);
    expect(whole.history.notes).toEqual(['1 LFS pointer not followed']);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('say together what one audit says: of a history drawn by lot, %i', async (seed) => {
    await expectSame(history(randomHistory(seed, 40 + seed * 20).steps), [2, 3, 7]);
  });

  it.each([
    [['--range', 'main~3..main']],
    [['--max-commits', '4']],
    [['--first-parent']],
    [['--branch', 'side']],
    [['--exclude', '*.env', '--redact=30']],
    [['--max-file-size', '30', '--min-confidence', 'low']],
    [['--jobs', '3']],
  ])('say together what one audit says: with %s', async (flags) => {
    await expectSame(history(steps), [3], flags);
  });

  it.each([[['--max-commits', '40']], [['--since', '2024-01-02', '--until', '2024-01-04']]])(
    'say together what one audit says: of a part of a history drawn by lot, %s',
    async (flags) => {
      for (const seed of [11, 12, 13]) await expectSame(history(randomHistory(seed, 90).steps), [3], flags);
    },
  );

  it('say together what one audit says: with a cache', async () => {
    const made = history(steps);
    const flags = [`--cache=${join(temporaryFolder(), 'cache')}`];
    await expectSame(made, [3, 2, 3], flags);
    made.more([{ commit: 'k', files: { 'b.env': `TOKEN=${githubPat(9)}\n` } }]);
    await expectSame(made, [2], flags);
  });

  it('say together what one audit says: of what cannot be read', async () => {
    const made = history(steps);
    deleteObjects(made, made.git('rev-parse', `${made.id('e')}:b.env`), made.git('rev-parse', `${made.id('a')}:a.txt`));
    const { errors } = await expectSame(made, [1, 3], [], 'damaged');
    expect(errors.map(({ code }: { code: string }) => code)).toEqual(['object-missing', 'object-missing']);
  });

  it('heed what ignore files say of commits', async () => {
    const made = history(steps);
    made.write('.gitleaksignore', `${made.id('a')}:b.env:github-pat:1\n`);
    const whole = await expectSame(made, [1, 3]);
    expect(whole.suppressed).toBe(2);
  });

  it('write reports that fit the schema and show no secret', async () => {
    for (const file of await runShards(history(steps), 3)) {
      const text = readFileSync(file, 'utf8');
      expect(findSchemaFaults(schema, JSON.parse(text))).toEqual([]);
      expect(text).not.toMatch(/ghp_[0-9A-Za-z]{36}|sk_live_[0-9A-Za-z]{24}|MII[A-Za-z0-9+/]{60}/);
    }
  });

  it('can be told in any format', async () => {
    const made = history(steps);
    const files = await runShards(made, 2);
    for (const format of ['sarif', 'gitleaks-json'] as const) {
      const [one, joined] = [await run(['history', made.path, '-f', format]), await merge(files, '-f', format)];
      const normal = (text: string) => text.replace(/"(?:start|end)TimeUtc": ?"[^"]*"/g, '');
      expect([normal(joined.stdout), joined.code]).toEqual([normal(one.stdout), one.code]);
    }
    const { stdout, code } = await merge(files, '--exit-code', '7');
    expect([stdout.includes('github-pat'), code]).toEqual([true, 7]);
  });
});

describe('merge', () => {
  it('names what is missing, and is not the whole', async () => {
    const files = await runShards(history(steps), 4);
    const { code, stdout } = await merge([files[2]!, files[0]!], '--format', 'json');
    const report = JSON.parse(stdout);
    expect(findSchemaFaults(schema, report)).toEqual([]);
    expect([code, report.history.isPartial]).toEqual([2, true]);
    expect(report.errors).toEqual([
      { code: 'shard-missing', message: 'shards 2, 4 of 4 not given: this is not the whole audit' },
    ]);
  });

  it('refuses a shard that is given twice', async () => {
    const files = await runShards(history(steps), 2);
    const { code, stderr } = await merge([files[0]!, files[1]!, files[0]!]);
    expect([code, stderr]).toEqual([2, `keyturn: ${files[0]} is shard 1 of 2, as is ${files[0]}\n`]);
  });

  it.each([
    ['is of a division into another number of shards', steps, 3, []],
    ['was made with other rules or options', steps, 2, ['--rule', 'github-*']],
    ['was made with other rules or options', steps, 2, ['--redact=10']],
    ['is of another repository, other commits or other refs', steps, 2, ['--max-commits', '3']],
    ['is of another repository, other commits or other refs', steps.slice(0, 3), 2, []],
  ])('refuses a report that %s', async (problem, others, count, flags) => {
    const [first] = await runShards(history(steps), 2);
    const [, other] = await runShards(history(others), count, flags);
    const { code, stderr } = await merge([first!, other!]);
    expect([code, stderr]).toEqual([2, `keyturn: ${other} ${problem} than ${first}\n`]);
  });

  it('refuses a report of another version', async () => {
    const [first, second] = await runShards(history(steps), 2);
    writeFileSync(second!, readFileSync(second!, 'utf8').replace(/"version": "[^"]*"/, '"version": "0.0.1"'));
    const { stderr } = await merge([first!, second!]);
    expect(stderr).toBe(`keyturn: ${second} was written by another version of keyturn than ${first}\n`);
  });

  it.each([
    ['', 'is no JSON: '],
    ['{', 'is no JSON: '],
    ['[]', 'is no report of keyturn: the file must be a mapping of keys, got []'],
    ['{}', 'is no report of keyturn: the file must have the key "schemaVersion"'],
    ['{"findings": []}', 'is no report of a shard: keyturn history --shard I/N --format json writes one'],
  ])('refuses %j', async (text, problem) => {
    const file = join(temporaryFolder(), 'report.json');
    writeFileSync(file, text);
    const { code, stdout, stderr } = await merge([file]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.startsWith(`keyturn: ${file} ${problem}`)).toBe(true);
  });

  it('refuses a file that is not there, and a folder', async () => {
    const folder = temporaryFolder();
    expect((await merge(['none.json'])).stderr).toBe('keyturn: none.json cannot be read: ENOENT\n');
    expect((await merge([folder])).stderr).toBe(`keyturn: ${folder} is no regular file\n`);
  });

  it('tells where a report was tampered with', async () => {
    const [file] = await runShards(history(steps), 1);
    const whole = JSON.parse(readFileSync(file!, 'utf8'));
    const secret = whole.shard.secrets.findIndex(({ files }: { files: unknown[] }) => files.length > 0);
    const at = `shard.secrets[${secret}].files[0]`;
    const cases: [string, (shard: typeof whole.shard, file: typeof whole.shard) => void][] = [
      [`${at}.held names no set, got 9999`, (_shard, one) => Object.assign(one, { held: 9999 })],
      [`${at}.last names no commit, got 9999`, (_shard, one) => Object.assign(one, { last: 9999 })],
      [`${at}.best[0] names no finding, got 9999`, (_shard, one) => Object.assign(one, { best: [9999] })],
      [`${at}.origins names no commit`, (_shard, one) => Object.assign(one, { origins: [] })],
      ['is no set of numbers below', (shard) => Object.assign(shard, { sets: shard.sets.map(() => '/////w==') })],
      ['shard.commits[0].number must be below', (shard) => Object.assign(shard.commits[0], { number: 5000 })],
      [
        'is no report of keyturn: shard.refs[0] must be a string, got 1',
        (shard) => Object.assign(shard, { refs: [1] }),
      ],
      ['shard.index must be at most 1, got 2', (shard) => Object.assign(shard, { index: 2 })],
      [
        'is no report of keyturn: shard.findings[0].finding.advice must not hold control',
        (shard) => Object.assign(shard.findings[0].finding, { advice: '\u001b[2J' }),
      ],
    ];
    for (const [problem, change] of cases) {
      const report = structuredClone(whole);
      change(report.shard, report.shard.secrets[secret].files[0]);
      writeFileSync(file!, JSON.stringify(report));
      const { code, stdout, stderr } = await merge([file!]);
      expect([code, stdout]).toEqual([2, '']);
      expect([stderr.startsWith(`keyturn: ${file} `), stderr]).toEqual([true, expect.stringContaining(problem)]);
    }
  });
});

describe('--shard', () => {
  it.each([
    [['--shard', '3/2'], '--shard must be one from 1/2 to 2/2, got "3/2"'],
    [['--shard', '1/2', '--replace-text', '/tmp/none'], '--shard cannot be given together with --replace-text'],
  ])('refuses %s', async (flags, message) => {
    const { code, stderr } = await run(['history', history(steps.slice(0, 2)).path, ...flags]);
    expect([code, stderr.split('\n')[0]]).toEqual([2, `keyturn: ${message}`]);
  });

  it('notes that only JSON can be merged', async () => {
    const { stderr } = await run(['history', history(steps.slice(0, 2)).path, '--shard', '1/2']);
    expect(stderr).toContain('keyturn: --shard: only reports in JSON can be merged\n');
  });
});
