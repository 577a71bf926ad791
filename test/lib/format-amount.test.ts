import { expect, it } from 'vitest';
import { formatBytes, formatCount, formatDuration, formatNoun, formatRemaining } from '../../src/lib/format-amount.ts';

it.each([
  [0, '0'],
  [999, '999'],
  [1623, '1,623'],
  [1_234_567, '1,234,567'],
])('writes the count %d as %s', (count, text) => {
  expect(formatCount(count)).toBe(text);
});

it.each([
  [0, '0 files'],
  [1, '1 file'],
  [1623, '1,623 files'],
])('puts %d with its noun as %s', (count, text) => {
  expect(formatNoun(count, 'file')).toBe(text);
});

it.each([
  [1, '1 byte'],
  [999, '999 bytes'],
  [1000, '1.0 kB'],
  [999_949, '999.9 kB'],
  [999_950, '1.0 MB'],
  [16_234_567, '16.2 MB'],
  [3e9, '3.0 GB'],
  [5e15, '5000.0 TB'],
])('writes %d bytes as %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

it.each([
  [0, '0.00 s'],
  [120, '0.12 s'],
  [9999, '10.00 s'],
  [45_250, '45.3 s'],
  [200_000, '3 min 20 s'],
])('writes %d milliseconds as %s', (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text);
});

it.each([
  [0, '0 s'],
  [2100, '3 s'],
  [59_900, '1 min 0 s'],
  [203_000, '3 min 30 s'],
  [3_595_000, '1 h 0 min'],
  [7_500_000, '2 h 5 min'],
])('writes %d milliseconds that remain as %s', (milliseconds, text) => {
  expect(formatRemaining(milliseconds)).toBe(text);
});
