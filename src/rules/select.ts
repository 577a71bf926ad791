import { matchesIdGlob } from '../lib/id-glob.ts';
import { listRules } from '../lib/list-rules.ts';
import { UserError } from '../lib/user-error.ts';
import type { RuleSelection } from '../model/options.ts';
import type { CompiledRule, RuleList } from '../model/rule.ts';
import { hintUnknownId } from './unknown-id.ts';

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
  checkIds(rules, only, '--rule');
  const off = new Set<CompiledRule>(ours.filter(({ id }) => !useDefault || replaced.has(id)));
  if (off.size + only.length + skip.length === 0) return { rules, builtInCount: ours.length };
  const isAny = (globs: readonly string[], id: string) => globs.some((glob) => matchesIdGlob(glob, id));
  const isWanted = (rule: CompiledRule) =>
    !off.has(rule) && (only.length === 0 || isAny(only, rule.id)) && !isAny(skip, rule.id);
  const parts = new Set(rules.filter(isWanted).flatMap(({ companions }) => companions.map(({ rule }) => rule)));
  const isPartOnly = (rule: CompiledRule) => parts.has(rule.id) && !off.has(rule) && !isWanted(rule);
  return {
    rules: rules.map((rule) => (isPartOnly(rule) ? { ...rule, isPart: true } : rule)),
    builtInCount: ours.length,
    isEnabled: (rule) => (rule.isPart ? parts.has(rule.id) || isWanted(rule) : isWanted(rule)),
  };
}

function change(rule: CompiledRule, changes: RuleSelection['overrides'][string]): CompiledRule {
  const { allow = [], ...plain } = changes;
  return { ...rule, ...plain, allow: [...rule.allow, ...allow] };
}

function checkIds(rules: readonly CompiledRule[], globs: readonly string[], option: string): void {
  if (globs.length === 0) return;
  const ids = rules.map(({ id }) => id);
  for (const glob of globs) {
    const hint = hintUnknownId(glob, ids);
    if (hint) throw new UserError('unknown-rule', `${option} ${glob}: no rule has this id; ${hint}`);
  }
}
