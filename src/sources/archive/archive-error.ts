/** Why (the rest of) an archive is not read; `path` names the archive that is at fault. */
export class ArchiveError extends Error {
  readonly code: 'archive-damaged' | 'archive-encrypted' | 'archive-format' | 'archive-limit' | 'image-incomplete';
  readonly path: string;

  constructor(code: ArchiveError['code'], path: string, problem: string) {
    super(`${path} ${problem}`);
    this.code = code;
    this.path = path;
  }
}

/** More came out of an archive than may: nothing more of it is read. */
export class BudgetSpent extends ArchiveError {}

/** An archive that says what cannot be, or ends too early. */
export function damaged(path: string, problem: string): ArchiveError {
  return new ArchiveError('archive-damaged', path, `is damaged: ${problem}`);
}

/** Ends the reading of an archive without a word: the scan was stopped. */
export class Stopped extends Error {}
