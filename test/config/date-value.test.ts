import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dateValue } from '../../src/config/date-value.ts';

const zone = process.env.TZ;
beforeAll(() => {
  process.env.TZ = 'Asia/Kolkata';
});
afterAll(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

function iso(value: string, edge: 'start' | 'end' = 'start', now = new Date('2024-03-31T10:00:00Z')): string {
  return new Date(dateValue('--since', value, edge, now) * 1000).toISOString().replace('.000', '');
}

it.each([
  ['2024-01-31 12:00:00'],
  ['2024-01-31T12:00:00Z'],
  ['2024-01-31T12:00:00.123Z'],
  ['2024-01-31 12:00:01 +0100'],
  ['2024-01-31T12:00:01-08:00'],
  ['2024/01/31 12:00'],
  ['2024.01.31 12:00'],
  ['31 Jan 2024 12:00:00'],
  ['Wed, 31 Jan 2024 12:00:00 +0000'],
  ['January 31, 2024 12:00'],
  ['Wed Jan 31 12:00:00 2024 +0100'],
  ['@1700000000'],
  ['1700000000'],
])('reads %s as git does', (value) => {
  const git = execFileSync('git', ['rev-parse', `--since=${value}`], { env: { ...process.env } });
  expect(`--max-age=${dateValue('--since', value, 'start')}\n`).toBe(git.toString());
});

it.each([
  ['2 weeks ago'],
  ['2.weeks.ago'],
  ['three days ago'],
  ['90 minutes ago'],
  ['1 year 2 months ago'],
  ['5 days'],
  ['now'],
])('reads %s as git does, give or take a second or two', (value) => {
  const git = execFileSync('git', ['rev-parse', `--since=${value}`], { env: { ...process.env } });
  const theirs = Number(git.toString().slice('--max-age='.length));
  expect(Math.abs(dateValue('--since', value, 'start') - theirs)).toBeLessThan(5);
});

it.each([
  ['2024-01-31', '2024-01-30T18:30:00Z', '2024-01-31T18:29:59Z'],
  ['2024-02-29', '2024-02-28T18:30:00Z', '2024-02-29T18:29:59Z'],
  ['31 jan 2024', '2024-01-30T18:30:00Z', '2024-01-31T18:29:59Z'],
  ['today', '2024-03-30T18:30:00Z', '2024-03-31T18:29:59Z'],
  ['Yesterday', '2024-03-29T18:30:00Z', '2024-03-30T18:29:59Z'],
])('takes %s for the whole day', (value, start, end) => {
  expect([iso(value), iso(value, 'end')]).toEqual([start, end]);
});

it.each([
  [' 2  weeks ago ', '2024-03-17T10:00:00Z'],
  ['an hour ago', '2024-03-31T09:00:00Z'],
  ['last week', '2024-03-24T10:00:00Z'],
  ['1 year, 1 week', '2023-03-24T10:00:00Z'],
  ['999999 years ago', '1970-01-01T00:00:00Z'],
])('reads %s', (value, expected) => {
  expect(iso(value)).toBe(expected);
});

it.each([
  ['yesteryear'],
  ['2024-02-30'],
  ['2023-02-29'],
  ['2024-13-01'],
  ['2024-01-31 25:00'],
  ['2024-01'],
  ['1969-12-31'],
  ['2 fortnights ago'],
  ['ago'],
  ['2 weeks hence'],
  ['20240131'],
  ['1700000000000'],
  ['-1'],
  [''],
])('refuses %j, which git would take for now or for something else', (value) => {
  expect(() => iso(value)).toThrow(
    `--since must be a date such as 2024-01-31, "2024-01-31 12:00 +0100", "2 weeks ago" or seconds since 1970, got ${JSON.stringify(value)}`,
  );
});
