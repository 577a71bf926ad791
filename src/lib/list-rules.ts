import type { CompiledRule, RuleList } from '../model/rule.ts';

/** All rules of a list, read. */
export function listRules(rules: RuleList): CompiledRule[] {
  return Array.from({ length: rules.length }, (_, index) => rules.at(index)!);
}
