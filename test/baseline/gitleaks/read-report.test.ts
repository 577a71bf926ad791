import { describe, expect, it } from 'vitest';
import { isGitleaksReport, readGitleaksReport } from '../../../src/baseline/gitleaks/read-report.ts';

const item = { RuleID: 'a', File: 'a\\b.env', StartLine: 3, Secret: 'REDACTED', Match: 'x=REDACTED', Entropy: 3.5 };

const read = (value: unknown) => readGitleaksReport(JSON.stringify(value, null, 1), 'report.json');

describe('readGitleaksReport', () => {
  it('reads findings', () => {
    expect(read([item, { RuleID: 'a', File: 'b', StartLine: 0, Secret: '' }])).toEqual([
      { ruleId: 'a', file: 'a/b.env', line: 3, secret: 'REDACTED', match: 'x=REDACTED', entropy: 3.5 },
      { ruleId: 'a', file: 'b', line: 0, secret: '', match: '', entropy: 0 },
    ]);
    expect(read([])).toEqual([]);
  });

  it.each([
    [{}, '1:1: must be a list of findings, as gitleaks writes it'],
    [[1], '2:2: must be an object, as gitleaks writes a finding'],
    [[{ ...item, RuleID: 1 }], '3:13: "RuleID" must be a text, got 1'],
    [[{ ...item, File: null }], '4:11: "File" must be a text, got null'],
    [[{ ...item, StartLine: '3' }], '5:16: "StartLine" must be a whole number, got "3"'],
    [[{ ...item, Secret: 5 }], '6:13: "Secret" must be a text'],
    [[{ ...item, Match: 5 }], '7:12: "Match" must be a text'],
    [[{ ...item, Entropy: 'x' }], '8:14: "Entropy" must be a number, got "x"'],
  ])('refuses %j and says where', (value, message) => {
    expect(() => read(value)).toThrow(
      expect.objectContaining({ code: 'bad-baseline', message: `report.json:${message}` }),
    );
  });
});

describe('isGitleaksReport', () => {
  it.each([
    [[item], true],
    [[], true],
    [[{ ruleId: 'a' }], false],
    [{ findings: [] }, false],
    [null, false],
  ])('of %j is %j', (value, expected) => {
    expect(isGitleaksReport(value)).toBe(expected);
  });
});
