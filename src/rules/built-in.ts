import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CompiledRule, RuleDetails, RuleSource } from '../model/rule.ts';
import { assetFolder, assetNames } from './assets.ts';

/** The compiled built-in rules, and the bytes of the automaton over their keywords. */
export function readBuiltIn(): { rules: CompiledRule[]; automaton: Buffer } {
  return { rules: readAsset(assetNames.compiled), automaton: readFileSync(join(assetFolder(), assetNames.automaton)) };
}

/** The ids of the built-in rules, for a configuration that names some. */
export function readBuiltInIds(): string[] {
  return readAsset<CompiledRule[]>(assetNames.compiled).map(({ id }) => id);
}

/** What there is to say of each built-in rule. */
export function readBuiltInDetails(): RuleDetails[] {
  return readAsset(assetNames.details);
}

/** The built-in rules as their packs state them, examples and all. */
export function readBuiltInSources(): RuleSource[] {
  return readAsset(assetNames.sources);
}

function readAsset<T>(name: string): T {
  return JSON.parse(readFileSync(join(assetFolder(), name), 'utf8')) as T;
}
