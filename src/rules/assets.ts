import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What the build makes from the packs and ships beside the bundle. */
export const assetNames = {
  /** What a scan needs: each `CompiledRule` as a text of JSON, as most are never asked for. */
  compiled: 'rules.bin',
  /** `RulePlan` over all of them; see `engine/pack-plan.ts`. */
  plan: 'rule-plan.bin',
  /** `RuleDetails` likewise, by id: read when there is something to report. */
  details: 'rule-details.bin',
  /** `RuleSource[]`: read by the `rules` command. */
  sources: 'rule-sources.json',
  /** The prefilter's automaton over all keywords; see `engine/prefilter/pack-automaton.ts`. */
  automaton: 'prefilter.bin',
} as const;

/** Folder of the built assets: that of the program or library, its parent for a chunk, `dist` when run from source. */
export function assetFolder(): string {
  const here = import.meta.dirname ?? dirname(fileURLToPath(import.meta.url));
  const folders = [here, dirname(here), join(here, '../../dist')];
  return folders.find((folder) => existsSync(join(folder, assetNames.automaton))) ?? here;
}
