import { UserError } from '../../lib/user-error.ts';
import type { GitleaksConfig, GitleaksRule } from './gitleaks-config.ts';
import { readAllowlists } from './parse-allowlist.ts';
import { readExprFilters, readRule, type Unread } from './parse-rule.ts';
import {
  badKey,
  booleanOf,
  listOf,
  noticeUnknownKeys,
  parseToml,
  type TomlTable,
  tableOf,
  tablesOf,
  textOf,
} from './toml-table.ts';

const topKeys = [
  'title',
  'description',
  'minVersion',
  'betterleaksMinVersion',
  'extend',
  'rules',
  'allowlist',
  'allowlists',
  'prefilter',
  'filter',
];
const extendKeys = ['path', 'url', 'useDefault', 'disabledRules'];

/**
 * Reads one file in gitleaks' format (https://github.com/gitleaks/gitleaks#configuration) and the data-only part of
 * what betterleaks adds. `file` is how messages name it. Throws `UserError` `bad-config` naming the rule and key.
 */
export async function parseGitleaks(text: string, file: string): Promise<GitleaksConfig> {
  const top = await parseToml(text, file);
  const notices = noticeUnknownKeys(top, topKeys);
  const unread: Unread = { filters: [], validations: [] };
  const rules = new Map<string, GitleaksRule>();
  for (const table of tablesOf(top, 'rules')) {
    const rule = readRule(table, file, notices, unread);
    if (rules.has(rule.id)) notices.push(`${file}: rule "${rule.id}" stands there twice; the last one counts`);
    rules.set(rule.id, rule);
  }
  checkRequired(rules, file);
  const extend = readExtend(top, notices);
  const filter = readExprFilters(top, 'all rules', unread);
  if (filter.entropy > 0) unread.filters.push('all rules');
  const allowlists = [...readAllowlists(top, notices, ['targetRules']), ...filter.allowlists];
  notices.push(...describeUnread(unread, file));
  return { file, extend, rules, allowlists, notices };
}

function readExtend(top: TomlTable, notices: string[]): GitleaksConfig['extend'] {
  const table = tableOf(top, 'extend');
  if (!table) return { useDefault: false, disabledRules: [] };
  notices.push(...noticeUnknownKeys(table, extendKeys));
  const path = textOf(table, 'path');
  const useDefault = booleanOf(table, 'useDefault');
  if (path !== undefined && useDefault) throw badKey(table, 'path', 'must not stand beside useDefault', path);
  if (textOf(table, 'url') !== undefined) notices.push(`${table.at}url has no effect: nothing is fetched`);
  return { useDefault, disabledRules: listOf(table, 'disabledRules'), ...(path !== undefined && { path }) };
}

function checkRequired(rules: ReadonlyMap<string, GitleaksRule>, file: string): void {
  for (const rule of rules.values()) {
    const missing = rule.required.find(({ id }) => !rules.has(id));
    if (!missing) continue;
    throw new UserError('bad-config', `${file}: rule "${rule.id}": required rule "${missing.id}" is not in the file`);
  }
}

function describeUnread({ filters, validations }: Unread, file: string): string[] {
  const notices: string[] = [];
  if (filters.length > 0) {
    notices.push(
      `${file}: no code of a config is run: filters are left out and more may be reported (${some(filters)})`,
    );
  }
  if (validations.length > 0) {
    notices.push(`${file}: no code of a config is run: nothing is validated live (${some(validations)})`);
  }
  return notices;
}

function some(ids: readonly string[]): string {
  const unique = [...new Set(ids)];
  return unique.slice(0, 5).join(', ') + (unique.length > 5 ? ` and ${unique.length - 5} more` : '');
}
