/** Which commits of a history were asked for; without anything: all that the refs lead to. */
export interface CommitSelection {
  /** Revisions as git writes them: `A..B`, `A...B`, `B`, `^A`; none: those of the refs. */
  range: readonly string[];
  /** Names of branches, here or on remotes, or globs of them; none: all refs. */
  branches: readonly string[];
  /** Committer dates, seconds since 1970, both inclusive. */
  since?: number;
  until?: number;
  /** Of merges only the first parent is followed. */
  firstParent: boolean;
  /** Only the newest so many. */
  maxCommits?: number;
  /** Also what no ref leads to. */
  unreachable: boolean;
  /** What is about to be pushed; the range and the branches count for nothing then. */
  push?: Push;
}

/** What is sent by a push, and what the other side has. */
export interface Push {
  /** Under the names that they get there, in full. */
  refs: readonly { name: string; id: string }[];
  /** Ids of what is there already, some of which may not be here. */
  known: readonly string[];
  /** Names of the remote: what its branches here lead to is there. */
  remotes: readonly string[];
}
