import type { Place } from './finding.ts';

/** What of a history holds a secret: the content of a file, or one of the texts round it. */
export const placeKinds = ['file', 'file-name', 'message', 'author', 'committer', 'tag', 'note', 'ref'] as const;
export type PlaceKind = (typeof placeKinds)[number];

/** Who made a commit and when. */
export interface CommitFacts {
  /** Full id. */
  commit: string;
  author: string;
  email: string;
  /** The author's date, ISO 8601 in UTC. */
  date: string;
}

/** A path under which a history holds a secret, from the commit that brought it there on. Lines are those of that commit. */
export interface HistoryPlace extends Place, CommitFacts {
  kind: PlaceKind;
  /** The newest commit that holds it here, and its date. */
  lastCommit: string;
  lastDate: string;
  /** How many commits hold it here. */
  commitCount: number;
  inHead: boolean;
}

/** What a history tells of a secret; commit, author and date are those of the commit that introduced it. */
export interface FindingHistory extends CommitFacts {
  kind: PlaceKind;
  /** First line of that commit's message, every secret in it hidden. */
  message: string;
  lastCommit: string;
  lastDate: string;
  /** How many commits hold it at any of its places. */
  commitCount: number;
  inHead: boolean;
  /** Refs whose history holds it, sorted; at most 20 of them. */
  refs: readonly string[];
  refCount: number;
  /** In order of introduction; at most 100 of them. */
  places: readonly HistoryPlace[];
  placeCount: number;
  /** Other rules that match the same secret. */
  otherRules: readonly string[];
}

/** What of a history was to be read, and how far it came. */
export interface HistoryScope {
  /** Commits in the selection; `scanned.commits` of the report says how many were read. */
  commits: number;
  refs: number;
  isShallow: boolean;
  /** Ended by an interrupt or `--timeout`: commits are missing. */
  isPartial: boolean;
  /** What the reader should know: replaced objects and grafts ignored, LFS pointers, submodules. */
  notes: readonly string[];
}

/** What an audit is doing, in this order. */
export const historyPhases = ['list', 'compare', 'read', 'decide', 'texts', 'trace'] as const;
export type HistoryPhase = (typeof historyPhases)[number];

/** How far an audit has come; all numbers are totals so far. */
export interface HistoryProgress {
  phase: HistoryPhase;
  /** Commits that this phase has done, and those it has to do; 0: not known yet. */
  commits: number;
  expectedCommits: number;
  findings: number;
}
