import type { AllowPattern, CompiledAllow } from '../model/rule.ts';
import { compileAllow } from '../rules/compile.ts';

/** An entry of `allowlists` in `keyturn.yaml`, as it stands there. */
export interface RawAllowlist {
  description?: string;
  paths?: readonly string[];
  regexes?: readonly string[];
  regexTarget?: 'secret' | 'match' | 'line';
  stopWords?: readonly string[];
  commits?: readonly string[];
  rules?: readonly string[];
  condition?: 'or' | 'and';
}

/** Names the place of a value in an entry for messages, by keys from the entry on: `keyturn.yaml:3:9: allowlists[0].paths[1]`. */
export type PlaceIn = (...keys: (string | number)[]) => string;

/** An entry of `allowlists` in `keyturn.yaml`, compiled; throws `UserError` naming the place of a wrong pattern. */
export function compileAllowlist(raw: RawAllowlist, placeIn: PlaceIn, origin: string): CompiledAllow {
  const { description, paths, regexes, regexTarget = 'secret', stopWords, commits, rules, condition } = raw;
  const allow = {
    condition: condition ?? 'or',
    path: paths,
    [regexTarget]: regexes,
    word: stopWords,
    commit: commits,
    reason: description,
    targetRules: rules,
    origin,
  };
  const placeOf = (on: string, index: number) => placeIn(on === 'path' ? 'paths' : 'regexes', index);
  return compileAllow(withoutAbsent(allow), { dialect: 'js', where: placeIn(), placeOf });
}

/** An `allow` entry of an override, compiled; throws `UserError` naming the place of a wrong pattern. */
export function compileOverrideAllow(allow: AllowPattern, placeIn: PlaceIn, origin: string): CompiledAllow {
  const { reason, ...patterns } = allow;
  const lists = Object.fromEntries(Object.entries(patterns).map(([target, source]) => [target, [source]]));
  const options = { dialect: 'js' as const, where: placeIn(), placeOf: (on: string) => placeIn(on) };
  return compileAllow(withoutAbsent({ condition: 'and' as const, ...lists, reason, origin }), options);
}

function withoutAbsent<Value extends object>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Value;
}
