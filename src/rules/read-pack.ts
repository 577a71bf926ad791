import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSchemaCheck, formatKeyPath, type SchemaCheck, showValue } from '../lib/check-schema.ts';
import { type KeyPath, readYaml, type YamlDocument } from '../lib/read-yaml.ts';
import { UserError } from '../lib/user-error.ts';
import type { RuleSource } from '../model/rule.ts';
import { fillRule, findRuleFault, type RawRule } from './fill-rule.ts';
import packSchema from './pack.schema.json' with { type: 'json' };

/**
 * Reads the text of one rule pack (format: `pack.schema.json`). `file` is how messages name it. Throws `UserError`
 * `bad-pack` or `bad-yaml` with file, line, column, key path, the rule broken and the value.
 */
export async function readPack(text: string, file: string): Promise<RuleSource[]> {
  return (await readPackPlaces(text, file)).rules;
}

/** The same with the way back to where each rule stands, as keys from `rules` on. */
export async function readPackPlaces(text: string, file: string): Promise<Required<Omit<RulePack, 'file'>>> {
  const document = await readYaml(text, file);
  checkPack ??= createSchemaCheck(packSchema);
  const fault = (await checkPack)(document.value);
  if (fault) throw new UserError('bad-pack', `${document.placeOf(fault.path)}: ${fault.problem}`);
  const pack = document.value as { provider: string; rules: RawRule[] };
  checkRules(pack.rules, document, ['rules'], 'bad-pack');
  return { rules: pack.rules.map((raw) => fillRule(raw, pack.provider)), placeOf: document.placeOf };
}

let checkPack: Promise<SchemaCheck> | undefined;

/** Checks what the schema cannot say of a list of rules that stands at `at`; throws `UserError` with `code`. */
export function checkRules(rules: readonly RawRule[], document: YamlDocument, at: KeyPath, code: string): void {
  const seen = new Set<string>();
  for (const [index, raw] of rules.entries()) {
    const fault = findRuleFault(raw) ?? findRepeat(raw, seen);
    if (fault) {
      const path = [...at, index, ...fault.path];
      throw new UserError(code, `${document.placeOf(path)}: ${formatKeyPath(path)} ${fault.problem}`);
    }
    seen.add(raw.id);
  }
}

/**
 * Reads every `.yaml` and `.yml` pack directly in a folder, in order of file name. Throws `UserError` for a fault in
 * one of them, an id used twice, and a companion that is no rule of the folder.
 */
export async function readPackFolder(folder: string): Promise<RuleSource[]> {
  const names = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));
  const packs: RulePack[] = [];
  for (const name of names.sort()) {
    packs.push({ file: name, rules: await readPack(readFileSync(join(folder, name), 'utf8'), name) });
  }
  const rules = joinPacks(packs);
  const ids = new Set(rules.map((rule) => rule.id));
  for (const { file, rules } of packs) checkCompanions(rules, ids, file);
  return rules;
}

/** A pack's rules with the file they came from. */
export interface RulePack {
  file: string;
  rules: RuleSource[];
  /** `FILE:LINE:COLUMN` of a value. */
  placeOf?(path: KeyPath): string;
}

/** The rules of several packs as one list; throws `UserError` `bad-pack` naming both files of an id used twice. */
export function joinPacks(packs: readonly RulePack[]): RuleSource[] {
  const owners = new Map<string, string>();
  for (const { file, rules } of packs) {
    for (const { id } of rules) {
      const owner = owners.get(id);
      if (owner !== undefined) throw new UserError('bad-pack', `${file}: rule id "${id}" is already used in ${owner}`);
      owners.set(id, file);
    }
  }
  return packs.flatMap(({ rules }) => rules);
}

/** Throws `UserError` `bad-pack` where a companion of one of `rules` is not among `ids`. */
export function checkCompanions(
  rules: readonly Pick<RuleSource, 'id' | 'companions'>[],
  ids: ReadonlySet<string>,
  file: string,
): void {
  for (const rule of rules) {
    for (const companion of rule.companions) {
      if (ids.has(companion.rule) && companion.rule !== rule.id) continue;
      const problem = companion.rule === rule.id ? 'must be another rule' : 'is no known rule';
      throw new UserError('bad-pack', `${file}: companion "${companion.rule}" of rule "${rule.id}" ${problem}`);
    }
  }
}

function findRepeat(raw: RawRule, seen: ReadonlySet<string>): { path: KeyPath; problem: string } | undefined {
  if (!seen.has(raw.id)) return undefined;
  return { path: ['id'], problem: `must be unique, got ${showValue(raw.id)} again` };
}
