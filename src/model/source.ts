import type { Fragment } from './fragment.ts';
import type { ScanError, SkipReason } from './report.ts';

/** What a source tells while it reads. All calls are synchronous; a fragment's bytes may be reused once it returns. */
export interface SourceSink {
  fragment(fragment: Fragment): void;
  /** `isNamed`: the user named this very file. `judgedAs`: see `Fragment`. */
  skip(path: string, reason: SkipReason, isNamed?: boolean, judgedAs?: string): void;
  error(error: ScanError): void;
  /** A file is finished; called once for each file that was read, whatever its number of fragments. */
  fileDone(path: string, bytes: number): void;
  /** How many files there are to read, as far as is known; for the progress bar. */
  expect(files: number): void;
}

/** Where content comes from: a tree, the index, standard input. */
export interface Source {
  /** Absolute folder that the paths of its fragments are relative to. */
  root: string;
  /**
   * Reads everything, telling the sink; lets the event loop run every 50 ms or so and stops early, without an
   * error, when the signal aborts. Throws `UserError` when it cannot begin; an unreadable file goes to `sink.error`.
   */
  read(sink: SourceSink, signal: AbortSignal): Promise<void>;
}
