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
}
