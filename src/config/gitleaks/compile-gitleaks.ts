import type { Companion, CompiledAllow, CompiledRule, RuleDetails, RuleSource } from '../../model/rule.ts';
import { compileAllow, compileRule } from '../../rules/compile.ts';
import { detailsOf } from '../../rules/details.ts';
import { idsForGitleaks } from '../../rules/gitleaks-ids.ts';
import { nameFile } from '../name-file.ts';
import type { GitleaksAllowlist, GitleaksRule } from './gitleaks-config.ts';

/** A rule in gitleaks' format as the engine runs it; throws `UserError` naming file, rule and reason. */
export function compileGitleaksRule(rule: GitleaksRule): CompiledRule {
  const options = { dialect: 'go', ...(rule.regex !== undefined && { secretGroup: rule.secretGroup }) } as const;
  const compiled = nameFile(rule.file, () => compileRule(toSource(rule), options));
  return { ...compiled, allow: rule.allowlists.map((allowlist) => compileGitleaksAllowlist(allowlist, rule.file)) };
}

export function detailsOfGitleaksRule(rule: GitleaksRule): RuleDetails {
  return detailsOf(toSource(rule));
}

/** An allowlist in gitleaks' format; throws `UserError` naming it for a wrong pattern. */
export function compileGitleaksAllowlist(allowlist: GitleaksAllowlist, origin: string): CompiledAllow {
  const { condition, commits, paths, regexTarget, regexes, stopWords, targetRules, description, at } = allowlist;
  const source = {
    condition,
    commit: commits,
    path: paths,
    [regexTarget]: regexes,
    word: stopWords,
    origin,
    ...(description !== undefined && { reason: description }),
    ...(targetRules.length > 0 && { targetRules: targetRules.flatMap(idsForGitleaks) }),
  };
  return compileAllow(source, { dialect: 'go', where: at });
}

function toSource(rule: GitleaksRule): RuleSource {
  return {
    id: rule.id,
    provider: 'Custom',
    description: rule.description ?? rule.id,
    severity: 'high',
    confidence: rule.specificity < 50 ? 'medium' : 'high',
    scope: 'text',
    keywords: [...new Set(rule.keywords)],
    ...(rule.regex !== undefined && { pattern: rule.regex }),
    ...(rule.path !== undefined && { path: rule.path }),
    ...(rule.entropy > 0 && { entropy: justAbove(rule.entropy) }),
    stopWords: [],
    allow: [],
    companions: rule.required.map(toCompanion),
    isPart: rule.skipReport,
    tags: [...new Set(rule.tags)],
    references: [],
    examples: [],
    counterExamples: [],
  };
}

/** Without a distance the other rule may match anywhere in the same text. */
function toCompanion({ id, withinLines, withinColumns }: GitleaksRule['required'][number]): Companion {
  const within = withinLines ?? Number.POSITIVE_INFINITY;
  return { rule: id, within, required: true, ...(withinColumns !== undefined && { withinColumns }) };
}

/** gitleaks asks for a greater entropy, we for at least so much: a number just above says the same. */
function justAbove(entropy: number): number {
  return entropy * (1 + Number.EPSILON);
}
