import type { Confidence, Severity } from '../model/level.ts';
import type { Format, RuleSelection } from '../model/options.ts';

/** What a configuration file says, whichever its format; absent settings are left to the defaults. */
export interface ConfigFile {
  rules: Omit<RuleSelection, 'only'>;
  settings: ConfigSettings;
  /** What the user should know of how the file was read: one line each. */
  notices: readonly string[];
}

/** The settings of `keyturn.yaml` that are not about rules, as they stand there. */
export interface ConfigSettings {
  include?: readonly string[];
  exclude?: readonly string[];
  gitignore?: boolean;
  trackedOnly?: boolean;
  maxFileSize?: number | string;
  archives?: boolean;
  maxArchiveDepth?: number;
  maxArchiveSize?: number | string;
  maxDecodeDepth?: number;
  minConfidence?: Confidence;
  minSeverity?: Severity;
  format?: Format;
  inlineAllow?: boolean;
  unusedAllows?: boolean;
  /** Seconds. */
  timeout?: number;
}

/** What holds without a configuration file. */
export const emptyConfig: ConfigFile = {
  rules: { useDefault: true, skip: [], added: [], addedDetails: [], overrides: {}, allowlists: [] },
  settings: {},
  notices: [],
};
