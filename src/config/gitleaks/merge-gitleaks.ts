import type { GitleaksConfig, GitleaksRule } from './gitleaks-config.ts';

/** Several files of a chain as one. */
export interface MergedGitleaks extends Omit<GitleaksConfig, 'extend'> {
  useDefault: boolean;
  /** Ids of built-in rules that do not run. */
  disabled: readonly string[];
}

/** A file that extends nothing more, or only the built-in rules. */
export function startMerge({ extend, ...config }: GitleaksConfig): MergedGitleaks {
  return { ...config, useDefault: extend.useDefault, disabled: extend.useDefault ? extend.disabledRules : [] };
}

/**
 * Lays a file over the one that it extends, as gitleaks does: what a rule says wins over the same rule below, lists are
 * joined, allowlists of both count, and `disabledRules` takes rules of the file below away.
 */
export function mergeGitleaks(upper: GitleaksConfig, base: MergedGitleaks): MergedGitleaks {
  const disabled = new Set(upper.extend.disabledRules);
  const rules = new Map(upper.rules);
  for (const [id, rule] of base.rules) {
    if (disabled.has(id)) continue;
    const over = rules.get(id);
    rules.set(id, over ? mergeRule(over, rule) : rule);
  }
  const unknown = base.useDefault ? [] : [...disabled].filter((id) => !base.rules.has(id));
  return {
    file: upper.file,
    rules,
    allowlists: [...upper.allowlists, ...base.allowlists],
    useDefault: base.useDefault,
    disabled: [...base.disabled, ...disabled],
    notices: [
      ...upper.notices,
      ...base.notices,
      ...unknown.map((id) => `${upper.file}: extend.disabledRules: ${base.file} has no rule "${id}"`),
    ],
  };
}

/** `skipReport` and `required` stay those of the rule below. */
function mergeRule(over: GitleaksRule, base: GitleaksRule): GitleaksRule {
  return {
    ...base,
    ...(over.description !== undefined && { description: over.description }),
    ...(over.regex !== undefined && { regex: over.regex, file: over.file }),
    ...(over.path !== undefined && { path: over.path }),
    entropy: over.entropy || base.entropy,
    secretGroup: over.secretGroup || base.secretGroup,
    tags: [...base.tags, ...over.tags],
    keywords: [...base.keywords, ...over.keywords],
    allowlists: [...base.allowlists, ...over.allowlists],
  };
}
