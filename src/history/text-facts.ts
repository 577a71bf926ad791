import { compareFindings } from './compare-findings.ts';
import type { HeldFacts } from './facts.ts';
import type { Hits, TextHit } from './hits.ts';
import { markDescendants } from './reach.ts';
import type { CommitTable, VersionTable } from './types.ts';

/**
 * A secret in texts of one kind (of one name, for names): in which commits, and from which refs they are reached. Where
 * no commit of the selection has it, `first` and `last` are -1.
 */
export interface TextFacts extends HeldFacts {
  hit: TextHit;
  /** The commits that count. */
  holders: readonly number[];
  refs: readonly string[];
}

export interface TextFactsInput {
  hits: Hits;
  commits: CommitTable;
  versions: VersionTable;
  /** Tips; commit -1: not in the selection. */
  refs: readonly { name: string; commit: number }[];
  /** The commit of HEAD; -1: not in the selection. */
  head: number;
}

/** Facts by secretHash. A message is in HEAD as long as HEAD's history has the commit. */
export function gatherTextFacts(input: TextFactsInput): Map<string, TextFacts[]> {
  const facts = new Map<string, TextFacts[]>();
  for (const [secretHash, { texts }] of input.hits.bySecret) {
    const groups = new Map<string, TextHit[]>();
    for (const hit of texts) {
      const key = textKey(hit);
      const group = groups.get(key);
      if (group) group.push(hit);
      else groups.set(key, [hit]);
    }
    const all = [...groups.values()].map((group) => describeGroup(input, group));
    if (all.length > 0) facts.set(secretHash, all);
  }
  return facts;
}

function describeGroup(input: TextFactsInput, group: readonly TextHit[]): TextFacts {
  const { commits, refs, head } = input;
  const holders = [...new Set(group.flatMap((hit) => holdersOf(input, hit)))].sort((a, b) => a - b);
  const own = [...new Set(group.flatMap(({ ref }) => ref ?? []))].sort();
  const first = holders[0];
  if (first === undefined)
    return { hit: bestHit(group), holders, first: -1, last: -1, count: 0, inHead: false, refs: own };
  const last = holders.reduce((a, b) => (commits.timeOf(b) >= commits.timeOf(a) ? b : a));
  const ofFirst = group.filter(({ commit }) => commit === first);
  const hit = bestHit(ofFirst.length > 0 ? ofFirst : group);
  if (own.length > 0) return { hit, holders, first, last, count: holders.length, inHead: false, refs: own };
  const marks = markDescendants(commits, holders);
  const reaching = refsOf(marks, refs);
  const inHead = head >= 0 && (hit.kind === 'file-name' ? holders.includes(head) : marks[head] === 1);
  return { hit, holders, first, last, count: holders.length, inHead, refs: reaching };
}

function refsOf(marks: Uint8Array, refs: TextFactsInput['refs']): string[] {
  return refs.filter(({ commit }) => commit >= 0 && marks[commit] === 1).map(({ name }) => name);
}

/** The refs from which some commits can be reached. */
export function refsReaching(holders: readonly number[], { commits, refs }: Pick<TextFactsInput, 'commits' | 'refs'>) {
  return refsOf(markDescendants(commits, holders), refs);
}

/** What tells the texts that are one place from others. */
export function textKey({ kind, finding, path, ref }: TextHit): string {
  return [kind, finding.path, path ?? ref ?? ''].join('\0');
}

function bestHit(hits: readonly TextHit[]): TextHit {
  return hits.reduce((a, b) => (compareFindings(b.finding, a.finding) < 0 ? b : a));
}

/** The commits that have the text. Of a file's name: from where it comes to where it goes, along the first parents. */
function holdersOf({ commits, versions }: TextFactsInput, hit: TextHit): number[] {
  if (hit.path === undefined) return hit.commit >= 0 ? [hit.commit] : [];
  const state = new Int8Array(commits.count).fill(-1);
  for (const { commit, blob } of versions.versionsOf(hit.path)) state[commit] = blob === undefined ? 0 : 1;
  const holders: number[] = [];
  for (let commit = 0; commit < commits.count; commit++) {
    if (state[commit] === -1) state[commit] = state[commits.parentsOf(commit)[0] ?? -1] ?? 0;
    if (state[commit] === 1) holders.push(commit);
  }
  return holders;
}
