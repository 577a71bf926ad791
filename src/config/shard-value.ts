import type { ShardPart } from '../model/shard.ts';
import { badOption } from './flag-values.ts';

const mostShards = 10_000;

/** `I/N` of `--shard`, I from 1 to N; throws `UserError` `bad-option`. */
export function shardValue(value: string): ShardPart {
  const [, index = '', count = ''] = /^(\d{1,6})\/(\d{1,6})$/.exec(value.trim()) ?? [];
  const part = { index: Number(index), count: Number(count) };
  if (count === '') throw badOption('--shard', 'must be I/N, as in 2/5 for the second of five', value);
  if (part.count < 1 || part.count > mostShards) {
    throw badOption('--shard', `must name from 1 to ${mostShards} shards`, value);
  }
  if (part.index < 1 || part.index > part.count) {
    throw badOption('--shard', `must be one from 1/${part.count} to ${part.count}/${part.count}`, value);
  }
  return part;
}
