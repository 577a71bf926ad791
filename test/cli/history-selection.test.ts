import { describe, expect, it } from 'vitest';
import type { Step } from '../helpers/fast-import.ts';
import { type HistoryRepo, history } from '../helpers/history.ts';
import { audit } from '../helpers/history-findings.ts';
import { run } from '../helpers/run.ts';
import { githubPat } from '../helpers/secrets.ts';

/** Each commit brings a file named after it, with a secret of its own. */
const brings = (commit: string, seed: number, more: object = {}): Step => ({
  commit,
  files: { [`${commit}.env`]: `GITHUB_TOKEN=${githubPat(seed)}\n` },
  ...more,
});

/**
 * a - b - c ------- m - d   main
 *      \           /
 *       s1 --- s2          side, release/1.0 at s1
 */
const steps: Step[] = [
  brings('a', 1, { hour: 10 }),
  brings('b', 2, { hour: 20 }),
  brings('c', 3, { hour: 30 }),
  brings('s1', 4, { on: 'side', from: ['b'], hour: 25 }),
  brings('s2', 5, { on: 'side', hour: 35 }),
  brings('m', 6, { from: ['c', 's2'], hour: 40 }),
  brings('d', 7, { hour: 50 }),
  { ref: 'release/1.0', of: 's1' },
  { tag: 'v1', of: 'b', message: 'one\n' },
];

/** Names of the files that have findings, `flags` with {x} standing for the id of x. */
async function found(made: HistoryRepo, ...flags: string[]): Promise<string> {
  const filled = flags.map((flag) => flag.replace(/\{(\w+)\}/g, (_, name: string) => made.id(name)));
  const { report } = await audit(made, filled);
  return report.findings
    .map(({ path }) => path.replace('.env', ''))
    .sort()
    .join(' ');
}

describe('a selection', () => {
  it.each<[flags: string[], names: string]>([
    [[], 'a b c d m s1 s2'],
    [['--range', '{b}..{c}'], 'c'],
    [['--range', 'v1..main'], 'c d m s1 s2'],
    [['--range', 'v1..side'], 's1 s2'],
    [['--range', 'side..main'], 'c d m'],
    [['--range', 'main~1..main'], 'd'],
    [['--range', 'main^..'], 'd'],
    [['--range', '{c}...{s2}'], 'c s1 s2'],
    [['--range', 'main..main'], ''],
    [['--branch', 'side'], 'a b s1 s2'],
    [['--branch', 'release/*'], 'a b s1'],
    [['--branch', 'release/*', '--branch', 'side'], 'a b s1 s2'],
    [['--since', '2024-01-02T10:00:00Z'], 'd m s2'],
    [['--until', '2024-01-02T00:00:00Z'], 'a b'],
    [['--since', '2024-01-01T15:00:00Z', '--until', '2024-01-02T07:00:00Z'], 'b c s1'],
    [['--first-parent', '--branch', 'main'], 'a b c d m'],
    [['--max-commits', '1'], 'd'],
    [['--max-commits', '3'], 'd m s2'],
    [['--range', 'v1..main', '--max-commits', '2'], 'd m'],
    [['--range', 'v1..main', '--since', '2024-01-02T10:00:00Z'], 'd m s2'],
    [['--include', '[ab].env'], 'a b'],
    [['--exclude', 's*.env', '--exclude', 'd.env'], 'a b c m'],
  ])('by %j holds what these commits brought: %s', async (flags, names) => {
    expect(await found(history(steps), ...flags)).toBe(names);
  });

  it('counts only commits that belong to it, and says how many there were', async () => {
    const made = history(steps);
    const { findings, report } = await audit(made, ['--range', 'v1..side']);
    expect(findings).toEqual([
      'github-pat | s1.env:1 | s1..s2 x2 | gone | release/1.0 side',
      'github-pat | s2.env:1 | s2..s2 x1 | gone | side',
    ]);
    expect(report.history.commits).toBe(2);
    expect(report.scanned.commits).toBe(2);
  });

  it('of a range leaves out what stood there before', async () => {
    const token = `GITHUB_TOKEN=${githubPat()}\n`;
    const made = history([
      { commit: 'a', files: { 'app.env': token } },
      { commit: 'b', files: { 'app.env': `MODE=on\n${token}` } },
    ]);
    expect(await found(made, '--range', '{a}..main')).toBe('');
  });

  it('of a range holds what a merge in it added', async () => {
    const made = history(steps);
    expect(await found(made, '--range', '{c}..{m}')).toBe('m s1 s2');
  });

  it('of a range asks an octopus merge whether it took the content of a parent outside of the range', async () => {
    const made = history([
      { commit: 'base', files: { 'app.env': 'MODE=on\n' } },
      brings('a', 1, { files: { 'app.env': `GITHUB_TOKEN=${githubPat()}\n` } }),
      brings('b', 1, { on: 'side', from: ['base'], files: { 'app.env': `GITHUB_TOKEN=${githubPat()}\n` } }),
      { commit: 'out', on: 'out', from: ['base'], files: { 'app.env': 'MODE=off\n' } },
      { commit: 'm', from: ['a', 'b', 'out'], files: { 'app.env': 'MODE=off\n' } },
    ]);
    const { findings } = await audit(made, ['--range', 'out..main']);
    expect(findings).toEqual(['github-pat | app.env:1 | a..b x2 | gone | main side']);
  });

  it('with clocks that ran backwards goes by the date of each commit', async () => {
    const made = history([
      brings('a', 1, { hour: 50 }),
      brings('b', 2, { hour: 10 }),
      brings('c', 3, { hour: 60 }),
      brings('d', 4, { hour: 20 }),
    ]);
    expect(await found(made, '--since', '2024-01-02T12:00:00Z')).toBe('a c');
  });

  it.each<[flags: string[], note: string]>([
    [['--range', 'main..main'], 'no commit was selected'],
    [['--include', '*.nothing'], '--include *.nothing: matches no file of these commits'],
  ])('by %j, which is nothing, is noted', async (flags, note) => {
    expect((await audit(history(steps), flags)).report.history.notes).toEqual([note]);
  });

  it('of a deleted file is made by paths as they were', async () => {
    const made = history([
      { commit: 'a', files: { 'old/app.env': `GITHUB_TOKEN=${githubPat()}\n` } },
      { commit: 'b', move: { 'old/app.env': 'new/app.env' } },
    ]);
    const { findings } = await audit(made, ['--include', 'old/**']);
    expect(findings).toEqual(['github-pat | old/app.env:1 | a..a x1 | gone | main']);
  });
});

describe('a selection that cannot be', () => {
  it.each<[flags: string[], message: RegExp]>([
    [['--range', 'nowhere..main'], /--range.*nowhere/],
    [['--range', 'mian..main'], /main/],
    [['--range', '--output=x'], /--range/],
    [['--branch', 'nowhere'], /--branch.*nowhere/],
    [['--since', 'the day of the rabbit'], /--since.*the day of the rabbit/],
    [['--until', '2024-13-45'], /--until.*2024-13-45/],
    [['--max-commits', '-1'], /--max-commits/],
    [['--max-commits', 'many'], /--max-commits.*many/],
  ])('%j is refused in words', async (flags, message) => {
    const made = history(steps);
    const { code, stdout, stderr } = await run(['history', made.path, ...flags]);
    expect(stderr).toMatch(message);
    expect([code, stdout]).toEqual([2, '']);
  });
});
