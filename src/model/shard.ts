import type { Finding } from './finding.ts';
import type { CommitFacts, PlaceKind } from './history.ts';

/** A share of an audit: the first of three, say. */
export interface ShardPart {
  /** From 1. */
  index: number;
  count: number;
}

/*
 * Below, commits are numbers in the order of the audit, parents before children, the same in all shards. Sets of
 * numbers are texts (`lib/number-runs.ts`), and stand in `sets`; findings stand in `findings`.
 */

/** What `merge` needs of a shard to say what one audit would have said. No secret is in it that the report does not show. */
export interface Shard extends ShardPart {
  /** Stand for the program with its rules and options, and for the commits and refs: equal in all shards of an audit. */
  options: string;
  history: string;
  redact: number;
  notes: readonly string[];
  submodules: number;
  /** Stand for the paths of LFS pointers. */
  lfs: readonly string[];
  /** Findings held back, in texts and, by what stands for a content and its path, in files: two shards may read the same. */
  suppressed: { texts: number; files: readonly (readonly [key: string, count: number])[] };
  /** Lines of ignore files that name a commit. */
  ignored: readonly ShardIgnore[];
  /** Every commit that is named below. */
  commits: readonly ShardCommit[];
  /** Names of refs in order of their bytes, secrets hidden. */
  refs: readonly string[];
  sets: readonly string[];
  findings: readonly ShardFinding[];
  secrets: readonly ShardSecret[];
  errors: readonly ShardError[];
}

/** `allowedIn`: commits in which an allowlist lets it be: ids, or beginnings of them. */
export interface ShardFinding {
  finding: Finding;
  allowedIn?: readonly string[];
}

export interface ShardIgnore {
  commit: string;
  path: string;
  line: number;
  ruleIds: readonly string[];
}

export interface ShardCommit extends CommitFacts {
  number: number;
  time: number;
  message: string;
  isNote: boolean;
}

export interface ShardSecret {
  secretHash: string;
  /** Set of refs that lead to a commit of a file below. */
  refs: number;
  files: readonly ShardFile[];
  texts: readonly ShardText[];
}

/** A secret at a path. */
export interface ShardFile {
  /** Stands for the path. */
  key: string;
  /** Set of commits that hold it there. */
  held: number;
  last: number;
  inHead: boolean;
  /** Commits that hold it and have no parent in the audit that does. */
  origins: readonly ShardOrigin[];
  /** Commits of the audit that have a parent outside of it which holds it. */
  before: readonly number[];
  /** Contents in which it was found: those of the origins, and the first by id. */
  contents: readonly { blob: string; findings: readonly number[] }[];
  /** Of each rule the finding that says most. */
  best: readonly number[];
}

export interface ShardOrigin {
  commit: number;
  parents: readonly number[];
  blob: string;
}

/** A secret in texts that are reported as one place. */
export interface ShardText {
  key: string;
  kind: PlaceKind;
  /** The file's name that it is, secrets hidden. */
  path?: string;
  finding: number;
  /** Of each rule the finding that says most. */
  best: readonly number[];
  /** -1: no commit of the audit has it. */
  first: number;
  last: number;
  /** Set of commits. */
  held: number;
  inHead: boolean;
  /** Set of the refs that are told. */
  refs: number;
  /** Set of the refs that lead to a commit that has it. */
  reach: number;
}

/** An object that cannot be read, and the numbers of its commits in the order in which the error lists them; -1: none. */
export interface ShardError {
  object: string;
  commits: readonly number[];
}
