/** A `.gitleaks.toml` as it stands, before the one it extends is merged in. */
export interface GitleaksConfig {
  file: string;
  extend: { path?: string; useDefault: boolean; disabledRules: readonly string[] };
  /** By id, in the file's order. */
  rules: Map<string, GitleaksRule>;
  allowlists: readonly GitleaksAllowlist[];
  notices: readonly string[];
}

export interface GitleaksRule {
  id: string;
  description?: string;
  regex?: string;
  path?: string;
  /** 0: the first group that took part in the match. */
  secretGroup: number;
  /** 0: not checked; else the secret's must be greater. */
  entropy: number;
  keywords: readonly string[];
  tags: readonly string[];
  /** betterleaks': low for rules that are often wrong; 100 if not said. */
  specificity: number;
  skipReport: boolean;
  allowlists: readonly GitleaksAllowlist[];
  required: readonly { id: string; withinLines?: number; withinColumns?: number }[];
  file: string;
}

export interface GitleaksAllowlist {
  description?: string;
  condition: 'and' | 'or';
  commits: readonly string[];
  paths: readonly string[];
  regexTarget: 'secret' | 'match' | 'line';
  regexes: readonly string[];
  stopWords: readonly string[];
  /** Empty: all rules. */
  targetRules: readonly string[];
  /** How messages name it. */
  at: string;
}
