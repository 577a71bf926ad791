/** A run of bytes with its place; what sources hand to the engine. The bytes are only valid during the call. */
export interface Fragment {
  /** With `/`, relative to the root of the git work tree, or outside one to the scanned folder. */
  path: string;
  /** The path that rules judge by, where it is another: of a file in an archive, the archive is a folder of it. */
  judgedAs?: string;
  /** For each finding in it: further tags, and what to tell people of its place. */
  tags?: readonly string[];
  remark?: string;
  /** The content: text in any ASCII-compatible encoding; UTF-16 has been turned into UTF-8 by the source. */
  bytes: Uint8Array;
  /** Number of the fragment's first line in its file, from 1. */
  firstLine: number;
  /** Number of the first line's first column, from 1; above 1 only where a chunk starts inside a very long line. */
  firstColumn: number;
  /** Offset of the fragment's first byte in its file. */
  offset: number;
  /**
   * The part of `bytes` whose matches are this fragment's own, by where they start. Large files come in fragments
   * that overlap, so that nothing is lost at the seams; each match belongs to one of them.
   */
  ownStart: number;
  ownEnd: number;
  /** The lines that the change under scan adds (numbers in the file); absent: every line counts. */
  addedLines?: ReadonlySet<number>;
}
