import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { damageObject, deleteObjects } from '../helpers/damage.ts';
import type { Step } from '../helpers/fast-import.ts';
import { type HistoryRepo, history } from '../helpers/history.ts';
import { randomHistory } from '../helpers/random-history.ts';
import { temporaryFolder } from '../helpers/repo.ts';
import { type RunResult, run } from '../helpers/run.ts';
import { githubPat } from '../helpers/secrets.ts';

const realGit = execFileSync('sh', ['-c', 'command -v git']).toString().trim();

interface Recorded extends RunResult {
  /** The report without its times. */
  report: string;
  /** Commits whose patches git was asked for. */
  patched: string[];
  /** Files whose contents it was asked for in one go. */
  read: string[];
}

/** An audit with a git that notes what it was asked for; `feed` hands the questions on. */
async function auditRecorded(
  made: Pick<HistoryRepo, 'path'>,
  flags: readonly string[],
  feed = 'cat',
): Promise<Recorded> {
  const folder = temporaryFolder();
  const fake = join(folder, 'git');
  const record = (log: string) => `exec < <(exec 2>/dev/null; (${feed}) | tee -a '${join(folder, log)}')`;
  const cases = `case "$*" in *--cc*) ${record('patches')};; *'--batch --buffer') ${record('contents')};; esac`;
  writeFileSync(fake, `#!/bin/bash\n${cases}\nexec '${realGit}' "$@"\n`);
  chmodSync(fake, 0o755);
  const env = { PATH: `${folder}:${process.env.PATH}` };
  const ended = await run(['history', made.path, '--format', 'json', '--jobs', '1', ...flags], { env });
  const idsIn = (log: string) => {
    const path = join(folder, log);
    return existsSync(path) ? (readFileSync(path, 'utf8').match(/^[0-9a-f]{40,}$/gm) ?? []) : [];
  };
  const isFile = (id: string) =>
    execFileSync(realGit, ['cat-file', '--batch-check=%(objecttype)'], { cwd: made.path, input: id })
      .toString()
      .startsWith('blob');
  const read = idsIn('contents').filter(isFile);
  return { ...ended, report: withoutTimes(ended.stdout), patched: idsIn('patches'), read };
}

function withoutTimes(report: string): string {
  return report.replace(/"(startedAt|durationMs)": [^\n]*/g, '"$1"');
}

const steps: Step[] = [
  { commit: 'a', files: { 'a.txt': 'nothing\n', 'b.env': `GITHUB_TOKEN=${githubPat(1)}\n` } },
  { commit: 'b', files: { 'b.env': 'MODE=on\n' }, message: `use ${githubPat(2)}` },
  {
    commit: 'c',
    files: { 'picture.bin': Buffer.from([0, 1, 2, 3]), 'large.dat': 'version https://git-lfs.github.com/spec/v1\n' },
  },
  { tag: 'v1', of: 'b', message: `with ${githubPat(3)}` },
  { tag: 'v2', of: 'c', message: 'with nothing' },
];

/** So large on average that git compares them. */
const largeSteps: Step[] = [...steps, { commit: 'large', files: { 'large.txt': 'a line\n'.repeat(50_000) } }];

const grown: Step[] = [
  { commit: 'd', files: { 'a.txt': `nothing\ntoken = "${githubPat(4)}"\n` } },
  { commit: 'e', files: { 'b.env': `GITHUB_TOKEN=${githubPat(1)}\n` } },
];

describe('a cache', () => {
  it('spares the next audit whatever was read, and changes no word of its report', async () => {
    const made = history(steps);
    const cache = `--cache=${join(temporaryFolder(), 'cache')}`;
    const plain = await auditRecorded(made, []);
    const first = await auditRecorded(made, [cache]);
    const second = await auditRecorded(made, [cache]);
    expect(JSON.parse(plain.stdout).findings).toHaveLength(3);
    expect([first.report, first.read.length, first.patched, first.stderr]).toEqual([plain.report, 5, [], '']);
    expect([second.report, second.read, second.stderr, second.code]).toEqual([plain.report, [], '', 1]);
  });

  it('spares it the same of files that git compares', async () => {
    const made = history(largeSteps);
    const cache = `--cache=${join(temporaryFolder(), 'cache')}`;
    const plain = await auditRecorded(made, []);
    const first = await auditRecorded(made, [cache]);
    const second = await auditRecorded(made, [cache]);
    expect(JSON.parse(plain.stdout).findings).toHaveLength(3);
    expect([first.report, first.patched.length, first.read, first.stderr]).toEqual([plain.report, 4, [], '']);
    expect([second.report, second.patched, second.stderr, second.code]).toEqual([plain.report, [], '', 1]);
  });

  it('reads of a history that has grown what is new, and what that is compared with', async () => {
    const made = history(steps);
    const cache = `--cache=${join(temporaryFolder(), 'cache')}`;
    await auditRecorded(made, [cache]);
    made.more(grown);
    const second = await auditRecorded(made, [cache]);
    expect(second.report).toBe((await auditRecorded(made, [])).report);
    expect(second.read).toEqual(['a', 'd'].map((name) => made.git('rev-parse', `${made.id(name)}:a.txt`)));
  });

  it('has git compare of a history that has grown what is new', async () => {
    const made = history(largeSteps);
    const cache = `--cache=${join(temporaryFolder(), 'cache')}`;
    await auditRecorded(made, [cache]);
    made.more(grown);
    const second = await auditRecorded(made, [cache]);
    expect(second.report).toBe((await auditRecorded(made, [])).report);
    expect(second.patched).toEqual([made.id('d')]);
  });

  it.each([1, 2, 3, 4, 5, 6])('changes nothing in a history drawn by lot, as it grows: %i', async (seed) => {
    const { steps: all } = randomHistory(seed, 60);
    const made = history(all.slice(0, 20));
    const cache = `--cache=${join(temporaryFolder(), 'cache')}`;
    for (const more of [[], all.slice(20, 45), all.slice(45)]) {
      made.more(more);
      const plain = await auditRecorded(made, []);
      for (let time = 0; time < 2; time++) expect((await auditRecorded(made, [cache])).report).toBe(plain.report);
    }
  });

  it.each([
    [['--max-commits', '2']],
    [['--range', 'main~1..main']],
    [['--first-parent']],
    [['--branch', 'main']],
    [['--max-decode-depth', '0']],
    [['--rule', 'github-*']],
    [['--exclude', '*.env']],
    [['--max-file-size', '20']],
    [['--min-severity', 'critical']],
    [['--redact=0']],
  ])('of other options or commits than these changes nothing: %s', async (flags) => {
    const made = history([...steps, ...grown]);
    const cache = `--cache=${join(temporaryFolder(), 'cache')}`;
    await auditRecorded(made, [cache]);
    const plain = await auditRecorded(made, flags);
    for (let time = 0; time < 2; time++)
      expect((await auditRecorded(made, [cache, ...flags])).report).toBe(plain.report);
    expect((await auditRecorded(made, [cache])).report).toBe((await auditRecorded(made, [])).report);
  });

  it('of other rules is not trusted', async () => {
    const made = history([{ commit: 'a', files: { 'notes.txt': 'blue-1234\n' } }]);
    const cache = `--cache=${join(temporaryFolder(), 'cache')}`;
    await auditRecorded(made, [cache]);
    const config = join(temporaryFolder(), '.gitleaks.toml');
    writeFileSync(
      config,
      "[[rules]]\nid = 'blue'\ndescription = 'a blue one'\nregex = '''blue-[0-9]{4}'''\nkeywords = ['blue']\n",
    );
    const { report, read } = await auditRecorded(made, [cache, '--config', config]);
    const blob = made.git('rev-parse', `${made.id('a')}:notes.txt`);
    expect([read, report.match(/"ruleId": "[^"]*"/g)]).toEqual([[blob], ['"ruleId": "blue"']]);
  });

  it('is made anew where it is damaged, and says so', async () => {
    const made = history(steps);
    const folder = join(temporaryFolder(), 'cache');
    const plain = await auditRecorded(made, [`--cache=${folder}`]);
    const file = join(folder, readdirSync(folder)[0]!);
    const bytes = readFileSync(file);
    bytes[bytes.length - 3]! ^= 4;
    writeFileSync(file, bytes);
    const again = await auditRecorded(made, [`--cache=${folder}`]);
    expect([again.report, again.stderr]).toEqual([
      plain.report,
      `keyturn: --cache: ${file} is made anew: it is damaged\n`,
    ]);
    expect((await auditRecorded(made, [`--cache=${folder}`])).read).toEqual([]);
  });

  it('remembers nothing of what could not be read', async () => {
    const made = history([
      { commit: 'a', files: { 'a.txt': 'one\n' } },
      { commit: 'b', files: { 'b.txt': 'two\n' } },
      { commit: 'c', files: { 'c.txt': 'three\n' } },
    ]);
    const folder = join(temporaryFolder(), 'cache');
    const blob = made.git('rev-parse', `${made.id('b')}:b.txt`);
    const content = made.git('cat-file', 'blob', blob);
    deleteObjects(made, blob);
    const lacking = await auditRecorded(made, [`--cache=${folder}`]);
    expect([lacking.code, lacking.report]).toEqual([2, expect.stringContaining('object-missing')]);
    made.write('put-back', `${content}\n`);
    expect(made.git('hash-object', '-w', 'put-back')).toBe(blob);
    const whole = await auditRecorded(made, [`--cache=${folder}`]);
    expect([whole.code, whole.read]).toEqual([0, [blob]]);
    damageObject(made, blob, 'middle');
  });

  it('goes on where an audit was stopped', async () => {
    const many = Array.from(
      { length: 400 },
      (_, n): Step => ({ commit: `c${n}`, files: { [`f${n % 7}.txt`]: `line ${n}\n` } }),
    );
    const made = history(many);
    const cache = `--cache=${join(temporaryFolder(), 'cache')}`;
    const stopped = await auditRecorded(made, [cache, '--timeout', '3'], 'head -n 150; exec sleep 9');
    // The contents of two of the seven files.
    expect([stopped.code, JSON.parse(stopped.stdout).scanned.commits]).toEqual([2, 115]);
    const second = await auditRecorded(made, [cache]);
    expect(second.read).toHaveLength(285);
    expect(second.report).toBe((await auditRecorded(made, [])).report);
  });

  it('goes on where git was stopped that compares', async () => {
    const many = Array.from({ length: 190 }, (_, n): Step => ({ commit: `c${n}`, files: { f: `line ${n}\n` } }));
    const made = history([{ commit: 'large', files: { large: Buffer.alloc(7_900_000, 'a line\n') } }, ...many]);
    const cache = `--cache=${join(temporaryFolder(), 'cache')}`;
    const stopped = await auditRecorded(made, [cache, '--timeout', '3'], 'head -n 80; exec sleep 9');
    // One chunk of them.
    expect([stopped.code, JSON.parse(stopped.stdout).scanned.commits]).toEqual([2, 48]);
    const second = await auditRecorded(made, [cache]);
    // It may have seen more than the part that was complete.
    expect(second.patched.length).toBeLessThanOrEqual(191 - 48);
    expect(second.patched.length).toBeGreaterThanOrEqual(191 - 80);
    expect(second.report).toBe((await auditRecorded(made, [])).report);
  });

  it("lies in the user's own cache folder unless another is named", async () => {
    const made = history(steps);
    const folder = temporaryFolder();
    await run(['history', made.path, '--cache'], { env: { XDG_CACHE_HOME: folder } });
    expect(readdirSync(join(folder, 'keyturn/history'))).toEqual([expect.stringMatching(/^[0-9a-f]{32}\.history$/)]);
  });

  it.each(['cache', '.git/cache', '.'])('is refused inside the repository, which could bring one: %s', async (name) => {
    const made = history(steps);
    mkdirSync(join(made.path, 'cache'));
    const { code, stdout, stderr } = await run(['history', `--cache=${name}`], { cwd: made.path });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^keyturn: --cache: \S+ stands inside the repository \(\S+\), which could bring a cache/);
  });

  it('holds no secret', async () => {
    const made = history([...steps, ...grown]);
    const folder = join(temporaryFolder(), 'cache');
    await auditRecorded(made, [`--cache=${folder}`]);
    const text = readFileSync(join(folder, readdirSync(folder)[0]!), 'latin1');
    expect(text).not.toMatch(/ghp_/);
    for (const seed of [1, 2, 3, 4]) expect(text).not.toContain(githubPat(seed).slice(4, 14));
  });
});
