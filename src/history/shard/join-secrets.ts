import type { Finding } from '../../model/finding.ts';
import type { ShardFile, ShardOrigin, ShardText } from '../../model/shard.ts';
import { summarise } from '../boundary.ts';
import { compareFindings } from '../compare-findings.ts';
import type { PlaceFacts, SecretFacts } from '../facts.ts';
import type { SecretHits, TextHit } from '../hits.ts';
import type { TextFacts } from '../text-facts.ts';
import { ShardFault, type ShardTables } from './read-tables.ts';

/** What one shard says at a place of its report. */
export interface Said<Value> {
  value: Value;
  place: string;
  tables: ShardTables;
}

/** What the shards say of a secret. */
export interface SaidSecret {
  files: Map<string, Said<ShardFile>[]>;
  texts: Map<string, Said<ShardText>[]>;
  refs: Set<number>;
}

/** Stands for a ref until refs are sorted: no text that a report would show. */
export function refName(number: number): string {
  return `\0ref ${String(number).padStart(9, '0')}`;
}

/** What `assembleFindings` takes, as one audit would have gathered it. */
export class JoinedSecrets {
  readonly hits = new Map<string, SecretHits>();
  readonly fileFacts = new Map<string, SecretFacts>();
  readonly textFacts = new Map<string, TextFacts[]>();
  private readonly timeOf: (commit: number) => number;
  private readonly onSaid: (said: Said<unknown>) => void;

  constructor(timeOf: (commit: number) => number, onSaid: (said: Said<unknown>) => void) {
    this.timeOf = timeOf;
    this.onSaid = onSaid;
  }

  add(secretHash: string, { files, texts, refs }: SaidSecret): void {
    const hits: SecretHits = { files: new Map(), texts: [] };
    this.hits.set(secretHash, hits);
    const allHeld = new Set<number>();
    const allRefs = new Set(refs);
    const joinedTexts = [...texts.values()].map((group) => {
      const text = this.joinText(group, allRefs);
      for (const commit of text.holders) allHeld.add(commit);
      const best = this.readAll(group, readBest).flat();
      hits.texts.push(...best.map((finding) => ({ ...text.hit, finding })));
      return text;
    });
    if (joinedTexts.length > 0) this.textFacts.set(secretHash, joinedTexts);
    const places: PlaceFacts[] = [];
    const kept: PlaceFacts[] = [];
    for (const [key, group] of files) {
      const { place, isBefore } = this.joinFile(secretHash, group, allHeld);
      places.push(place);
      if (!isBefore) kept.push(place);
      hits.files.set(key, this.readContents(group));
    }
    if (kept.length === 0) return;
    const names = [...allRefs].map(refName);
    const { first, last } = kept[0]!;
    const facts = {
      secretHash,
      first,
      last,
      inHead: false,
      count: allHeld.size,
      refs: names,
      refCount: names.length,
      places,
    };
    this.fileFacts.set(secretHash, summarise(facts, kept));
  }

  private readAll<Value, Read>(group: readonly Said<Value>[], read: (said: Said<Value>) => Read): Read[] {
    return group.map((said) => {
      this.onSaid(said);
      return read(said);
    });
  }

  private joinFile(
    secretHash: string,
    group: readonly Said<ShardFile>[],
    allHeld: Set<number>,
  ): { place: PlaceFacts; isBefore: boolean } {
    const held = new Set<number>();
    for (const numbers of this.readAll(group, ({ value, tables, place }) =>
      tables.commits(value.held, `${place}.held`),
    )) {
      for (const commit of numbers) {
        held.add(commit);
        allHeld.add(commit);
      }
    }
    const origins = this.readAll(group, readOrigins).flat();
    // What brought it as one shard sees it may have it from a commit in which another shard sees it.
    const brought = origins.filter(({ parents }) => !parents.some((parent) => held.has(parent)));
    const first = (brought.length > 0 ? brought : origins).reduce((a, b) =>
      (this.timeOf(b.commit) - this.timeOf(a.commit) || b.commit - a.commit) < 0 ? b : a,
    );
    const lasts = this.readAll(group, ({ value, tables, place }) => tables.commit(value.last, `${place}.last`).number);
    const place = {
      path: group[0]!.value.key,
      secretHash,
      first: first.commit,
      last: this.newest(lasts),
      count: held.size,
      inHead: group.some(({ value }) => value.inHead),
      firstBlob: first.blob,
    };
    return { place, isBefore: group.some(({ value }) => value.before.includes(first.commit)) };
  }

  private readContents(group: readonly Said<ShardFile>[]): Map<string, Finding[]> {
    const contents = new Map<string, Finding[]>();
    for (const known of this.readAll(group, (said) => readFindings(said))) {
      for (const [blob, findings] of known) if (!contents.has(blob)) contents.set(blob, findings);
    }
    // In no content of an origin, maybe: they count for the choice of the rule alone.
    const best = this.readAll(group, readBest);
    return contents.set('~', best.flat());
  }

  private joinText(group: readonly Said<ShardText>[], allRefs: Set<number>): TextFacts {
    const said = this.readAll(group, ({ value, tables, place }) => {
      if (value.first >= 0) tables.commit(value.first, `${place}.first`);
      if (value.last >= 0) tables.commit(value.last, `${place}.last`);
      for (const ref of tables.refs(value.reach, `${place}.reach`)) allRefs.add(ref);
      const finding = tables.finding(value.finding, `${place}.finding`);
      const [held, refs] = [tables.commits(value.held, `${place}.held`), tables.refs(value.refs, `${place}.refs`)];
      return { ...value, finding, held, refs };
    });
    const holders = [...new Set(said.flatMap(({ held }) => [...held]))].sort((a, b) => a - b);
    const first = holders[0] ?? -1;
    const ofFirst = said.filter((each) => each.first === first);
    const best = (ofFirst.length > 0 ? ofFirst : said).reduce((a, b) =>
      compareFindings(b.finding, a.finding) < 0 ? b : a,
    );
    const hit: TextHit = {
      kind: best.kind,
      finding: best.finding,
      needle: Buffer.alloc(0),
      commit: first,
      ...(best.path !== undefined && { path: best.path }),
    };
    return {
      hit,
      holders,
      first,
      last: first < 0 ? -1 : this.newest(said.map(({ last }) => last).filter((last) => last >= 0)),
      count: holders.length,
      inHead: said.some(({ inHead }) => inHead),
      refs: [...new Set(said.flatMap(({ refs }) => [...refs]))].map(refName),
    };
  }

  /** Of equally old ones the later. */
  private newest(commits: readonly number[]): number {
    return commits.reduce((a, b) => ((this.timeOf(b) - this.timeOf(a) || b - a) > 0 ? b : a));
  }
}

function readOrigins({ value: { origins }, tables, place }: Said<ShardFile>): readonly ShardOrigin[] {
  if (origins.length === 0) throw new ShardFault(`${place}.origins`, 'names no commit');
  for (const [at, { commit }] of origins.entries()) tables.commit(commit, `${place}.origins[${at}].commit`);
  return origins;
}

function readBest({ value, tables, place }: Said<{ best: readonly number[] }>): Finding[] {
  return value.best.map((number, at) => tables.finding(number, `${place}.best[${at}]`));
}

function readFindings({ value, tables, place }: Said<ShardFile>): [blob: string, findings: Finding[]][] {
  return value.contents.map(({ blob, findings }, at) => [
    blob,
    findings.map((number, n) => tables.finding(number, `${place}.contents[${at}].findings[${n}]`)),
  ]);
}
