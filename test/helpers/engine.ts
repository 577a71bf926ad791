import {
  buildAutomaton,
  collectKeywords,
  createEngine,
  type Engine,
  type EngineOptions,
  unpackAutomaton,
  unpackPlan,
} from '../../src/engine/index.ts';
import type { Fragment } from '../../src/model/fragment.ts';
import type { Match } from '../../src/model/match.ts';
import { readBuiltIn, readBuiltInPlan } from '../../src/rules/built-in.ts';
import { type CompileRuleOptions, compileRule } from '../../src/rules/compile.ts';
import { fillRule, type RawRule } from '../../src/rules/fill-rule.ts';

export type TestRule = Partial<RawRule> & { id: string };

const settings: EngineOptions = { allowlists: [], maxDecodeDepth: 5 };

/** An engine over the user's rules that a test states; `compile` where they are in gitleaks' dialect. */
export function engineOf(
  raw: readonly TestRule[],
  options: Partial<EngineOptions> & { builtIn?: boolean; compile?: CompileRuleOptions } = {},
): Engine {
  const { builtIn = false, compile = { dialect: 'js' }, ...rest } = options;
  const rules = raw.map((rule) => compileRule(fillRule({ description: rule.id, ...rule }, 'Test'), compile));
  const automaton = buildAutomaton(collectKeywords(rules));
  return createEngine({ rules, builtInCount: builtIn ? rules.length : 0, automaton }, { ...settings, ...rest });
}

/** An engine over the built-in rules. */
export function builtInEngine(options: Partial<EngineOptions> = {}): Engine {
  const rules = readBuiltIn();
  const { automaton, plan } = readBuiltInPlan();
  const set = {
    rules,
    builtInCount: rules.length,
    automaton: unpackAutomaton(automaton),
    plan: unpackPlan(plan),
  };
  return createEngine(set, { ...settings, ...options });
}

/** A whole file as a fragment. */
export function fragmentOf(text: string | Uint8Array, path = 'src/app.ts'): Fragment {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  return { path, bytes, firstLine: 1, firstColumn: 1, offset: 0, ownStart: 0, ownEnd: Number.POSITIVE_INFINITY };
}

/** What most tests compare of a match: its rule and its secret. */
export function hits(engine: Engine, text: string | Uint8Array, path?: string): [ruleId: string, secret: string][] {
  return engine.scan(fragmentOf(text, path)).map(({ rule, secret }: Match) => [rule.id, secret]);
}
