import { describe, expect, it } from 'vitest';
import { fromGitleaks } from '../../src/commands/gitleaks-line.ts';
import { parseLine } from '../../src/commands/parse-line.ts';

const staged = '"protect" is read as "keyturn staged"';
const dir = '"dir" is read as "keyturn scan"';
const git = '"git" is read as "keyturn history"';
const detect = '"detect" is read as "keyturn history"';

describe('fromGitleaks', () => {
  it.each([
    [['protect', '--staged', '-v'], ['staged', '-v'], staged],
    [['protect', '--staged', '--source', '.', '-l', 'debug'], ['staged'], staged],
    [['git', '--pre-commit', '--staged', '--redact', '.'], ['staged', '--redact'], '"git" is read as "keyturn staged"'],
    [['dir', 'src', '--max-archive-depth', '3'], ['scan', 'src', '--max-archive-depth=3'], dir],
    [['dir', 'src', '--no-banner'], ['scan', 'src'], dir],
    [['stdin', '--exit-code', '3'], ['scan', '-', '--exit-code', '3'], '"stdin" is read as "keyturn scan -"'],
    [['detect', '--pipe'], ['scan', '-'], '"detect" is read as "keyturn scan -"'],
    [
      ['detect', '--no-git', '--source', 'app', '--report-path=out.json', '--report-format', 'json'],
      ['scan', 'app', '--format=gitleaks-json', '--output=out.json'],
      '"detect" is read as "keyturn scan"',
    ],
    [
      ['detect', '-s=app', '-r', 'o', '-f', 'sarif', '--max-target-megabytes', '5', '--enable-rule=jwt'],
      ['history', 'app', '--max-file-size=5MB', '--rule=jwt', '--format=sarif', '--output=o'],
      detect,
    ],
    [
      ['dir', '--report-format=json', '--max-target-megabytes=2'],
      ['scan', '--max-file-size=2MB', '--format=gitleaks-json'],
      dir,
    ],
    [['git'], ['history'], git],
    [['git', 'repo', '--platform', 'github', '--max-archive-depth', '0', '-i', '.'], ['history', 'repo'], git],
    [['git', '-r', '-'], ['history', '--format=gitleaks-json', '--output=-'], git],
    [['git', '--report-path', 'a/r.SARIF'], ['history', '--format=sarif', '--output=a/r.SARIF'], git],
    [
      ['git', '-c', 'my.toml', '--timeout=9', '--git-workers', '2'],
      ['history', '-c', 'my.toml', '--timeout=9', '--jobs=2'],
      git,
    ],
    [
      ['git', '--enable-rule', 'aws-access-token,jwt'],
      ['history', '--rule=aws-access-key-id,aws-access-key-pair,aws-secret-access-key,jwt'],
      git,
    ],
  ])('reads %j', (argv, expected, notice) => {
    expect(fromGitleaks(argv)).toEqual({ argv: expected, notice });
  });

  it.each([
    ['--all', []],
    ['--full-history --all -- src', ['--include=/src']],
    ['main..HEAD', ['--range=main..HEAD']],
    ['--no-merges --first-parent a1^..b2', ['--first-parent', '--range=a1^..b2']],
    ['-1', ['--max-commits=1', '--range=HEAD']],
    ['-n 3 --all', ['--max-commits=3']],
    ['-n3 dev ^main', ['--max-commits=3', '--range=dev ^main']],
    ['--max-count=3 v1...v2', ['--max-commits=3', '--range=v1...v2']],
    ['--since="2 weeks ago" --before 2024-02-01 --all', ['--since=2 weeks ago', '--until=2024-02-01']],
    ["--after='3 days ago'", ['--since=3 days ago', '--range=HEAD']],
    ['HEAD -- :!docs ./a.env', ['--range=HEAD', '--exclude=/docs', '--include=/a.env']],
  ])('reads --log-opts %j', (options, expected) => {
    const { argv = [] } = fromGitleaks(['detect', `--log-opts=${options}`]) ?? {};
    expect(argv).toEqual(['history', ...expected]);
    expect(parseLine(argv)).toMatchObject({ kind: 'run', command: 'history' });
  });

  it.each([
    [['protect'], 'protect without --staged has no counterpart: "keyturn staged" reads what is staged'],
    [['git', '-b', 'old.json'], '-b has no counterpart: put the fingerprints of known findings into .gitleaksignore'],
    [
      ['dir', '--gitleaks-ignore-path=ci'],
      '--gitleaks-ignore-path has no counterpart: .gitleaksignore is read from the repository and from the working folder',
    ],
    [['git', '--max-archive-depth', '2'], '--max-archive-depth: only scan opens archives, not what git holds'],
    [['git', '--report-path'], '--report-path needs a value'],
    [
      ['git', '--log-opts', '--author=ann'],
      '--log-opts: "--author=ann" has no counterpart; history takes --range, --branch, --since, --until, --max-commits, --first-parent, --include and --exclude',
    ],
  ])('refuses %j', (argv, problem) => {
    expect(() => fromGitleaks(argv)).toThrow(problem);
  });

  it.each([[['scan', 'dir']], [['history']], [[]]])('leaves %j alone', (argv) => {
    expect(fromGitleaks(argv)).toBeUndefined();
  });
});
