import type { Confidence, Severity } from './level.ts';

/** Where a pattern is looked for. */
export type RuleScope =
  /** The pattern stands for itself, anywhere in the text. */
  | 'text'
  /** The pattern must match the whole value that is assigned to a name (or passed beside one) holding a keyword. */
  | 'assignment'
  /** No pattern: the generic detector in the engine judges the value that is assigned to a name holding a keyword. */
  | 'generic';

/** One way of saying "this hit is fine". All the given members must match (each a pattern, searched, not anchored). */
export interface AllowPattern {
  secret?: string;
  match?: string;
  line?: string;
  path?: string;
  /** Why this is no leak; shown by `--explain`. */
  reason?: string;
}

/** Another rule that must (or may) match nearby; both together are one finding. */
export interface Companion {
  rule: string;
  /** Greatest distance in lines. */
  within: number;
  /** Greatest distance between the starting columns, too, where a `.gitleaks.toml` asks for it. */
  withinColumns?: number;
  /** False: the finding stands without it, with the companion as an added part. */
  required: boolean;
}

/** What turns this key: read by the rotation module, printed as one line by the terminal report. */
export interface RotationHint {
  /** One imperative line for a human. */
  advice: string;
  /** The vendor's page or console where it is revoked. */
  url?: string;
}

/** One example text for a rule, from a template (see `rules/sample.ts`), and where it stands. */
export interface RuleExample {
  text: string;
  /** A file name, for rules whose result depends on it. */
  path?: string;
}

/** A rule as a pack states it, after validation and with all defaults filled in. */
export interface RuleSource {
  id: string;
  provider: string;
  description: string;
  severity: Severity;
  confidence: Confidence;
  /** In tests, documentation, samples and vendored code, where people make up such a thing themselves; absent: the same. */
  sampleConfidence?: Confidence;
  scope: RuleScope;
  /** Lower case; at least one of them stands in every text that the rule can match. Empty: the rule is slow. */
  keywords: readonly string[];
  /** JavaScript syntax; the secret is the group named `secret`, or else the whole match. Absent: a path-only rule. */
  pattern?: string;
  /** Searched in the path; with no `pattern`, the file's presence is the finding. */
  path?: string;
  /** Least Shannon entropy of the secret, in bits per character. */
  entropy?: number;
  /** Characters the secret may consist of, as the inside of a character class: `0-9a-f`. */
  charset?: string;
  length?: { min?: number; max?: number };
  /** Case-insensitive substrings that make a secret no secret. */
  stopWords: readonly string[];
  allow: readonly AllowPattern[];
  companions: readonly Companion[];
  /** True: never reported on its own, only as a companion. */
  isPart: boolean;
  /** Name of a scheme in `engine/checksum`. */
  checksum?: string;
  tags: readonly string[];
  references: readonly string[];
  rotation?: RotationHint;
  examples: readonly RuleExample[];
  counterExamples: readonly RuleExample[];
}

/** How the engine runs a rule's pattern once a keyword was seen. */
export type MatchMode =
  /** At the keyword's own place. */
  | 'sticky'
  /** In a window round the keyword; the pattern's length is bounded. */
  | 'window'
  /** Over the whole fragment: unbounded patterns and rules without keywords. */
  | 'whole'
  /** On a value that the assignment reader found beside the keyword. */
  | 'assignment'
  /** By the engine's generic detector. */
  | 'generic'
  /** On the path alone. */
  | 'path';

/** Whether the platform's backtracking matcher may run the pattern, or only the linear one. */
export type MatchEngine = 'native' | 'linear';

/** What an allow test looks at. `word`: a case-insensitive substring of the secret. */
export type AllowTarget = 'secret' | 'match' | 'line' | 'path' | 'commit' | 'word';

/** One test of an allowlist; `source` is a pattern, for `word` the lower-case word, for `commit` a full or short id. */
export interface AllowTest {
  on: AllowTarget;
  source: string;
  flags: string;
  engine: MatchEngine;
}

/** A set of reasons to drop a match. Tests on the same target are alternatives. */
export interface CompiledAllow {
  /** `and`: every target that has tests must have one that hits; `or`: any hit is enough. */
  condition: 'and' | 'or';
  tests: readonly AllowTest[];
  reason?: string;
  /** Only for these rules; absent: all (a rule's own allows belong to that rule). */
  targetRules?: readonly string[];
  /** File that states it, for messages. */
  origin?: string;
  /** Where in that file, as messages name it: `keyturn.yaml:3:5: allowlists[0]`. Tells allowlists of a configuration apart. */
  place?: string;
}

/** The part of a rule that the hot loop needs; plain data, so that it can be compiled ahead and shipped as JSON. */
export interface CompiledRule {
  id: string;
  mode: MatchMode;
  engine: MatchEngine;
  keywords: readonly string[];
  /** Regular-expression source over latin1 text (one character a byte), and its flags without `g` and `y`. */
  source: string;
  flags: string;
  /** For `sticky`: the bytes before a match and at its first places, as ranges; see `engine/regex/head-check.ts`. */
  head?: { before: string; places: readonly string[] };
  /** For `window`: how many bytes before the keyword's start and after its end the pattern can reach. */
  before: number;
  after: number;
  /** Regular-expression source without flags. */
  path?: string;
  /** Which matcher may run `path`; absent: `native`. */
  pathEngine?: MatchEngine;
  entropy?: number;
  charset?: string;
  minLength?: number;
  maxLength?: number;
  allow: readonly CompiledAllow[];
  companions: readonly Companion[];
  isPart: boolean;
  checksum?: string;
  severity: Severity;
  confidence: Confidence;
  sampleConfidence?: Confidence;
  /** Number of the capture group that holds the secret, where it has no name (.gitleaks.toml's `secretGroup`). */
  secretGroup?: number;
}

/** The part of a rule that is read only when there is something to report. */
export interface RuleDetails {
  id: string;
  provider: string;
  description: string;
  tags: readonly string[];
  references: readonly string[];
  rotation?: RotationHint;
}

/** Rules by index; a rule may be read only when it is asked for. */
export interface RuleList {
  readonly length: number;
  at(index: number): CompiledRule | undefined;
}
