import { formatKeyPath } from '../lib/check-schema.ts';
import type { KeyPath, YamlDocument } from '../lib/read-yaml.ts';
import { UserError } from '../lib/user-error.ts';
import { readBuiltInIds } from '../rules/built-in.ts';
import { checkCompanions, type RulePack } from '../rules/read-pack.ts';
import { hintUnknownId } from '../rules/unknown-id.ts';
import type { RawConfig } from './read-config.ts';

/**
 * Throws `UserError` where a `keyturn.yaml` or one of its packs names a rule that does not exist: what was meant to be
 * disabled, changed or allowed would go on as before, and a rule that lacks its companion would never report.
 */
export function checkRuleIds(raw: RawConfig, packs: readonly RulePack[], document: YamlDocument): void {
  const named = namedIds(raw);
  const rules = packs.flatMap((pack) => pack.rules);
  if (named.length === 0 && rules.every(({ companions }) => companions.length === 0)) return;
  const own = rules.map(({ id }) => id);
  const builtIn = readBuiltInIds();
  for (const { path, id } of named) {
    const hint = hintUnknownId(id, [...builtIn, ...own]);
    if (!hint) continue;
    const problem = `must name a rule, got ${JSON.stringify(id)}; ${hint}`;
    throw new UserError('bad-config', `${document.placeOf(path)}: ${formatKeyPath(path)} ${problem}`);
  }
  const inForce = new Set(raw.extendDefault === false ? own : [...builtIn, ...own]);
  for (const { file, rules } of packs) checkCompanions(rules, inForce, file);
}

/** Every place at which the configuration names rules; those of `disable` may be globs. */
function namedIds({ disable = [], override = {}, allowlists = [] }: RawConfig): { path: KeyPath; id: string }[] {
  return [
    ...disable.map((id, index) => ({ path: ['disable', index], id })),
    ...Object.keys(override).map((id) => ({ path: ['override', id], id })),
    ...allowlists.flatMap(({ rules = [] }, at) =>
      rules.map((id, index) => ({ path: ['allowlists', at, 'rules', index], id })),
    ),
  ];
}
