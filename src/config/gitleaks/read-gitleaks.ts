import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { readSmallFile } from '../../lib/read-small-file.ts';
import { UserError } from '../../lib/user-error.ts';
import type { RuleOverride } from '../../model/options.ts';
import { readBuiltInIds } from '../../rules/built-in.ts';
import { idsForGitleaks } from '../../rules/gitleaks-ids.ts';
import type { ConfigFile } from '../config-file.ts';
import { compileGitleaksAllowlist, compileGitleaksRule, detailsOfGitleaksRule } from './compile-gitleaks.ts';
import type { GitleaksConfig, GitleaksRule } from './gitleaks-config.ts';
import { type MergedGitleaks, mergeGitleaks, startMerge } from './merge-gitleaks.ts';
import { parseGitleaks } from './parse-gitleaks.ts';

/** How many files may follow the first in a chain of `extend.path`. */
const maxDepth = 2;

/**
 * Reads the text of a `.gitleaks.toml` and the files it extends, which are looked for from `cwd`. `useDefault` stands
 * for our own built-in packs. Throws `UserError` `bad-config` or `invalid-rule` naming file, rule and reason.
 */
export async function readGitleaksConfig(text: string, place: { name: string; cwd: string }): Promise<ConfigFile> {
  const merged = await readChain(await parseGitleaks(text, place.name), place.cwd, 0);
  const rules = [...merged.rules.values()];
  const own = rules.filter((rule) => rule.regex !== undefined || rule.path !== undefined);
  const partial = rules.filter((rule) => rule.regex === undefined && rule.path === undefined);
  const [useless] = merged.useDefault ? [] : partial;
  if (useless) throw new UserError('bad-config', `${useless.file}: rule "${useless.id}": regex or path must be given`);
  checkTargets(merged);
  return {
    rules: {
      useDefault: merged.useDefault,
      skip: merged.disabled.filter((id) => !merged.rules.has(id)).flatMap(idsForGitleaks),
      added: own.map(compileGitleaksRule),
      addedDetails: own.map(detailsOfGitleaksRule),
      overrides: Object.fromEntries(
        partial.flatMap((rule) => idsForGitleaks(rule.id).map((id) => [id, overrideOf(rule)])),
      ),
      allowlists: merged.allowlists.map((allowlist) => compileGitleaksAllowlist(allowlist, merged.file)),
    },
    settings: {},
    notices: [...merged.notices, ...noticeUnknownIds(merged, partial)],
  };
}

async function readChain(config: GitleaksConfig, cwd: string, depth: number): Promise<MergedGitleaks> {
  const { path } = config.extend;
  if (path === undefined) return startMerge(config);
  if (depth === maxDepth) {
    const notice = `${config.file}: extend.path is not followed: a chain ends after ${maxDepth} files`;
    return startMerge({ ...config, notices: [...config.notices, notice] });
  }
  const file = resolve(cwd, path);
  if (!statSync(file, { throwIfNoEntry: false })) {
    throw new UserError(
      'bad-config',
      `${config.file}: extend.path must name a file that exists, got ${JSON.stringify(path)}`,
    );
  }
  const base = await parseGitleaks(readSmallFile(file, path, 'bad-config'), path);
  return mergeGitleaks(config, await readChain(base, cwd, depth + 1));
}

/** A rule without a pattern of its own changes the built-in rule of that id. */
function overrideOf(rule: GitleaksRule): RuleOverride {
  const allow = rule.allowlists.map((allowlist) => compileGitleaksAllowlist(allowlist, rule.file));
  return { ...(rule.entropy > 0 && { entropy: rule.entropy }), ...(allow.length > 0 && { allow }) };
}

/** Our built-in rules are not gitleaks': ids of its own that a file names may have no effect here. */
function noticeUnknownIds(merged: MergedGitleaks, partial: readonly GitleaksRule[]): string[] {
  const { file, disabled, allowlists, rules, useDefault } = merged;
  if (!useDefault) return [];
  const targets = allowlists.flatMap(({ targetRules, at }) => targetRules.map((id) => ({ id, what: `${at}: target` })));
  const named = [
    ...disabled.map((id) => ({ id, what: `${file}: extend.disabledRules:` })),
    ...partial.map(({ id, file: owner }) => ({ id, what: `${owner}: changed` })),
    ...targets,
  ].filter(({ id }) => !rules.get(id)?.regex && !rules.get(id)?.path);
  if (named.length === 0) return [];
  const known = new Set(readBuiltInIds());
  return named
    .filter(({ id }) => !idsForGitleaks(id).some((ours) => known.has(ours)))
    .map(({ id, what }) => `${what} rule "${id}" is none of keyturn's rules`);
}

/** Without the built-in rules, an allowlist's target must be a rule of the files. */
function checkTargets({ allowlists, rules, useDefault }: MergedGitleaks): void {
  if (useDefault) return;
  for (const { targetRules, at } of allowlists) {
    const missing = targetRules.find((id) => !rules.has(id));
    if (missing !== undefined) throw new UserError('bad-config', `${at}: target rule "${missing}" is not in the file`);
  }
}
