import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CompiledRule, RuleDetails, RuleList, RuleSource } from '../model/rule.ts';
import { assetFolder, assetNames } from './assets.ts';

/** The compiled built-in rules; each is parsed when it is first asked for, as most never are. */
export function readBuiltIn(): RuleList {
  const lines = readFileSync(join(assetFolder(), assetNames.compiled));
  const starts = [0];
  for (let end = lines.indexOf(newline); end >= 0; end = lines.indexOf(newline, end + 1)) starts.push(end + 1);
  const length = starts.length - 1;
  const rules = new Array<CompiledRule | undefined>(length);
  return {
    length,
    at: (index) => {
      if (index >= 0 && index < length) {
        rules[index] ??= JSON.parse(lines.toString('utf8', starts[index], starts[index + 1])) as CompiledRule;
      }
      return rules[index];
    },
  };
}

const newline = 10;

/** What the engine needs to run all of them: the packed automaton over their keywords, and the engine's plan. */
export function readBuiltInPlan<Plan>(): { automaton: Buffer; plan: Plan } {
  return { automaton: readFileSync(join(assetFolder(), assetNames.automaton)), plan: readAsset(assetNames.plan) };
}

/** The ids of the built-in rules, for a configuration that names some. */
export function readBuiltInIds(): string[] {
  return readBuiltInDetails().map(({ id }) => id);
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
