import type { AllowTest, CompiledAllow, CompiledRule } from '../model/rule.ts';
import { createMatcher, type HeadCheck, hasStretch, type Matcher } from './regex/index.ts';

/** One allowlist with its patterns ready to run. */
export interface AllowRun {
  allow: CompiledAllow;
  tests: readonly { test: AllowTest; matcher: Matcher | undefined }[];
}

/** A rule with what it needs to run. Patterns are compiled by the platform on their first use. */
export interface RuleRun {
  rule: CompiledRule;
  /** Ours, and not the user's own. */
  isBuiltIn: boolean;
  matcher: Matcher;
  /** A quick look before the pattern is run; made on first use. */
  headCheck: HeadCheck | undefined;
  pathMatcher: Matcher | undefined;
  charset: RegExp | undefined;
  allows: readonly AllowRun[];
  /** Those of them that ask for a commit, which only a history knows. */
  commitAllows: readonly AllowRun[];
  /** Where the window of pending searches ends in the level with this number. */
  windowLevel: number;
  windowStart: number;
  windowEnd: number;
  /** The last place at which the pattern was tried, so that two keywords at one place try it once. */
  triedLevel: number;
  triedAt: number;
  /** See `spansLines`; undefined: not asked yet. */
  spansLines: boolean | undefined;
}

/** Prepares a rule; `allowlists` are the global ones, of which it takes those that concern it. */
export function createRuleRun(rule: CompiledRule, isBuiltIn: boolean, allowlists: readonly CompiledAllow[]): RuleRun {
  const concerned = allowlists.filter(({ targetRules }) => targetRules === undefined || targetRules.includes(rule.id));
  const allows = [...rule.allow, ...concerned].map(createAllowRun);
  return {
    rule,
    isBuiltIn,
    matcher: createMatcher(rule),
    headCheck: undefined,
    pathMatcher: rule.path === undefined ? undefined : pathMatcher(rule.path, rule.pathEngine),
    charset: rule.charset === undefined ? undefined : new RegExp(`^[${rule.charset}]*$`),
    allows,
    commitAllows: allows.filter(({ tests }) => tests.some(({ test }) => test.on === 'commit')),
    windowLevel: 0,
    windowStart: 0,
    windowEnd: 0,
    triedLevel: 0,
    triedAt: -1,
    spansLines: undefined,
  };
}

/** Whether a match can go on over several lines, and does not just have a line break between a name and its value. */
export function spansLines(run: RuleRun): boolean {
  run.spansLines ??= hasStretch(run.rule, newline, leastStretch);
  return run.spansLines;
}

const newline = 10;
const leastStretch = 40;

function pathMatcher(source: string, engine: CompiledRule['pathEngine']): Matcher {
  return createMatcher({ source, flags: '', engine: engine ?? 'native' });
}

function createAllowRun(allow: CompiledAllow): AllowRun {
  return {
    allow,
    tests: allow.tests.map((test) => ({
      test,
      matcher: test.on === 'word' || test.on === 'commit' ? undefined : createMatcher(test),
    })),
  };
}
