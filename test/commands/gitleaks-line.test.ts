import { describe, expect, it } from 'vitest';
import { fromGitleaks } from '../../src/commands/gitleaks-line.ts';

describe('fromGitleaks', () => {
  it.each([
    [['protect', '--staged', '-v'], ['staged', '-v'], '"protect" is read as "keyturn staged"'],
    [['git', '--pre-commit', '--staged', '--redact'], ['staged', '--redact'], '"git" is read as "keyturn staged"'],
    [['dir', 'src', '--no-banner'], ['scan', 'src'], '"dir" is read as "keyturn scan"'],
    [['stdin', '--exit-code', '3'], ['scan', '-', '--exit-code', '3'], '"stdin" is read as "keyturn scan -"'],
    [
      ['detect', '--no-git', '--source', 'app', '--report-path=out.json', '--report-format', 'json'],
      ['scan', 'app', '--output=out.json', '--format', 'gitleaks-json'],
      '"detect" is read as "keyturn scan"',
    ],
    [
      ['detect', '-s=app', '-r', 'o', '-f', 'sarif', '--max-target-megabytes', '5', '--enable-rule=jwt'],
      ['scan', 'app', '--output', 'o', '-f', 'sarif', '--max-file-size', '5MB', '--rule=jwt'],
      '"detect" is read as "keyturn scan"; the history is not read',
    ],
    [
      ['dir', '--report-format=json', '--max-target-megabytes=2'],
      ['scan', '--format=gitleaks-json', '--max-file-size=2MB'],
      '"dir" is read as "keyturn scan"',
    ],
  ])('reads %j', (argv, expected, notice) => {
    expect(fromGitleaks(argv)).toEqual({ argv: expected, notice });
  });

  it.each([[['scan', 'dir']], [['git', '--log-opts=-1']], [['protect']], [['detect', '--pipe']], [[]]])(
    'leaves %j alone',
    (argv) => {
      expect(fromGitleaks(argv)).toBeUndefined();
    },
  );
});
