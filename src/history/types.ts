/** The commits of a selection, oldest first: a commit's parents stand before it. */
export interface CommitTable {
  readonly count: number;
  /** Full id in hex. */
  idOf(commit: number): string;
  /** -1: not in the selection. */
  indexOf(id: string): number;
  /** Indices of its parents; those outside of the selection are left out. */
  parentsOf(commit: number): readonly number[];
  /** Whether some parent of it is outside of the selection. */
  lacksParent(commit: number): boolean;
  /** Committer date, seconds since 1970. */
  timeOf(commit: number): number;
}

/** A path's content as a commit left it. */
export interface Version {
  commit: number;
  /** Full id in hex; undefined: the commit took the path away. */
  blob: string | undefined;
}

/** What each commit changed, for all paths. A merge counts where its content is that of none of its parents. */
export interface VersionTable {
  /** In order of commits. Paths are bytes as latin1. */
  versionsOf(path: string): Version[];
  /** By commit the paths that it took away. */
  deletions(): Map<number, string[]>;
  /** Commits and paths at which a blob stands, for the errors on unreadable ones. */
  placesOf(blob: string): { commit: number; path: string }[];
}

/** A secret in a blob, decided on the whole of it; where it stands and what to look for in other versions of the file. */
export interface Holding {
  /** As latin1 bytes: `VersionTable`'s key. */
  path: string;
  blob: string;
  secretHash: string;
  /** The bytes of the secret as they stand in the blob. Never leaves memory. */
  needle: Buffer;
}
