import type { CompiledRule, RuleList } from '../model/rule.ts';
import type { Automaton } from './prefilter/automaton.ts';
import type { RulePlan } from './rule-plan.ts';

/** The rules of a run with the automaton over their keywords. */
export interface RuleSet {
  rules: RuleList;
  /** Rules from this index on are the user's own: taken at their word, without our list of placeholders. */
  builtInCount: number;
  automaton: Automaton;
  /** What `planRules` gives when all rules take part, made ahead; absent: made when needed. */
  plan?: RulePlan;
}

/**
 * Words in names that make the assignment reader look, beside the keywords of the rules themselves: an `assignment`
 * rule compares its keywords with separators and case left out, so they need not stand in the text as they are.
 */
export const nameWords = ['api', 'auth', 'cred', 'key', 'pass', 'pwd', 'secret', 'token'] as const;

/** Encodings are looked for where one of these stands; the base64 and hex runs are found by their length. */
export const escapeWords = [
  '%2',
  '%3',
  '%4',
  '%5',
  '%6',
  '%7',
  '\\u00',
  '\\u{',
  '\\x',
  '&#',
  '&amp;',
  '&quot;',
] as const;

/** More of a keyword than this many bytes makes the automaton larger than the processor's cache, and no surer. */
const longestWord = 8;

/** What an assignment rule's keyword ends in where that stands apart in names: `jirapat` is `JIRA_PAT` in a text. */
const nameEnding = /(?:pat|sid|pin|code|cert|user|login|license|licence|webhook|url|id)$/;

/**
 * The word by which the prefilter finds a keyword: its beginning. Undefined where the keyword of an `assignment` rule
 * holds a word that has every such name read anyway.
 */
export function prefilterWord(rule: CompiledRule, keyword: string): string | undefined {
  if (rule.mode !== 'assignment') return Buffer.from(keyword).subarray(0, longestWord).toString('latin1');
  if (nameWords.some((word) => keyword.includes(word))) return undefined;
  const stem = keyword.replace(nameEnding, '');
  return (stem.length >= 4 ? stem : keyword).slice(0, longestWord);
}

/** Every word the prefilter must find for these rules. */
export function collectKeywords(rules: readonly CompiledRule[]): string[] {
  const words = new Set<string>(escapeWords);
  for (const rule of rules) {
    for (const keyword of rule.keywords) {
      const word = prefilterWord(rule, keyword);
      if (word !== undefined) words.add(word);
    }
    if (rule.mode === 'assignment') for (const word of nameWords) words.add(word);
  }
  return [...words];
}
