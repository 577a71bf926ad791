import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RuleSource } from '../model/rule.ts';
import { assetFolder, assetNames } from '../rules/assets.ts';

/** The built-in rules with their examples, as `rules list`, `show` and `test` need them; a scan reads them compiled. */
export function readBuiltInRules(): RuleSource[] {
  return JSON.parse(readFileSync(join(assetFolder(), assetNames.sources), 'utf8')) as RuleSource[];
}
