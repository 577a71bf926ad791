import { matchesIdGlob } from '../lib/id-glob.ts';
import { listRules } from '../lib/list-rules.ts';
import type { RuleSelection } from '../model/options.ts';
import type { CompiledRule, RuleList } from '../model/rule.ts';
import { checkKnownIds } from './unknown-id.ts';

/** The rules of a run: which there are, and which of them take part. */
export interface SelectedRules {
  rules: RuleList;
  /** How many of them, at the front, are ours. */
  builtInCount: number;
  /** Absent where all do. */
  isEnabled?: (rule: CompiledRule) => boolean;
}

/**
 * Puts the user's rules behind the built-in ones, in place of those with the same id, and applies the changes that
 * the configuration asks for. Throws `UserError` for a `--rule` that names none.
 */
export function selectRules(builtIn: RuleList, selection: RuleSelection): SelectedRules {
  const { useDefault, added, only, skip, overrides } = selection;
  const isAsShipped = useDefault && added.length + only.length + skip.length + Object.keys(overrides).length === 0;
  if (isAsShipped) return { rules: builtIn, builtInCount: builtIn.length };
  const replaced = new Set(added.map(({ id }) => id));
  const changed = (rule: CompiledRule) =>
    Object.hasOwn(overrides, rule.id) ? change(rule, overrides[rule.id]!) : rule;
  const ours = listRules(builtIn).map(changed);
  const rules = [...ours, ...added.map(changed)];
  if (only.length > 0) {
    checkKnownIds(
      '--rule',
      only,
      rules.map(({ id }) => id),
    );
  }
  const off = new Set<CompiledRule>(ours.filter(({ id }) => !useDefault || replaced.has(id)));
  if (off.size + only.length + skip.length === 0) return { rules, builtInCount: ours.length };
  const isAny = (globs: readonly string[], id: string) => globs.some((glob) => matchesIdGlob(glob, id));
  const isLeft = (rule: CompiledRule) => !off.has(rule) && !isAny(skip, rule.id);
  const wanted = new Set(rules.filter((rule) => isLeft(rule) && (only.length === 0 || isAny(only, rule.id))));
  // A rule that `--rule` names cannot match without the companions that it requires: they run as its parts.
  const required = new Set(
    [...wanted].flatMap(({ companions }) => companions.filter((each) => each.required).map((each) => each.rule)),
  );
  const enabled = new Set<CompiledRule>();
  const selected = rules.map((rule) => {
    const isPartOnly = !wanted.has(rule) && isLeft(rule) && required.has(rule.id);
    const chosen = isPartOnly ? { ...rule, isPart: true } : rule;
    if (isPartOnly || wanted.has(rule)) enabled.add(chosen);
    return chosen;
  });
  return { rules: selected, builtInCount: ours.length, isEnabled: (rule) => enabled.has(rule) };
}

function change(rule: CompiledRule, changes: RuleSelection['overrides'][string]): CompiledRule {
  const { allow = [], ...plain } = changes;
  return { ...rule, ...plain, allow: [...rule.allow, ...allow] };
}
