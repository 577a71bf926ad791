import { UserError } from '../../lib/user-error.ts';
import type { GitleaksAllowlist } from './gitleaks-config.ts';
import { badKey, listOf, noticeUnknownKeys, type TomlTable, tableOf, tablesOf, textOf } from './toml-table.ts';

const allowlistKeys = ['description', 'condition', 'commits', 'paths', 'regexTarget', 'regexes', 'stopwords'];

/**
 * The allowlists of a file or a rule, in the new form or the old; adds to `notices`. Throws `UserError` `bad-config` for
 * one that says nothing, and for a wrong condition or target.
 */
export function readAllowlists(
  owner: TomlTable,
  notices: string[],
  extraKeys: readonly string[] = [],
): GitleaksAllowlist[] {
  const single = tableOf(owner, 'allowlist');
  const many = tablesOf(owner, 'allowlists');
  if (single && many.length > 0) {
    throw new UserError('bad-config', `${owner.at}[allowlist], the old form, must not stand beside [[allowlists]]`);
  }
  return (single ? [single] : many).map((table) => {
    notices.push(...noticeUnknownKeys(table, [...allowlistKeys, ...extraKeys]));
    return readAllowlist(table);
  });
}

function readAllowlist(table: TomlTable): GitleaksAllowlist {
  const description = textOf(table, 'description');
  const allowlist: GitleaksAllowlist = {
    condition: readCondition(table),
    commits: listOf(table, 'commits').map((commit) => commit.trim().toLowerCase()),
    paths: listOf(table, 'paths'),
    regexTarget: readTarget(table),
    regexes: listOf(table, 'regexes'),
    stopWords: listOf(table, 'stopwords').map((word) => word.toLowerCase()),
    targetRules: listOf(table, 'targetRules'),
    at: table.at.slice(0, -1),
    ...(description !== undefined && { description }),
  };
  const { commits, paths, regexes, stopWords } = allowlist;
  if (commits.length + paths.length + regexes.length + stopWords.length === 0) {
    const keys = 'commits, paths, regexes, stopwords';
    throw new UserError('bad-config', `${allowlist.at} must have one of ${keys}`);
  }
  return allowlist;
}

function readCondition(table: TomlTable): 'and' | 'or' {
  const value = textOf(table, 'condition') ?? 'OR';
  if (['AND', '&&'].includes(value.toUpperCase())) return 'and';
  if (['OR', '||'].includes(value.toUpperCase())) return 'or';
  throw badKey(table, 'condition', 'must be one of AND, OR', value);
}

function readTarget(table: TomlTable): GitleaksAllowlist['regexTarget'] {
  const value = textOf(table, 'regexTarget') ?? 'secret';
  if (value === 'secret' || value === 'match' || value === 'line') return value;
  throw badKey(table, 'regexTarget', 'must be one of secret, match, line', value);
}
