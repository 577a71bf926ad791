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

/** More of a keyword than this many bytes makes the automaton larger than the processor's cache, and no surer. */
const longestWord = 8;

/** What an assignment rule's keyword ends in where that stands apart in names: `jirapat` is `JIRA_PAT` in a text. */
const nameEnding = /(?:pat|sid|pin|code|cert|user|login|license|licence|webhook|url|id)$/;

/**
 * The word by which the prefilter finds a keyword: its beginning. Undefined where the keyword of an `assignment` rule
 * holds a word that has every such name read anyway.
 */
function prefilterWord(rule: CompiledRule, keyword: string): string | undefined {
  if (rule.mode !== 'assignment') return Buffer.from(keyword).subarray(0, longestWord).toString('latin1');
  if (nameWords.some((word) => keyword.includes(word))) return undefined;
  const stem = keyword.replace(nameEnding, '');
  return (stem.length >= 3 ? stem : keyword).slice(0, longestWord);
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

/** What a word of the prefilter sets off. */
export interface Trigger {
  word: string;
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
      word: keyword,
      length: keyword.length,
      sticky: [],
      window: [],
      isName: readsNames && (nameWords as readonly string[]).includes(keyword),
      isEscape: (escapeWords as readonly string[]).includes(keyword),
      isUrl: false,
    });
  }
  set.rules.forEach((rule, index) => {
    if (!isEnabled(rule)) return;
    const words = new Set(rule.keywords.map((keyword) => prefilterWord(rule, keyword)));
    for (const word of words) if (word !== undefined) addRule(triggers.get(word)!, rule, index);
  });
  return set.automaton.keywords.map((keyword) => triggers.get(keyword)!);
}

function addRule(trigger: Trigger, { mode }: CompiledRule, index: number): void {
  if (mode === 'sticky') trigger.sticky.push(index);
  else if (mode === 'window' || mode === 'whole') trigger.window.push(index);
  else if (mode === 'generic' && trigger.word === '://') trigger.isUrl = true;
  else if (mode === 'assignment' || mode === 'generic') trigger.isName = true;
}
