/**
 * The flags of `scan` and `staged`, flat and as the parser leaves them; an absent flag was not given. Numbers may come
 * as the text that was typed: `settleOptions` checks them and names the flag when they are wrong.
 */
export interface ScanFlags {
  /** `--config FILE`, relative to the working folder. */
  config?: string;
  /** `--rule ID`: rule ids or id globs. */
  rule?: readonly string[];
  /** `--skip-rule ID`: rule ids or id globs. */
  skipRule?: readonly string[];
  minConfidence?: string;
  minSeverity?: string;
  format?: string;
  output?: string;
  /** Per cent, 0 to 100. */
  redact?: number | string;
  exitCode?: number | string;
  /** False for `--no-color`. */
  color?: boolean;
  quiet?: boolean;
  verbose?: boolean;
  /** False for `--no-progress`. */
  progress?: boolean;
  jobs?: number | string;
  /** Seconds; 0: none. */
  timeout?: number | string;
  include?: readonly string[];
  exclude?: readonly string[];
  /** False for `--no-gitignore`. */
  gitignore?: boolean;
  trackedOnly?: boolean;
  /** `10MB`, `512k` or a number of bytes; 0: no limit. */
  maxFileSize?: number | string;
  /** `--archives`: open archives that are found in folders too. */
  archives?: boolean;
  maxArchiveDepth?: number | string;
  /** As `maxFileSize`. */
  maxArchiveSize?: number | string;
  maxDecodeDepth?: number | string;
  /** False for `--no-inline-allow`. */
  inlineAllow?: boolean;
  /** `--unused-allows`. */
  listUnusedAllows?: boolean;
  /** `--baseline FILE`, relative to the working folder; absent: `.secrets.baseline` of the root, if there is one. */
  baseline?: string;
  /** False for `--no-baseline`. */
  useBaseline?: boolean;
  showKnown?: boolean;
  /** `PATH:LINE`. */
  explain?: string;
  /** What to scan; absent or empty: the working folder. */
  paths?: readonly string[];
}

/** Those that a program may give too. */
export type LibraryFlags = Omit<
  ScanFlags,
  'format' | 'output' | 'color' | 'quiet' | 'verbose' | 'progress' | 'exitCode' | 'explain' | 'showKnown'
>;

/** Where a scan is started from. */
export interface ScanContext {
  /** Absolute working folder. */
  cwd: string;
  /** Absolute root of the git work tree, or else the scanned folder: where configuration files are looked for. */
  root: string;
  env: Readonly<Record<string, string | undefined>>;
  /** Whether standard output is a terminal. */
  isTty: boolean;
  /** Whether a program gives the options, and messages should name them as it does. */
  isLibrary?: boolean;
}
