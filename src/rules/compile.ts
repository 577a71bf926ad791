import type { CompiledPattern, Dialect } from '../engine/regex/index.ts';
import { compilePattern, everyMatchHolds, PatternError } from '../engine/regex/index.ts';
import { UserError } from '../lib/user-error.ts';
import type { AllowTarget, AllowTest, CompiledAllow, CompiledRule, MatchMode, RuleSource } from '../model/rule.ts';

/** Longest match that is looked for in a window round its keyword rather than in the whole text, in bytes. */
const maxWindow = 8192;
/** Added to both sides of a window, so that no match touches its ends. */
const windowMargin = 64;

export interface CompileRuleOptions {
  dialect: Dialect;
  /** Our own packs: patterns may use unbounded lookaround and always run on the platform's matcher. */
  trusted?: boolean;
  /** `.gitleaks.toml`'s `secretGroup`: the capture group that holds the secret; 0: the first that is not empty. */
  secretGroup?: number;
}

/** A set of reasons to drop a match, as a config or rule states it: patterns per target, in the config's dialect. */
export interface AllowSource {
  /** `or` unless given. */
  condition?: 'and' | 'or';
  secret?: readonly string[];
  match?: readonly string[];
  line?: readonly string[];
  path?: readonly string[];
  /** Full or abbreviated commit ids. */
  commit?: readonly string[];
  /** Case-insensitive substrings of the secret. */
  word?: readonly string[];
  reason?: string;
  targetRules?: readonly string[];
  origin?: string;
}

/** Where an allow stands, to begin an error message with, and how its patterns are read. */
export interface CompileAllowOptions {
  dialect: Dialect;
  trusted?: boolean;
  /** Starts the message of an error: `rule "x": allow[0]`. */
  where: string;
  /** Starts it instead for the pattern at this place among those on its target. */
  placeOf?: (on: AllowTarget, index: number) => string;
}

/**
 * Turns a validated rule into what the engine runs: patterns over bytes, the engine that may run them and the way
 * they are searched. Throws `UserError` naming rule and key for a pattern that is wrong or unsafe.
 */
export function compileRule(rule: RuleSource, options: CompileRuleOptions): CompiledRule {
  const where = `rule "${rule.id}"`;
  const keywords = rule.keywords.map((keyword) => keyword.toLowerCase());
  const pattern = rule.pattern === undefined ? undefined : compileRulePattern(rule, rule.pattern, options, where);
  const mode = chooseMode(rule, pattern, keywords, where);
  const path = rule.path === undefined ? undefined : compilePath(rule.path, options, where);
  if (rule.charset !== undefined) checkCharset(rule.charset, where);
  const margin = mode === 'window' && pattern ? windowSize(pattern) : 0;
  return {
    id: rule.id,
    mode,
    engine: pattern?.engine ?? 'native',
    keywords,
    source: pattern?.source ?? '',
    flags: pattern?.flags ?? '',
    ...(mode === 'sticky' && pattern && { head: pattern.head }),
    before: margin,
    after: margin,
    ...(path && { path: path.source, pathEngine: path.engine }),
    ...(rule.entropy !== undefined && { entropy: rule.entropy }),
    ...(rule.charset !== undefined && { charset: rule.charset }),
    ...(rule.length?.min !== undefined && { minLength: rule.length.min }),
    ...(rule.length?.max !== undefined && { maxLength: rule.length.max }),
    allow: compileRuleAllows(rule, options, where),
    companions: rule.companions,
    isPart: rule.isPart,
    ...(rule.checksum !== undefined && { checksum: rule.checksum }),
    severity: rule.severity,
    confidence: rule.confidence,
    ...(rule.sampleConfidence !== undefined && { sampleConfidence: rule.sampleConfidence }),
    ...secretGroup(pattern, options, where),
  };
}

/** Turns an allowlist into tests on targets. Throws `UserError` beginning with `where` for a pattern that is wrong. */
export function compileAllow(allow: AllowSource, options: CompileAllowOptions): CompiledAllow {
  const patterns = (on: AllowTarget, sources: readonly string[] = []): AllowTest[] =>
    sources.map((source, index) => {
      const where = options.placeOf?.(on, index) ?? `${options.where}: ${on}`;
      const compiled = compileOrExplain(source, options, where);
      return { on, source: compiled.source, flags: compiled.flags, engine: compiled.engine };
    });
  const plain = (on: AllowTarget, values: readonly string[] = []): AllowTest[] =>
    values.map((value) => ({ on, source: value.toLowerCase(), flags: '', engine: 'native' }));
  return {
    condition: allow.condition ?? 'or',
    tests: [
      ...plain('commit', allow.commit),
      ...patterns('path', allow.path),
      ...patterns('secret', allow.secret),
      ...patterns('match', allow.match),
      ...patterns('line', allow.line),
      ...plain('word', allow.word),
    ],
    ...(allow.reason !== undefined && { reason: allow.reason }),
    ...(allow.targetRules !== undefined && { targetRules: allow.targetRules }),
    ...(allow.origin !== undefined && { origin: allow.origin, place: options.where }),
  };
}

function compileRulePattern(
  rule: RuleSource,
  source: string,
  options: CompileRuleOptions,
  where: string,
): CompiledPattern {
  const { dialect, trusted } = options;
  return compileOrExplain(source, { dialect, trusted, anchored: rule.scope === 'assignment' }, `${where}: pattern`);
}

function compileOrExplain(
  source: string,
  options: Parameters<typeof compilePattern>[1],
  where: string,
): CompiledPattern {
  try {
    return compilePattern(source, options);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    throw new UserError('invalid-rule', `${where}: ${error.message}: ${shorten(source)}`, { cause: error });
  }
}

function shorten(source: string): string {
  return JSON.stringify(source.length > 120 ? `${source.slice(0, 117)}...` : source);
}

function compilePath(source: string, options: CompileRuleOptions, where: string): CompiledPattern {
  const { dialect, trusted } = options;
  return compileOrExplain(source, { dialect, trusted, withoutFlags: true }, `${where}: path`);
}

function chooseMode(
  rule: RuleSource,
  pattern: CompiledPattern | undefined,
  keywords: readonly string[],
  where: string,
): MatchMode {
  if (rule.scope === 'generic') return 'generic';
  if (!pattern) {
    if (rule.scope === 'text' && rule.path !== undefined) return 'path';
    throw new UserError('invalid-rule', `${where}: pattern: missing; a rule of scope "${rule.scope}" needs one`);
  }
  if (rule.scope === 'assignment') return 'assignment';
  if (keywords.length === 0 || isLongWalk(pattern)) return 'whole';
  if (pattern.prefixes?.every((prefix) => keywords.some((keyword) => prefix.startsWith(keyword)))) return 'sticky';
  return windowSize(pattern) <= maxWindow && everyMatchHolds(pattern, keywords) ? 'window' : 'whole';
}

/** An unbounded pattern on the linear engine: begun anew at each keyword it would read the same text over and over. */
function isLongWalk(pattern: CompiledPattern): boolean {
  return pattern.engine === 'linear' && pattern.maxLength === Number.POSITIVE_INFINITY;
}

function windowSize(pattern: CompiledPattern): number {
  return pattern.maxLength + pattern.reach.before + pattern.reach.after + windowMargin;
}

function checkCharset(charset: string, where: string): void {
  const { minLength, maxLength } = compileOrExplain(`[${charset}]`, { dialect: 'js' }, `${where}: charset`);
  const isOneClass = minLength === 1 && maxLength === 1 && /^(?:\\.|[^\]\\])+$/s.test(charset);
  if (!isOneClass)
    throw new UserError('invalid-rule', `${where}: charset: not the inside of one class: ${shorten(charset)}`);
}

function compileRuleAllows(rule: RuleSource, options: CompileRuleOptions, where: string): CompiledAllow[] {
  const { dialect, trusted } = options;
  const allows = rule.allow.map(({ reason, ...members }, index) => {
    const lists = Object.fromEntries(Object.entries(members).map(([target, source]) => [target, [source]]));
    const allow: AllowSource = { condition: 'and', ...lists, ...(reason !== undefined && { reason }) };
    return compileAllow(allow, { dialect, trusted, where: `${where}: allow[${index}]` });
  });
  if (rule.stopWords.length === 0) return allows;
  return [...allows, compileAllow({ word: rule.stopWords }, { dialect, where: `${where}: stopWords` })];
}

function secretGroup(
  pattern: CompiledPattern | undefined,
  options: CompileRuleOptions,
  where: string,
): { secretGroup?: number } {
  const group = options.secretGroup;
  const groupCount = pattern?.groupCount ?? 0;
  if (group !== undefined && (!Number.isInteger(group) || group < 0 || group > groupCount)) {
    throw new UserError(
      'invalid-rule',
      `${where}: secretGroup: the pattern has ${groupCount} groups, not group ${group}`,
    );
  }
  if (group !== undefined) return { secretGroup: group };
  return options.dialect === 'go' && groupCount > 0 ? { secretGroup: 0 } : {};
}
