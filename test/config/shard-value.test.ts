import { expect, it } from 'vitest';
import { shardValue } from '../../src/config/shard-value.ts';

it.each([
  ['1/1', { index: 1, count: 1 }],
  ['2/5', { index: 2, count: 5 }],
  [' 7/7 ', { index: 7, count: 7 }],
])('reads %j', (value, part) => {
  expect(shardValue(value)).toEqual(part);
});

it.each([
  ['', '--shard must be I/N, as in 2/5 for the second of five, got ""'],
  ['2', '--shard must be I/N, as in 2/5 for the second of five, got "2"'],
  ['-1/2', '--shard must be I/N, as in 2/5 for the second of five, got "-1/2"'],
  ['1/2/3', '--shard must be I/N, as in 2/5 for the second of five, got "1/2/3"'],
  ['0/3', '--shard must be one from 1/3 to 3/3, got "0/3"'],
  ['4/3', '--shard must be one from 1/3 to 3/3, got "4/3"'],
  ['1/0', '--shard must name from 1 to 10000 shards, got "1/0"'],
  ['1/20000', '--shard must name from 1 to 10000 shards, got "1/20000"'],
])('refuses %j', (value, message) => {
  expect(() => shardValue(value)).toThrow(message);
});
