import type { CompiledRule } from '../model/rule.ts';
import type { Automaton } from './prefilter/automaton.ts';

/** The rules of a run with the automaton over their keywords. */
export interface RuleSet {
  rules: readonly CompiledRule[];
  /** Rules from this index on are the user's own: taken at their word, without our list of placeholders. */
  builtInCount: number;
  automaton: Automaton;
}

/**
 * Words in names that make the assignment reader look, beside the keywords of the rules themselves: an `assignment`
 * rule compares its keywords with separators and case left out, so they need not stand in the text as they are.
 */
const nameWords = ['api', 'auth', 'cred', 'key', 'pass', 'pwd', 'secret', 'token'] as const;

/** Encodings are looked for where one of these stands; the base64 and hex runs are found by their length. */
export const escapeWords = ['%2', '%3', '%4', '%5', '%6', '%7', '\\u00', '\\x', '&#', '&amp;', '&quot;'] as const;

/** Every keyword the prefilter must find for these rules. */
export function collectKeywords(rules: readonly CompiledRule[]): string[] {
  const keywords = new Set<string>(escapeWords);
  let readsNames = false;
  for (const rule of rules) {
    for (const keyword of rule.keywords) keywords.add(keyword);
    if (rule.mode === 'assignment') readsNames = true;
  }
  if (readsNames) for (const word of nameWords) keywords.add(word);
  return [...keywords];
}

/** What a keyword sets off. */
export interface Trigger {
  length: number;
  /** Indices of rules whose pattern is tried at the keyword. */
  sticky: number[];
  /** Indices of rules whose pattern is searched for in a window round it, or in the whole fragment. */
  window: number[];
  /** Whether a name with this word may be assigned a secret. */
  isName: boolean;
  /** Whether an escaped run may start here. */
  isEscape: boolean;
  /** Whether it is the `://` of a URL that may hold credentials. */
  isUrl: boolean;
}

/** Triggers by keyword index of the automaton. `isEnabled` tells which rules take part. */
export function planTriggers(set: RuleSet, isEnabled: (rule: CompiledRule) => boolean): Trigger[] {
  const readsNames = set.rules.some((rule) => rule.mode === 'assignment' && isEnabled(rule));
  const triggers = new Map<string, Trigger>();
  for (const keyword of set.automaton.keywords) {
    triggers.set(keyword, {
      length: Buffer.byteLength(keyword),
      sticky: [],
      window: [],
      isName: readsNames && (nameWords as readonly string[]).includes(keyword),
      isEscape: (escapeWords as readonly string[]).includes(keyword),
      isUrl: false,
    });
  }
  set.rules.forEach((rule, index) => {
    if (!isEnabled(rule)) return;
    for (const keyword of rule.keywords) {
      const trigger = triggers.get(keyword)!;
      if (rule.mode === 'sticky') trigger.sticky.push(index);
      else if (rule.mode === 'window' || rule.mode === 'whole') trigger.window.push(index);
      else if (rule.mode === 'assignment') trigger.isName = true;
      else if (rule.mode === 'generic' && keyword === '://') trigger.isUrl = true;
      else if (rule.mode === 'generic') trigger.isName = true;
    }
  });
  return set.automaton.keywords.map((keyword) => triggers.get(keyword)!);
}
