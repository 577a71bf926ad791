import { showValue } from '../lib/check-schema.ts';
import type { KeyPath } from '../lib/read-yaml.ts';
import type { AllowPattern, Companion, RuleExample, RuleSource } from '../model/rule.ts';

/** A rule as its file states it: checked against the schema, defaults not yet filled in. */
export type RawRule = Pick<RuleSource, 'id' | 'description'> &
  Partial<Omit<RuleSource, 'companions' | 'examples' | 'counterExamples'>> & {
    companions?: readonly (Omit<Companion, 'required'> & { required?: boolean })[];
    examples?: readonly (string | RuleExample)[];
    counterExamples?: readonly (string | RuleExample)[];
  };

/** The rule with all defaults filled in; `provider` is the pack's. */
export function fillRule(raw: RawRule, provider: string): RuleSource {
  return {
    severity: 'high',
    confidence: 'medium',
    scope: 'text',
    keywords: [],
    stopWords: [],
    allow: [],
    isPart: false,
    tags: [],
    references: [],
    provider,
    ...raw,
    companions: (raw.companions ?? []).map((companion) => ({ ...companion, required: companion.required ?? true })),
    examples: (raw.examples ?? []).map(fillExample),
    counterExamples: (raw.counterExamples ?? []).map(fillExample),
  };
}

/** What a schema cannot say of a rule: the first fault with the path inside the rule, or undefined. */
export function findRuleFault(raw: RawRule): { path: KeyPath; problem: string } | undefined {
  const scope = raw.scope ?? 'text';
  if (scope === 'generic' && raw.pattern !== undefined) {
    return { path: ['pattern'], problem: 'must be left out with scope generic' };
  }
  if (scope === 'assignment' && raw.pattern === undefined) {
    return { path: [], problem: 'must have the key "pattern" with scope assignment' };
  }
  if (scope === 'text' && raw.pattern === undefined && raw.path === undefined) {
    return { path: [], problem: 'must have the key "pattern" or "path"' };
  }
  return findKeywordFault(raw.keywords ?? [], scope) ?? findLengthFault(raw) ?? findAllowFault(raw.allow ?? []);
}

/** Scope assignment compares keywords and names by their letters and digits alone. */
function findKeywordFault(keywords: readonly string[], scope: string): { path: KeyPath; problem: string } | undefined {
  if (scope === 'text') return undefined;
  if (keywords.length === 0) return { path: [], problem: `must have the key "keywords" with scope ${scope}` };
  const isEmpty = (keyword: string) => keyword.replace(/[^a-z0-9]/g, '').length < 3;
  const index = scope === 'assignment' ? keywords.findIndex(isEmpty) : -1;
  if (index < 0) return undefined;
  const problem = `must hold at least 3 letters or digits with scope ${scope}, got ${showValue(keywords[index])}`;
  return { path: ['keywords', index], problem };
}

function findLengthFault(raw: RawRule): { path: KeyPath; problem: string } | undefined {
  const { min = 0, max = Number.POSITIVE_INFINITY } = raw.length ?? {};
  if (min <= max) return undefined;
  return { path: ['length'], problem: `must have min at most max, got ${showValue(raw.length)}` };
}

function findAllowFault(allow: readonly AllowPattern[]): { path: KeyPath; problem: string } | undefined {
  const index = allow.findIndex(({ secret, match, line, path }) => (secret ?? match ?? line ?? path) === undefined);
  if (index < 0) return undefined;
  return { path: ['allow', index], problem: 'must have one of the keys "secret", "match", "line", "path"' };
}

function fillExample(example: string | RuleExample): RuleExample {
  return typeof example === 'string' ? { text: example } : example;
}
