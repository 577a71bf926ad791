import { settleOptions } from '../config/settle.ts';
import { findWorkTree } from '../git/work-tree.ts';
import { listRules } from '../lib/list-rules.ts';
import type { CompiledRule, RuleDetails, RuleSource } from '../model/rule.ts';
import type { ReportedRule } from '../reporters/index.ts';
import { readBuiltIn, readBuiltInSources } from '../rules/built-in.ts';
import { detailsOf } from '../rules/details.ts';
import { selectRules } from '../rules/select.ts';
import type { CommandContext } from './context.ts';
import type { Flags } from './options.ts';

/** A rule in force, as `rules list` and `rules show` tell of it. */
export interface KnownRule extends ReportedRule {
  origin: 'built-in' | 'configuration';
  keywords: readonly string[];
  /** Only of built-in rules. */
  source?: RuleSource;
}

/**
 * The built-in rules and those of the configuration, selected and changed as a scan would, by id. Throws `UserError`
 * for a configuration that is wrong and for a `--rule` that names none.
 */
export async function loadKnownRules(flags: Flags, { cwd, env, stdout, notice }: CommandContext): Promise<KnownRule[]> {
  const root = findWorkTree(cwd, env)?.root ?? cwd;
  const { config, rule, skipRule } = flags;
  const given = { ...(config !== undefined && { config }), ...(rule && { rule }), ...(skipRule && { skipRule }) };
  const options = await settleOptions(given, { cwd, root, env, isTty: stdout.isTTY === true });
  for (const line of options.notices) notice(line);
  const { rules, builtInCount, isEnabled } = selectRules(readBuiltIn(), options.rules);
  const sources = new Map(readBuiltInSources().map((source) => [source.id, source]));
  const added = new Map(options.rules.addedDetails.map((details) => [details.id, details]));
  return listRules(rules)
    .map((each, index) => (index < builtInCount ? builtIn(each, sources.get(each.id)!) : configured(each, added)))
    .filter((_, index) => isEnabled?.(rules.at(index)!) ?? true)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function builtIn({ severity, confidence, keywords }: CompiledRule, source: RuleSource): KnownRule {
  return { ...detailsOf(source), severity, confidence, keywords, origin: 'built-in', source };
}

function configured(rule: CompiledRule, added: ReadonlyMap<string, RuleDetails>): KnownRule {
  const { id, severity, confidence, keywords } = rule;
  const details = added.get(id) ?? { id, provider: 'Custom', description: id, tags: [], references: [] };
  return { ...details, severity, confidence, keywords, origin: 'configuration' };
}
