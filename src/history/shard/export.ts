import { createHash } from 'node:crypto';
import { encodeRuns } from '../../lib/number-runs.ts';
import type { Finding } from '../../model/finding.ts';
import type { ScanError } from '../../model/report.ts';
import type {
  Shard,
  ShardCommit,
  ShardError,
  ShardFile,
  ShardFinding,
  ShardSecret,
  ShardText,
} from '../../model/shard.ts';
import type { Boundary } from '../boundary.ts';
import { bestFinding } from '../compare-findings.ts';
import type { CommitDescription } from '../describe-commits.ts';
import type { PlaceFacts, SecretFacts } from '../facts.ts';
import type { Hits } from '../hits.ts';
import type { Origin } from '../lane-content.ts';
import { refsReaching, type TextFacts, textKey } from '../text-facts.ts';
import type { CommitTable, VersionTable } from '../types.ts';

/** What is held where, as `gatherFacts` tells it. */
export type HeldAt = Map<string, { place: PlaceFacts; held: number[]; origins: Origin[] }[]>;

export function addHeld(heldAt: HeldAt, place: PlaceFacts, held: number[], origins: Origin[]): void {
  const { secretHash } = place;
  heldAt.set(secretHash, [...(heldAt.get(secretHash) ?? []), { place, held, origins }]);
}

export interface ExportInput {
  hits: Hits;
  commits: CommitTable;
  versions: VersionTable;
  /** Tips; commit -1: not in the selection. */
  refs: readonly { name: string; commit: number }[];
  facts: ReadonlyMap<string, SecretFacts>;
  heldAt: HeldAt;
  textFacts: ReadonlyMap<string, readonly TextFacts[]>;
  boundary: Boundary;
  /** Whether the audit has all that leads to its commits. */
  isClosed: boolean;
  describe(commits: Iterable<number>): Promise<ReadonlyMap<number, CommitDescription>>;
  isNote(commit: number): boolean;
  displayPath(path: string): string;
  hide(text: string): string;
  allowedIn(finding: Finding): readonly string[] | undefined;
}

type Exported = Pick<Shard, 'commits' | 'refs' | 'sets' | 'findings' | 'secrets'>;

/** Everything of what was found that a join with other shards asks for. */
export async function exportFindings(input: ExportInput): Promise<Exported> {
  const names = [...new Set(input.refs.map(({ name }) => name))].sort();
  const tables = createTables(input, names);
  const secrets: ShardSecret[] = [];
  for (const secretHash of input.hits.bySecret.keys()) {
    const files: ShardFile[] = [];
    for (const each of input.heldAt.get(secretHash) ?? []) files.push(await exportFile(each, input, tables));
    const texts = (input.textFacts.get(secretHash) ?? []).map((each) => exportText(each, input, tables));
    const refs = tables.refSet(input.facts.get(secretHash)?.refs ?? []);
    if (files.length + texts.length > 0) secrets.push({ secretHash, refs, files, texts });
  }
  const { sets, findings } = tables;
  return { commits: await exportCommits(secrets, input), refs: names.map(input.hide), sets, findings, secrets };
}

interface Tables {
  sets: string[];
  findings: ShardFinding[];
  set(numbers: Iterable<number>): number;
  refSet(names: readonly string[]): number;
  finding(finding: Finding): number;
}

/** What is named more than once is written once. */
function createTables({ allowedIn }: ExportInput, names: readonly string[]): Tables {
  const sets: string[] = [];
  const findings: ShardFinding[] = [];
  const setNumber = createNumbers(sets, (text: string) => text);
  const findingNumber = createNumbers(findings, (each: ShardFinding) => JSON.stringify(each));
  const nameNumbers = new Map(names.map((name, number) => [name, number]));
  return {
    sets,
    findings,
    set: (numbers) => setNumber(encodeRuns(numbers)),
    refSet: (list) => setNumber(encodeRuns(list.map((name) => nameNumbers.get(name)!).sort((a, b) => a - b))),
    finding(finding) {
      const commits = allowedIn(finding);
      return findingNumber({ finding, ...(commits && { allowedIn: commits }) });
    },
  };
}

function createNumbers<Item>(list: Item[], keyOf: (item: Item) => string): (item: Item) => number {
  const numbers = new Map<string, number>();
  return (item) => {
    const key = keyOf(item);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, list.length);
    return list.push(item) - 1;
  };
}

async function exportFile(
  { place, held, origins }: { place: PlaceFacts; held: number[]; origins: Origin[] },
  { hits, commits, versions, boundary, isClosed }: ExportInput,
  tables: Tables,
): Promise<ShardFile> {
  const { path, secretHash, last } = place;
  const blobs = hits.bySecret.get(secretHash)?.files.get(path) ?? new Map<string, Finding[]>();
  const wanted = new Set([...origins.map(({ blob }) => blob), ...[...blobs.keys()].sort().slice(0, 1)]);
  const contents = [...wanted].flatMap((blob) => {
    const findings = blobs.get(blob);
    return findings ? [{ blob, findings: findings.map(tables.finding) }] : [];
  });
  const before: number[] = [];
  const isHeld = new Set(held);
  // Another shard may know more of what is held; but what brings a secret changes the file, and no parent has it.
  for (const { commit } of isClosed ? [] : versions.versionsOf(path)) {
    if (commits.parentsOf(commit).some((parent) => isHeld.has(parent))) continue;
    if (await boundary.isHeldBefore(place, commit)) before.push(commit);
  }
  return {
    key: pathKey(path),
    held: tables.set(held),
    last,
    inHead: await boundary.isInHead(place),
    origins: origins.map(({ commit, parents, blob }) => ({ commit, parents, blob })),
    before,
    contents,
    best: bestOfRules([...blobs.values()].flat()).map(tables.finding),
  };
}

function bestOfRules(findings: readonly Finding[]): Finding[] {
  const best = new Map<string, Finding>();
  for (const finding of findings) {
    const known = best.get(finding.ruleId);
    best.set(finding.ruleId, known ? bestFinding([known, finding])! : finding);
  }
  return [...best.values()];
}

function exportText(facts: TextFacts, input: ExportInput, tables: Tables): ShardText {
  const { hit, holders, first, last, inHead, refs } = facts;
  const key = textKey(hit);
  const ofSecret = input.hits.bySecret.get(hit.finding.secretHash)?.texts ?? [];
  const all = ofSecret.filter((each) => textKey(each) === key).map(({ finding }) => finding);
  return {
    key: pathKey(key),
    kind: hit.kind,
    ...(hit.path !== undefined && { path: input.displayPath(hit.path) }),
    finding: tables.finding(hit.finding),
    best: bestOfRules(all).map(tables.finding),
    first,
    last,
    held: tables.set(holders),
    inHead,
    refs: tables.refSet(refs),
    reach: tables.refSet(refsReaching(holders, input)),
  };
}

async function exportCommits(secrets: readonly ShardSecret[], input: ExportInput): Promise<ShardCommit[]> {
  const { commits, textFacts, isNote } = input;
  const named = new Set<number>();
  for (const { files } of secrets) {
    for (const { origins, last } of files) for (const { commit } of [...origins, { commit: last }]) named.add(commit);
  }
  for (const { first, last } of [...textFacts.values()].flat()) if (first >= 0) named.add(first).add(last);
  const numbers = [...named].sort((a, b) => a - b);
  const known = await input.describe(numbers);
  return numbers.map((number) => ({
    number,
    time: commits.timeOf(number),
    isNote: isNote(number),
    ...known.get(number)!,
  }));
}

/** Stands for a path or whatever else may hold a secret itself, and says nothing of it. */
export function pathKey(path: string): string {
  return createHash('sha256').update(path, 'latin1').digest('hex').slice(0, 32);
}

/** Stands for the commits of an audit and for what else was said of which are meant. */
export function digestCommits(commits: CommitTable, selection: string): string {
  const hash = createHash('sha256').update(selection);
  for (let commit = 0; commit < commits.count; commit++) hash.update(commits.idOf(commit));
  return hash.digest('hex');
}

/** The order in which each error lists its commits. */
export function exportErrors(errors: readonly ScanError[], numberOf: (commit: string) => number): ShardError[] {
  return errors.flatMap(({ object, commits = [] }) =>
    object === undefined ? [] : [{ object, commits: commits.map(numberOf) }],
  );
}
