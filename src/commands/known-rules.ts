import { settleOptions } from '../config/settle.ts';
import { findWorkTree } from '../git/work-tree.ts';
import { matchesIdGlob } from '../lib/id-glob.ts';
import type { RuleSelection } from '../model/options.ts';
import type { CompiledRule, RuleDetails, RuleSource } from '../model/rule.ts';
import type { ReportedRule } from '../reporters/index.ts';
import { readBuiltInRules } from './built-in-rules.ts';
import type { CommandContext } from './context.ts';
import type { Flags } from './options.ts';

/** A rule in force, as `rules list` and `rules show` tell of it. */
export interface KnownRule extends ReportedRule {
  origin: 'built-in' | 'configuration';
  keywords: readonly string[];
  /** Only of built-in rules. */
  source?: RuleSource;
}

/** The built-in rules and those of the configuration, selected and changed as a scan would, by id. */
export async function loadKnownRules(flags: Flags, { cwd, env, stdout, notice }: CommandContext): Promise<KnownRule[]> {
  const root = findWorkTree(cwd, env)?.root ?? cwd;
  const { config, rule, skipRule } = flags;
  const given = { ...(config !== undefined && { config }), ...(rule && { rule }), ...(skipRule && { skipRule }) };
  const { rules, notices } = await settleOptions(given, { cwd, root, env, isTty: stdout.isTTY === true });
  for (const line of notices) notice(line);
  const builtIn = rules.useDefault ? readBuiltInRules().map(describeBuiltIn) : [];
  const added = rules.added.map((each) => describeAdded(each, rules.addedDetails));
  const replaced = new Set(added.map(({ id }) => id));
  return [...builtIn.filter(({ id }) => !replaced.has(id)), ...added]
    .filter(({ id }) => isSelected(id, rules))
    .map((each) => override(each, rules))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function describeBuiltIn(source: RuleSource): KnownRule {
  const { id, provider, description, severity, confidence, tags, references, rotation, keywords } = source;
  const details = { id, provider, description, severity, confidence, tags, references, keywords };
  return { ...details, ...(rotation && { rotation }), origin: 'built-in', source };
}

function describeAdded(rule: CompiledRule, details: readonly RuleDetails[]): KnownRule {
  const { id, severity, confidence, keywords } = rule;
  const known = details.find((each) => each.id === id);
  const plain = known ?? { id, provider: 'Custom', description: id, tags: [], references: [] };
  return { ...plain, severity, confidence, keywords, origin: 'configuration' };
}

function isSelected(id: string, { only, skip }: RuleSelection): boolean {
  const isAny = (globs: readonly string[]) => globs.some((glob) => matchesIdGlob(glob, id));
  return (only.length === 0 || isAny(only)) && !isAny(skip);
}

function override(rule: KnownRule, { overrides }: RuleSelection): KnownRule {
  const changes = Object.hasOwn(overrides, rule.id) ? overrides[rule.id]! : {};
  const { severity = rule.severity, confidence = rule.confidence } = changes;
  return { ...rule, severity, confidence };
}
