import { describe, expect, it } from 'vitest';
import { matchIgnores } from '../../../src/baseline/gitleaks/match-ignores.ts';
import { readIgnoreFile } from '../../../src/config/read-ignore.ts';
import type { Finding } from '../../../src/model/finding.ts';

const commit = 'c'.repeat(40);
const place = (path: string, startLine: number) => ({
  path,
  startLine,
  endLine: startLine,
  startColumn: 1,
  endColumn: 9,
});
const finding = (ruleId: string, path: string, startLine: number, rest: object = {}) =>
  ({ ruleId, ...place(path, startLine), places: [place(path, startLine)], ...rest }) as unknown as Finding;

describe('matchIgnores', () => {
  it('finds what the lines of an ignore file are about, also under our rules', () => {
    const { entries } = readIgnoreFile(
      `a.env:generic-api-key:3\nb.env:jwt:1\n${commit}:old.env:jwt:7\n${commit}:a.env:generic-api-key:3\n`,
      '.gitleaksignore',
    );
    const findings = [
      finding('generic-token', 'a.env', 3),
      finding('github-pat', 'a.env', 3),
      finding('jwt', 'c.env', 9, { places: [place('c.env', 9), place('b.env', 1)] }),
      finding('jwt', 'new.env', 2, { history: { places: [{ ...place('old.env', 7), commit }] } }),
    ];
    const { matched, unmatched } = matchIgnores(entries, findings);
    expect(matched.map(({ finding, entry }) => [findings.indexOf(finding), entries.indexOf(entry)])).toEqual([
      [0, 0],
      [2, 1],
      [3, 2],
    ]);
    expect(unmatched).toEqual([entries[3]]);
  });
});
