import { showValue } from '../../lib/check-schema.ts';
import { nearest } from '../../lib/nearest.ts';
import { UserError } from '../../lib/user-error.ts';

/** A TOML table whose keys are compared without case, as gitleaks does. */
export interface TomlTable {
  /** By lower-case key. */
  entries: ReadonlyMap<string, unknown>;
  /** How messages name it: `.gitleaks.toml: rule "x": `. */
  at: string;
}

/**
 * Parses a TOML 1.0 text (https://toml.io/en/v1.0.0). Throws `UserError` `bad-config` with line and column; no part of
 * the text is in the message, for the file may have been linked to from somewhere else.
 */
export async function parseToml(text: string, file: string): Promise<TomlTable> {
  const { parse, TomlError } = await import('smol-toml');
  try {
    return toTable(parse(text), `${file}: `);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const reason = error.message.split('\n')[0]?.replace(/^Invalid TOML document: /, '');
    throw new UserError('bad-config', `${file}:${error.line}:${error.column}: is not valid TOML: ${reason}`);
  }
}

/** The same table under another name in messages. */
export function renameTable(table: TomlTable, at: string): TomlTable {
  return { entries: table.entries, at };
}

/** A string; absent and empty are one. */
export function textOf(table: TomlTable, key: string): string | undefined {
  const value = entryOf(table, key);
  if (value === undefined || value === '') return undefined;
  if (typeof value === 'string') return value;
  throw badKey(table, key, 'must be a string', value);
}

/** A number from 0, whole if so asked; absent is 0. Text that reads as a number is one, as in gitleaks. */
export function numberOf(table: TomlTable, key: string, { isWhole }: { isWhole: boolean }): number {
  const value = entryOf(table, key) ?? 0;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'number' && number >= 0 && (!isWhole || Number.isInteger(number))) return number;
  throw badKey(table, key, isWhole ? 'must be a whole number of at least 0' : 'must be a number of at least 0', value);
}

export function booleanOf(table: TomlTable, key: string): boolean {
  const value = entryOf(table, key) ?? false;
  if (typeof value === 'boolean') return value;
  throw badKey(table, key, 'must be true or false', value);
}

/** A list of strings; absent is empty, and one string stands for its parts between commas, as in gitleaks. */
export function listOf(table: TomlTable, key: string): string[] {
  const value = entryOf(table, key) ?? [];
  if (typeof value === 'string') return value === '' ? [] : value.split(',');
  if (Array.isArray(value) && value.every((entry) => typeof entry === 'string')) return value;
  throw badKey(table, key, 'must be a list of strings', value);
}

export function tableOf(table: TomlTable, key: string): TomlTable | undefined {
  const value = entryOf(table, key);
  if (value === undefined) return undefined;
  if (isPlainTable(value)) return toTable(value, `${table.at}${key}.`);
  throw badKey(table, key, `must be a table, [${key}]`, value);
}

export function tablesOf(table: TomlTable, key: string): TomlTable[] {
  const value = entryOf(table, key) ?? [];
  if (Array.isArray(value) && value.every(isPlainTable)) {
    return value.map((entry, index) => toTable(entry, `${table.at}${key}[${index}].`));
  }
  throw badKey(table, key, `must be a list of tables, [[${key}]]`, value);
}

/** One notice for each key that is none of `known`; gitleaks passes over such keys without a word. */
export function noticeUnknownKeys(table: TomlTable, known: readonly string[]): string[] {
  const names = new Set(known.map((key) => key.toLowerCase()));
  const strange = [...table.entries.keys()].filter((key) => !names.has(key));
  return strange.map((key) => {
    const meant = nearest(key, known);
    return `${table.at}${key} is not a known key and has no effect${meant === undefined ? '' : `; did you mean "${meant}"?`}`;
  });
}

/** A `UserError` that names the key, the rule broken and the value. */
export function badKey(table: TomlTable, key: string, rule: string, value: unknown): UserError {
  return new UserError('bad-config', `${table.at}${key} ${rule}, got ${showValue(value)}`);
}

function entryOf(table: TomlTable, key: string): unknown {
  return table.entries.get(key.toLowerCase());
}

function toTable(value: object, at: string): TomlTable {
  return { entries: new Map(Object.entries(value).map(([key, entry]) => [key.toLowerCase(), entry])), at };
}

function isPlainTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
