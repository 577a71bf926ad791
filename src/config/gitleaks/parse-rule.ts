import { UserError } from '../../lib/user-error.ts';
import { type ExprFilter, readExprFilter } from './expr-filter.ts';
import type { GitleaksRule } from './gitleaks-config.ts';
import { readAllowlists } from './parse-allowlist.ts';
import {
  booleanOf,
  listOf,
  noticeUnknownKeys,
  numberOf,
  renameTable,
  type TomlTable,
  tablesOf,
  textOf,
} from './toml-table.ts';

const ruleKeys = [
  'id',
  'description',
  'regex',
  'path',
  'secretGroup',
  'entropy',
  'keywords',
  'tags',
  'skipReport',
  'allowlist',
  'allowlists',
  'required',
  'specificity',
  'tokenEfficiency',
  'validate',
  'prefilter',
  'filter',
];

/** What was read past because it needs code to run: rule ids, for one notice a file. */
export interface Unread {
  filters: string[];
  validations: string[];
}

/** One `[[rules]]` table; adds to `notices` and `unread`. Throws `UserError` `bad-config` naming the rule and key. */
export function readRule(bare: TomlTable, file: string, notices: string[], unread: Unread): GitleaksRule {
  const id = textOf(bare, 'id')?.trim();
  if (!id) throw new UserError('bad-config', `${bare.at}id must be given`);
  const table = renameTable(bare, `${file}: rule "${id}": `);
  notices.push(...noticeUnknownKeys(table, ruleKeys));
  const filter = readExprFilters(table, id, unread);
  if (textOf(table, 'validate') !== undefined) unread.validations.push(id);
  const [description, regex, path] = [textOf(table, 'description'), textOf(table, 'regex'), textOf(table, 'path')];
  return {
    id,
    secretGroup: numberOf(table, 'secretGroup', { isWhole: true }),
    entropy: Math.max(numberOf(table, 'entropy', { isWhole: false }), filter.entropy),
    keywords: listOf(table, 'keywords')
      .map((keyword) => keyword.toLowerCase())
      .filter(Boolean),
    tags: listOf(table, 'tags'),
    specificity: table.entries.has('specificity') ? numberOf(table, 'specificity', { isWhole: false }) : 100,
    skipReport: booleanOf(table, 'skipReport'),
    allowlists: [...readAllowlists(table, notices), ...filter.allowlists],
    required: tablesOf(table, 'required').map((entry) => readRequired(entry, notices)),
    file,
    ...(description !== undefined && { description }),
    ...(regex !== undefined && { regex }),
    ...(path !== undefined && { path }),
  };
}

function readRequired(table: TomlTable, notices: string[]): GitleaksRule['required'][number] {
  notices.push(...noticeUnknownKeys(table, ['id', 'withinLines', 'withinColumns']));
  const id = textOf(table, 'id');
  if (id === undefined) throw new UserError('bad-config', `${table.at}id must be given`);
  const has = (key: string) => table.entries.has(key.toLowerCase());
  return {
    id,
    ...(has('withinLines') && { withinLines: numberOf(table, 'withinLines', { isWhole: true }) }),
    ...(has('withinColumns') && { withinColumns: numberOf(table, 'withinColumns', { isWhole: true }) }),
  };
}

/** betterleaks' filters as far as they are plain data; what is left of them is noted in `unread`. */
export function readExprFilters(table: TomlTable, id: string, unread: Unread): ExprFilter {
  const filters = ['prefilter', 'filter'].map((key) => readExprFilter(textOf(table, key) ?? '', table.at + key));
  if (filters.some((filter) => !filter.isWhole)) unread.filters.push(id);
  return {
    entropy: Math.max(...filters.map((filter) => filter.entropy)),
    allowlists: filters.flatMap((filter) => filter.allowlists),
    isWhole: filters.every((filter) => filter.isWhole),
  };
}
