import { isAbsolute, resolve } from 'node:path';
import { globFault } from '../lib/check-glob.ts';
import { createSchemaCheck, formatKeyPath, type SchemaCheck, showValue } from '../lib/check-schema.ts';
import { isInside } from '../lib/is-inside.ts';
import { readSmallFile } from '../lib/read-small-file.ts';
import { type KeyPath, readYaml, type YamlDocument } from '../lib/read-yaml.ts';
import { UserError } from '../lib/user-error.ts';
import type { RuleOverride } from '../model/options.ts';
import type { AllowPattern, CompiledRule, RuleSource } from '../model/rule.ts';
import { compileRule } from '../rules/compile.ts';
import { detailsOf } from '../rules/details.ts';
import { fillRule, type RawRule } from '../rules/fill-rule.ts';
import packSchema from '../rules/pack.schema.json' with { type: 'json' };
import { checkRules, joinPacks, type RulePack, readPackPlaces } from '../rules/read-pack.ts';
import { compileAllowlist, compileOverrideAllow, type PlaceIn, type RawAllowlist } from './allow.ts';
import { checkRuleIds } from './check-rule-ids.ts';
import configSchema from './config.schema.json' with { type: 'json' };
import type { ConfigFile, ConfigSettings } from './config-file.ts';

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
  const { raw, rules, document } = await readSources(text, place);
  const { extendDefault, packs: _packs, rules: _rules, disable, override, allowlists, ...settings } = raw;
  const { name } = place;
  return {
    rules: {
      useDefault: extendDefault ?? true,
      skip: disable ?? [],
      added: rules.map(compileOwn),
      addedDetails: rules.map(({ rule }) => detailsOf(rule)),
      overrides: compileOverrides(override ?? {}, name, document),
      allowlists: (allowlists ?? []).map((each, index) =>
        compileAllowlist(each, placeIn(document, 'allowlists', index), name),
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

/** A rule of the user's, and where it stands in which file. */
interface OwnRule {
  rule: RuleSource;
  index: number;
  placeOf(path: KeyPath): string;
}

/** The message of a wrong pattern begins with its rule and key: the place of that key goes before it. */
function compileOwn({ rule, index, placeOf }: OwnRule): CompiledRule {
  try {
    return compileRule(rule, { dialect: 'js' });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const [, key, item] = /^rule "[^"]*": (\w+)(?:\[(\d+)\])?/.exec(error.message) ?? [];
    const inRule = [...(key === undefined ? [] : [key]), ...(item === undefined ? [] : [Number(item)])];
    throw new UserError(error.code, `${placeOf(['rules', index, ...inRule])}: ${error.message}`, { cause: error });
  }
}

function placeIn({ placeOf }: YamlDocument, ...entry: (string | number)[]): PlaceIn {
  return (...keys) => `${placeOf([...entry, ...keys])}: ${formatKeyPath([...entry, ...keys])}`;
}

async function readSources(
  text: string,
  place: ConfigPlace,
): Promise<{ raw: RawConfig; rules: OwnRule[]; document: YamlDocument }> {
  const document = await readYaml(text, place.name);
  checkConfig ??= createSchemaCheck(configSchema, [packSchema]);
  const fault = document.value === null ? undefined : (await checkConfig)(document.value);
  if (fault) throw new UserError('bad-config', `${document.placeOf(fault.path)}: ${fault.problem}`);
  const raw: RawConfig = document.value ?? {};
  checkGlobs(raw, document);
  checkRules(raw.rules ?? [], document, ['rules'], 'bad-config');
  const packs: Required<RulePack>[] = [];
  for (const [index, path] of (raw.packs ?? []).entries()) {
    checkPackPath(path, place, document.placeOf(['packs', index]), index);
    const packText = readSmallFile(resolve(place.folder, path), path, 'bad-pack');
    packs.push({ file: path, ...(await readPackPlaces(packText, path)) });
  }
  const own = (raw.rules ?? []).map((rule) => fillRule(rule, 'Custom'));
  packs.push({ file: place.name, rules: own, placeOf: document.placeOf });
  joinPacks(packs);
  checkRuleIds(raw, packs, document);
  const rules = packs.flatMap(({ rules, placeOf }) => rules.map((rule, index) => ({ rule, index, placeOf })));
  return { raw, rules, document };
}

function checkGlobs(raw: RawConfig, document: YamlDocument): void {
  for (const key of ['include', 'exclude'] as const) {
    for (const [index, glob] of (raw[key] ?? []).entries()) {
      const fault = globFault(glob);
      if (!fault) continue;
      const where = placeIn(document, key, index)();
      throw new UserError('bad-config', `${where} ${fault}, got ${showValue(glob)}`);
    }
  }
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

function compileOverrides(
  overrides: NonNullable<RawConfig['override']>,
  name: string,
  document: YamlDocument,
): Record<string, RuleOverride> {
  const entries = Object.entries(overrides).map(([id, { allow, ...changes }]): [string, RuleOverride] => {
    if (!allow) return [id, changes];
    const where = (index: number) => placeIn(document, 'override', id, 'allow', index);
    return [id, { ...changes, allow: allow.map((each, index) => compileOverrideAllow(each, where(index), name)) }];
  });
  return Object.fromEntries(entries);
}
