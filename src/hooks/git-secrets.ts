import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type ConfigPlace, readConfig } from '../git/config.ts';
import { readSmallFile } from '../lib/read-small-file.ts';
import { fromPosixPattern } from './posix-pattern.ts';

/** A rule or an allowlist as `keyturn.yaml` has it, and where it comes from. */
interface Imported {
  source: string;
}

export interface ImportedRule extends Imported {
  id: string;
  description: string;
  pattern: string;
}

export interface ImportedAllow extends Imported {
  description: string;
  paths?: string[];
  regexes?: string[];
  regexTarget?: 'line';
  condition?: 'and' | 'or';
}

/** What git-secrets was told, as rules and allowlists. */
export interface GitSecrets {
  rules: ImportedRule[];
  allowlists: ImportedAllow[];
  /** What was not taken over, and why. */
  notices: string[];
}

/**
 * Reads what git-secrets keeps in git's configuration (`secrets.patterns`, `secrets.allowed`, `secrets.providers`) and
 * in `.gitallowed`. Providers are commands and are not run. Throws `UserError` naming a pattern that cannot be translated.
 * https://github.com/awslabs/git-secrets
 */
export function readGitSecrets(root: string, place: ConfigPlace): GitSecrets {
  const entries = readConfig(/^secrets\.(patterns|allowed|providers)$/, place);
  const valuesOf = (key: string) => [
    ...new Set(entries.filter((entry) => entry.key === key && entry.value !== '').map(({ value }) => value)),
  ];
  const patterns = valuesOf('secrets.patterns');
  const rules = patterns.flatMap((pattern, index) => (coveredBy(pattern) ? [] : [toRule(pattern, index + 1)]));
  const allowlists = [
    ...valuesOf('secrets.allowed').map((pattern) => toAllow(pattern, 'git config secrets.allowed')),
    ...readAllowedFile(root),
  ];
  const covered = patterns.flatMap((pattern) => {
    const rule = coveredBy(pattern);
    return rule === undefined ? [] : [`left to the built-in rule ${rule}: ${pattern}`];
  });
  const providers = valuesOf('secrets.providers').map((command) => `not run, as a provider is a command: ${command}`);
  return { rules, allowlists, notices: [...covered, ...providers] };
}

/** The patterns of `--register-aws`, told by what they are about; account ids are no secret, but were asked for. */
function coveredBy(pattern: string): string | undefined {
  if (/\bAKIA\b/.test(pattern) && /\{16\}/.test(pattern)) return 'aws-access-key-id';
  return /secret/i.test(pattern) && /access/i.test(pattern) && /\{40\}/.test(pattern)
    ? 'aws-secret-access-key'
    : undefined;
}

/** git-secrets searches with `grep -w`: neither end may touch another character of a word. */
function toRule(pattern: string, number: number): ImportedRule {
  const source = 'git config secrets.patterns';
  return {
    source: `${source} ${JSON.stringify(pattern)}`,
    id: `git-secrets-${number}`,
    description: `Pattern ${number} of git-secrets`,
    pattern: `(?<![0-9A-Za-z_])(?:${fromPosixPattern(pattern, source)})(?![0-9A-Za-z_])`,
  };
}

function readAllowedFile(root: string): ImportedAllow[] {
  const path = join(root, '.gitallowed');
  if (!existsSync(path)) return [];
  const lines = readSmallFile(path, '.gitallowed', 'bad-pattern').split(/\r?\n/);
  return lines.flatMap((line, index) => {
    const isPattern = line.trim() !== '' && !line.trim().startsWith('#');
    return isPattern ? [toAllow(line, `.gitallowed:${index + 1}`)] : [];
  });
}

/** It was matched against `path:line:text`, so that it may be about either. */
function toAllow(pattern: string, where: string): ImportedAllow {
  const head = { source: `${where} ${JSON.stringify(pattern)}`, description: `git-secrets: ${pattern}`.slice(0, 300) };
  const [, path, rest = ''] = /^((?:\\.|\[\^?\]?[^\]]*\]|[^:\\[])+):(.*)$/s.exec(pattern) ?? [];
  if (path !== undefined && isPathLike(path)) {
    const paths = [fromPosixPattern(`${path}$`, where)];
    const text = rest.replace(/^(?:\^?(?:\[0-9\]|\[\[:digit:\]\]|\.|\\d)[*+]|\d+)(?::|$)/, '');
    if (/^(?:\.\*)?\$?$/.test(text)) return { ...head, paths };
    return { ...head, paths, regexes: [fromPosixPattern(text, where)], regexTarget: 'line', condition: 'and' };
  }
  const both = fromPosixPattern(pattern, where);
  if (pattern.startsWith('^')) return { ...head, paths: [both] };
  if (pattern.includes(':') || /(?:^|[^\\])\$/.test(pattern)) return { ...head, regexes: [both], regexTarget: 'line' };
  return { ...head, paths: [both], regexes: [both], regexTarget: 'line', condition: 'or' };
}

function isPathLike(text: string): boolean {
  return !/\s/.test(text) && (text.startsWith('^') || text.includes('/') || /\\\.\w+$/.test(text));
}
