import { describe, expect, it } from 'vitest';
import { diagnose, listed, seen, tracked } from '../helpers/doctor.ts';

const check = 'doctor-hooks';

describe('hooks', () => {
  it('are missed where nothing scans what is committed', async () => {
    expect(await seen({ 'a.txt': '' }, check)).toEqual(['low no hook scans what is committed']);
  });

  it('are not to be expected in CI', async () => {
    expect(listed(await diagnose(tracked({ 'a.txt': '' }), [check], { CI: 'true' }))).toEqual([]);
  });

  it.each([
    ['.pre-commit-config.yaml', 'repos:\n  - repo: x\n    hooks:\n      - id: keyturn\n', []],
    [
      '.pre-commit-config.yaml',
      'repos:\n  - repo: https://github.com/gitleaks/gitleaks\n',
      ['info no hook of keyturn: gitleaks is in use'],
    ],
    ['.husky/pre-commit', 'npx secretlint "**/*"\n', ['info no hook of keyturn: secretlint is in use']],
    ['.pre-commit-config.yaml', '# gitleaks\nrepos: []\n', ['low no hook scans what is committed']],
  ])('of a manager count: %s, %j', async (name, text, expected) => {
    expect(await seen({ [name]: text }, check)).toEqual(expected);
  });
});
