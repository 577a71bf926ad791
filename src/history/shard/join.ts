import type { Finding } from '../../model/finding.ts';
import type { Shard, ShardCommit } from '../../model/shard.ts';
import { type Assembled, assembleFindings } from '../assemble.ts';
import { noCommit } from '../describe-commits.ts';
import { createSuppression } from '../suppression.ts';
import { JoinedSecrets, refName, type Said, type SaidSecret } from './join-secrets.ts';
import { readTables, type ShardTables } from './read-tables.ts';

/**
 * The findings that one audit would have made of what these shards found, all of one audit with `count` commits. Throws
 * `ShardFault`, naming the shard by `onShard` first.
 */
export function joinFindings(shards: readonly Shard[], count: number, onShard: (index: number) => void): Assembled {
  const commits = new Map<number, ShardCommit>();
  const allowedIn = new Map<Finding, readonly string[]>();
  const secrets = new Map<string, SaidSecret>();
  const origins = new Map<Said<unknown>, number>();
  for (const [index, shard] of shards.entries()) {
    onShard(index);
    const tables = readTables(shard, count);
    for (const commit of shard.commits) commits.set(commit.number, commit);
    for (const [finding, ids] of tables.allowedIn) allowedIn.set(finding, ids);
    gather(shard, tables, secrets, (said) => origins.set(said, index));
  }
  const timeOf = (commit: number) => commits.get(commit)?.time ?? 0;
  const joined = new JoinedSecrets(timeOf, (said) => onShard(origins.get(said)!));
  for (const [secretHash, secret] of secrets) joined.add(secretHash, secret);
  const names = refNames(shards);
  return assembleFindings({
    hits: { bySecret: joined.hits },
    fileFacts: joined.fileFacts,
    textFacts: joined.textFacts,
    describe: (commit) => commits.get(commit) ?? noCommit,
    timeOf,
    isNote: (commit) => commits.get(commit)?.isNote ?? false,
    displayPath: (path) => path,
    hide: (text) => names.get(text) ?? text,
    isSuppressed: createSuppression(shards[0]!.ignored, (finding) => allowedIn.get(finding)),
  });
}

function gather(
  { secrets }: Shard,
  tables: ShardTables,
  known: Map<string, SaidSecret>,
  onSaid: (said: Said<unknown>) => void,
): void {
  for (const [at, { secretHash, files, texts, refs }] of secrets.entries()) {
    const place = `shard.secrets[${at}]`;
    const secret: SaidSecret = known.get(secretHash) ?? { files: new Map(), texts: new Map(), refs: new Set() };
    known.set(secretHash, secret);
    for (const ref of tables.refs(refs, `${place}.refs`)) secret.refs.add(ref);
    const say = <Value extends { key: string }>(value: Value, where: string, group: Map<string, Said<Value>[]>) => {
      const said = { value, place: where, tables };
      onSaid(said);
      group.set(value.key, [...(group.get(value.key) ?? []), said]);
    };
    for (const [n, file] of files.entries()) say(file, `${place}.files[${n}]`, secret.files);
    for (const [n, text] of texts.entries()) say(text, `${place}.texts[${n}]`, secret.texts);
  }
}

/** Refs by the names that stand for them until they are sorted: their numbers, of one length. */
function refNames(shards: readonly Shard[]): Map<string, string> {
  return new Map(shards[0]!.refs.map((name, number) => [refName(number), name]));
}
