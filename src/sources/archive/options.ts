/** How archives are read. */
export interface ArchiveOptions {
  /** How many archives are opened one inside the other. */
  maxDepth: number;
  /** Bytes that may come out of one; undefined: by its size. */
  maxSize: number | undefined;
  /** In bytes; Infinity: no limit. */
  maxFileSize: number;
  /** `alias`: the same with archives as folders. */
  isIncluded(path: string, alias: string): boolean;
  /** Asked of archives, as what is in them may be included. */
  excludes(path: string, alias: string): boolean;
  /** Called often; see `lib/yield-loop.ts`. */
  pause?(): Promise<void> | undefined;
  isStopped?(): boolean;
}
