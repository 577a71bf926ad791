import { buildAutomaton, collectKeywords, createEngine } from '../engine/index.ts';
import type { CompiledRule, RuleSource } from '../model/rule.ts';
import { compileRule } from '../rules/compile.ts';
import type { ScanText } from '../rules/test-rules.ts';

/** Rules to try examples on. */
export interface RulesUnderTest {
  builtIn: readonly RuleSource[];
  /** The user's: one with the id of a built-in rule replaces it. */
  added: readonly RuleSource[];
}

/**
 * Scans single texts with the given rules, as a scan would with no configuration besides; a part of a multi-part
 * credential is also found on its own, so that its examples need not hold the other half. Throws `UserError` for a
 * rule that cannot be compiled.
 */
export function createRuleScanner({ builtIn, added }: RulesUnderTest): ScanText {
  const replaced = new Set(added.map(({ id }) => id));
  const ours = builtIn.filter(({ id }) => !replaced.has(id)).map((rule) => compile(rule, true));
  const rules = [...ours, ...added.map((rule) => compile(rule, false))];
  const set = { rules, builtInCount: ours.length, automaton: buildAutomaton(collectKeywords(rules)) };
  const engine = createEngine(set, { isEnabled: () => true, allowlists: [], maxDecodeDepth: 5 });
  return (text, path) => {
    const bytes = Buffer.from(text);
    const place = { firstLine: 1, firstColumn: 1, offset: 0, ownStart: 0, ownEnd: bytes.length };
    const matches = engine.scan({ path, bytes, ...place });
    return matches.flatMap(({ rule, parts }) => [{ ruleId: rule.id }, ...parts.map(({ ruleId }) => ({ ruleId }))]);
  };
}

function compile(rule: RuleSource, trusted: boolean): CompiledRule {
  return { ...compileRule(rule, { dialect: 'js', trusted }), isPart: false };
}
