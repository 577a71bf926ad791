import { isAbsolute, resolve } from 'node:path';
import { createSchemaCheck, type SchemaCheck, showValue } from '../lib/check-schema.ts';
import { isInside } from '../lib/is-inside.ts';
import { readSmallFile } from '../lib/read-small-file.ts';
import { readYaml } from '../lib/read-yaml.ts';
import { UserError } from '../lib/user-error.ts';
import type { RuleOverride } from '../model/options.ts';
import type { AllowPattern, RuleSource } from '../model/rule.ts';
import { compileRule } from '../rules/compile.ts';
import { detailsOf } from '../rules/details.ts';
import { fillRule, type RawRule } from '../rules/fill-rule.ts';
import packSchema from '../rules/pack.schema.json' with { type: 'json' };
import { checkRules, joinPacks, type RulePack, readPack } from '../rules/read-pack.ts';
import { compileAllowlist, compileOverrideAllow, type RawAllowlist } from './allow.ts';
import { checkRuleIds } from './check-rule-ids.ts';
import configSchema from './config.schema.json' with { type: 'json' };
import type { ConfigFile, ConfigSettings } from './config-file.ts';
import { nameFile } from './name-file.ts';

/** `keyturn.yaml` as it stands, checked against its schema. */
export interface RawConfig extends ConfigSettings {
  extendDefault?: boolean;
  packs?: readonly string[];
  rules?: readonly RawRule[];
  disable?: readonly string[];
  override?: Readonly<Record<string, Omit<RuleOverride, 'allow'> & { allow?: readonly AllowPattern[] }>>;
  allowlists?: readonly RawAllowlist[];
}

/** Which file is read, and how far it is trusted. */
export interface ConfigPlace {
  /** How messages name it. */
  name: string;
  /** Absolute folder that the paths of packs are relative to. */
  folder: string;
  /** Whether packs may stand outside the folder: only where the user named the file. */
  isTrusted: boolean;
}

/**
 * Reads the text of a `keyturn.yaml` (format: `config.schema.json`) and the packs it names. Throws `UserError` with
 * file, line, column, key path, the rule broken and the value.
 */
export async function readConfig(text: string, place: ConfigPlace): Promise<ConfigFile> {
  const { raw, rules } = await readSources(text, place);
  const { extendDefault, packs: _packs, rules: _rules, disable, override, allowlists, ...settings } = raw;
  const { name } = place;
  return {
    rules: {
      useDefault: extendDefault ?? true,
      skip: disable ?? [],
      added: rules.map(({ file, rule }) => nameFile(file, () => compileRule(rule, { dialect: 'js' }))),
      addedDetails: rules.map(({ rule }) => detailsOf(rule)),
      overrides: compileOverrides(override ?? {}, name),
      allowlists: (allowlists ?? []).map((each, index) =>
        compileAllowlist(each, `${name}: allowlists[${index}]`, name),
      ),
    },
    settings,
    notices: [],
  };
}

/** The user's own rules in a `keyturn.yaml` and its packs, with their examples: what `rules test` runs. */
export async function readConfigRules(text: string, place: ConfigPlace): Promise<RuleSource[]> {
  const { rules } = await readSources(text, place);
  return rules.map(({ rule }) => rule);
}

async function readSources(
  text: string,
  place: ConfigPlace,
): Promise<{ raw: RawConfig; rules: { file: string; rule: RuleSource }[] }> {
  const document = await readYaml(text, place.name);
  checkConfig ??= createSchemaCheck(configSchema, [packSchema]);
  const fault = document.value === null ? undefined : (await checkConfig)(document.value);
  if (fault) throw new UserError('bad-config', `${document.placeOf(fault.path)}: ${fault.problem}`);
  const raw: RawConfig = document.value ?? {};
  checkRules(raw.rules ?? [], document, ['rules'], 'bad-config');
  const packs: RulePack[] = [];
  for (const [index, path] of (raw.packs ?? []).entries()) {
    checkPackPath(path, place, document.placeOf(['packs', index]), index);
    const packText = readSmallFile(resolve(place.folder, path), path, 'bad-pack');
    packs.push({ file: path, rules: await readPack(packText, path) });
  }
  packs.push({ file: place.name, rules: (raw.rules ?? []).map((rule) => fillRule(rule, 'Custom')) });
  joinPacks(packs);
  checkRuleIds(raw, packs, document);
  return { raw, rules: packs.flatMap(({ file, rules }) => rules.map((rule) => ({ file, rule }))) };
}

let checkConfig: Promise<SchemaCheck> | undefined;

function checkPackPath(path: string, { folder, isTrusted }: ConfigPlace, at: string, index: number): void {
  const fault = (rule: string) => new UserError('bad-config', `${at}: packs[${index}] ${rule}, got ${showValue(path)}`);
  const isOutside = isAbsolute(path) || /^[A-Za-z]:/.test(path) || path.split(/[\\/]/).includes('..');
  if (isOutside && !isTrusted) throw fault("must stay in the config file's folder");
  try {
    if (isTrusted || isInside(folder, resolve(folder, path))) return;
  } catch (error) {
    throw new UserError('bad-config', fault('must be a file that can be read').message, { cause: error });
  }
  throw fault("must not be a link that leaves the config file's folder");
}

function compileOverrides(overrides: NonNullable<RawConfig['override']>, name: string): Record<string, RuleOverride> {
  const entries = Object.entries(overrides).map(([id, { allow, ...changes }]): [string, RuleOverride] => {
    if (!allow) return [id, changes];
    const where = (index: number) => `${name}: override.${id}.allow[${index}]`;
    return [id, { ...changes, allow: allow.map((each, index) => compileOverrideAllow(each, where(index), name)) }];
  });
  return Object.fromEntries(entries);
}
