import type { CompiledRule } from '../model/rule.ts';
import { buildNameTable, type NameRules, type NameTable, startLength } from './name-table.ts';
import { escapeWords, nameWords, prefilterWord } from './rule-set.ts';

/** What a word of the prefilter sets off. */
export interface Trigger {
  length: number;
  /** Indices of rules whose pattern is tried at the keyword. */
  sticky: readonly number[];
  /** Indices of rules whose pattern is searched for in a window round it, or in the whole fragment. */
  window: readonly number[];
  /** Whether a name with this word may be assigned a secret. */
  isName: boolean;
  /** Whether an escaped run may start here. */
  isEscape: boolean;
  /** Whether it is the `://` of a URL that may hold credentials. */
  isUrl: boolean;
}

/** Which rules to try when, worked out from the rules; plain data, so that it can be made ahead (`pack-plan.ts`). */
export interface RulePlan {
  /** In the order of the automaton's keywords. */
  triggers: readonly Trigger[];
  /** Keywords of `assignment` rules, with their rules' indices. */
  names: NameTable;
  /** Those of fewer letters than the table takes. */
  shortNames: NameRules;
  /** Indices of the generic rules by id. */
  generic: Readonly<Record<string, number>>;
  /** Indices of the rules that no keyword triggers: those about a file's name, and others. */
  paths: readonly number[];
  always: readonly number[];
}

/** `DATADOG_API-Key` -> `datadogapikey`. */
export function normaliseName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** Plans the rules that take part, all unless `isEnabled` tells; `words` are those of the automaton. */
export function planRules(
  rules: readonly CompiledRule[],
  words: readonly string[],
  isEnabled: (rule: CompiledRule) => boolean = () => true,
): RulePlan {
  const enabled = [...rules.entries()].filter(([, rule]) => isEnabled(rule));
  const names = planNames(enabled);
  const isShort = ([keyword]: NameRules[number]) => keyword.length < startLength;
  return {
    triggers: planTriggers(enabled, words),
    names: buildNameTable(names.filter((each) => !isShort(each))),
    shortNames: names.filter(isShort),
    generic: Object.fromEntries(
      enabled.filter(([, { mode }]) => mode === 'generic').map(([index, { id }]) => [id, index]),
    ),
    paths: enabled.filter(([, { mode }]) => mode === 'path').map(([index]) => index),
    always: enabled
      .filter(([, { mode, keywords }]) => mode === 'whole' && keywords.length === 0)
      .map(([index]) => index),
  };
}

type Enabled = readonly (readonly [index: number, rule: CompiledRule])[];

function planTriggers(enabled: Enabled, words: readonly string[]): Trigger[] {
  const readsNames = enabled.some(([, { mode }]) => mode === 'assignment');
  const isIn = (list: readonly string[], word: string) => list.includes(word);
  const triggers = new Map<string, Trigger & { sticky: number[]; window: number[] }>();
  for (const word of words) {
    const isName = readsNames && isIn(nameWords, word);
    const isEscape = isIn(escapeWords, word);
    triggers.set(word, { length: word.length, sticky: [], window: [], isName, isEscape, isUrl: false });
  }
  for (const [index, rule] of enabled) {
    for (const word of new Set(rule.keywords.map((keyword) => prefilterWord(rule, keyword)))) {
      if (word === undefined) continue;
      const trigger = triggers.get(word)!;
      if (rule.mode === 'sticky') trigger.sticky.push(index);
      else if (rule.mode === 'window' || rule.mode === 'whole') trigger.window.push(index);
      else if (rule.mode === 'generic' && word === '://') trigger.isUrl = true;
      else if (rule.mode === 'assignment' || rule.mode === 'generic') trigger.isName = true;
    }
  }
  return words.map((word) => triggers.get(word)!);
}

/** Longer keywords first. */
function planNames(enabled: Enabled): [string, number[]][] {
  const byKeyword = new Map<string, number[]>();
  for (const [index, { mode, keywords }] of enabled) {
    if (mode !== 'assignment') continue;
    for (const keyword of new Set(keywords.map(normaliseName))) {
      byKeyword.set(keyword, [...(byKeyword.get(keyword) ?? []), index]);
    }
  }
  return [...byKeyword].sort(([a], [b]) => b.length - a.length);
}
