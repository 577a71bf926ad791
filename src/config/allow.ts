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

/** An entry of `allowlists` in `keyturn.yaml`, compiled; throws `UserError` naming `where` for a wrong pattern. */
export function compileAllowlist(raw: RawAllowlist, where: string, origin: string): CompiledAllow {
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
  return compileAllow(withoutAbsent(allow), { dialect: 'js', where });
}

/** An `allow` entry of an override, compiled; throws `UserError` naming `where` for a wrong pattern. */
export function compileOverrideAllow(allow: AllowPattern, where: string, origin: string): CompiledAllow {
  const { reason, ...patterns } = allow;
  const lists = Object.fromEntries(Object.entries(patterns).map(([target, source]) => [target, [source]]));
  return compileAllow(withoutAbsent({ condition: 'and' as const, ...lists, reason, origin }), { dialect: 'js', where });
}

function withoutAbsent<Value extends object>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Value;
}
