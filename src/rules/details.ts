import type { RuleDetails, RuleSource } from '../model/rule.ts';

/** The part of a rule that is read only when there is something to report. */
export function detailsOf(rule: RuleSource): RuleDetails {
  const { id, provider, description, tags, references, rotation } = rule;
  return { id, provider, description, tags, references, ...(rotation && { rotation }) };
}
