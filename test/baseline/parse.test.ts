import { expect, it } from 'vitest';
import type { Baseline, Entry } from '../../src/baseline/format.ts';
import { newBaseline } from '../../src/baseline/hash.ts';
import { newerEntry, parseBaseline } from '../../src/baseline/parse.ts';
import { printBaseline } from '../../src/baseline/print.ts';

const entry: Entry = {
  hash: `hmac:${'ab01'.repeat(8)}`,
  ruleId: 'acme-token',
  path: 'src/a.ts',
  decision: 'undecided',
};
const decided: Entry = {
  hash: `scrypt:${'f'.repeat(32)}`,
  ruleId: 'generic-password',
  path: 'config "x"\u2028/ü.env',
  decision: 'false-alarm',
  reason: 'the vendor\'s "example"',
  by: 'ada',
  at: '2026-11-22',
  until: '2027-01-31',
  history: true,
};
const made: Baseline = { ...newBaseline(), entries: [entry, decided] };
const text = printBaseline(made);

it('reads what was printed, and prints what was read', () => {
  expect(parseBaseline(text, 'b')).toEqual(made);
  expect(printBaseline(parseBaseline(text, 'b'))).toBe(text);
});

it('prints equal entries equally in whatever order they are, each on a line of its own', () => {
  expect(printBaseline({ ...made, entries: [decided, entry] })).toBe(text);
  expect(text.split('\n').filter((line) => line.includes('"rule"'))).toHaveLength(2);
});

it('reads a file that a formatter has laid out anew, without the marks', () => {
  const value = JSON.parse(text) as { entries: unknown[] };
  value.entries = value.entries.filter((each) => typeof each !== 'string').reverse();
  expect(printBaseline(parseBaseline(JSON.stringify(value), 'b'))).toBe(text);
  expect(parseBaseline(`\ufeff${text.replaceAll('\n', '\r\n')}`, 'b')).toEqual(made);
});

it('takes an entry that stands there twice for one, with the newer decision', () => {
  const older = { ...entry, decision: 'false-alarm' as const, at: '2026-01-01' };
  const newer = { ...entry, decision: 'real' as const, at: '2026-02-01' };
  expect(parseBaseline(printBaseline({ ...made, entries: [newer, older, entry] }), 'b').entries).toEqual([newer]);
});

it.each([
  ['test', 'false-alarm', 'test'],
  ['undecided', 'false-alarm', 'undecided'],
  ['real', 'undecided', 'real'],
] as const)('of %s and %s, decided on one day, takes %s', (one, other, taken) => {
  const [a, b] = [one, other].map((decision) => ({ ...entry, decision, at: '2026-01-01' })) as [Entry, Entry];
  expect([newerEntry(a, b).decision, newerEntry(b, a).decision]).toEqual([taken, taken]);
});

it.each([
  ['an empty file', '', 'b:1:1: is no JSON: it ends too early'],
  ['a file cut short', text.slice(0, text.indexOf('"rule"')), /^b:\d+:\d+: is no JSON: /],
  ['a list', '[]', 'b:1:1: the file is a list, as reports of gitleaks are: keyturn baseline import takes it over'],
  ['a number', '1', 'b:1:1: the file must be an object'],
  ['a format of somebody else', '{"format": "x"}', 'b:1:12: "format" must be "keyturn-baseline"'],
  [
    'a newer version',
    text.replace('"version": 1', '"version": 2'),
    'b:3:14: "version" must be 1, got 2; a newer keyturn wrote it',
  ],
  ['a wrong salt', text.replace(/"salt": "../, '"salt": "'), 'b:4:11: "salt" must be 64 hexadecimal digits by eights'],
  [
    'a cost that would take hours',
    text.replace('16384', '1073741824'),
    'b:5:20: "N" must be a power of two from 1024 to 131072',
  ],
  [
    'an unknown key',
    text.replace('"until"', '"untill"'),
    /^b:\d+:\d+: the key "untill" is unknown; known are hmac, scrypt, rule, path, /,
  ],
  [
    'an unknown decision',
    text.replace('"false-alarm"', '"fine"'),
    /^b:\d+:\d+: "decision" must be one of undecided, real, false-alarm, test$/,
  ],
  [
    'no date',
    text.replace('2027-01-31', '2027-02-31'),
    /^b:\d+:\d+: "until" must be a date as in 2027-01-31, got "2027-02-31"$/,
  ],
  ['a short hash', text.replace('ffff', 'fff'), /^b:\d+:\d+: "scrypt" must be 32 hexadecimal digits by eights$/],
  ['no hash', text.replace(/"scrypt": "[f-]+", /, ''), /^b:\d+:5: an entry must have either "hmac" or "scrypt"$/],
  ['no path', text.replace('"src/a.ts"', '""'), /^b:\d+:\d+: "path" must be a text that is not empty$/],
])('refuses %s with its place', (_title, damaged, message) => {
  expect(() => parseBaseline(damaged, 'b')).toThrow(message);
});

it('names the marks of a merge that nobody settled', () => {
  const lines = text.split('\n');
  lines.splice(6, 0, '<<<<<<< HEAD');
  lines.splice(9, 0, '=======', '>>>>>>> other');
  expect(() => parseBaseline(lines.join('\n'), 'b')).toThrow(
    "b:7:1: has git's conflict markers: settle the merge first",
  );
});

it('refuses what was merged from two that were created apart', () => {
  const other = printBaseline(newBaseline());
  const salt = other.split('\n').find((line) => line.includes('"salt"'))!;
  expect(() => parseBaseline(text.replace('  "scrypt": {', `${salt}\n  "scrypt": {`), 'b')).toThrow(
    'b was merged from two baselines that were created apart: ',
  );
});

it('never takes a damaged file for one without entries', () => {
  for (let at = 0; at < text.length - 2; at++) {
    expect(() => parseBaseline(text.slice(0, at), 'b'), `cut at ${at}`).toThrow(/^b:\d+:\d+: /);
  }
});
