/** Makes the assets that a scan reads from the packs in `rules/`: no YAML is read at start-up. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildAutomaton, collectKeywords, packAutomaton, packPlan, planRules } from '../engine/index.ts';
import { assetNames } from '../rules/assets.ts';
import { packTexts } from '../rules/built-in.ts';
import { compileRule } from '../rules/compile.ts';
import { detailsOf } from '../rules/details.ts';
import { readPackFolder } from '../rules/read-pack.ts';

/** Compiles every pack of a folder into the assets in another. Throws `UserError` for a pack that is wrong. */
export async function compilePacks(packs: string, target: string): Promise<{ rules: number; providers: number }> {
  const sources = await readPackFolder(packs);
  const rules = sources.map((source) => compileRule(source, { dialect: 'js', trusted: true }));
  mkdirSync(target, { recursive: true });
  const write = (name: string, content: string | Buffer) => writeFileSync(join(target, name), content);
  write(assetNames.compiled, packTexts(rules));
  const ids = sources.map(({ id }) => id);
  write(assetNames.details, packTexts(sources.map(detailsOf), ids));
  write(assetNames.sources, JSON.stringify(sources));
  const automaton = buildAutomaton(collectKeywords(rules));
  write(assetNames.automaton, packAutomaton(automaton));
  write(assetNames.plan, packPlan(planRules(rules, automaton.keywords)));
  return { rules: rules.length, providers: new Set(sources.map(({ provider }) => provider)).size };
}
