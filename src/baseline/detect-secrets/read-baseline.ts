import { type JsonPath, readJson } from '../../lib/read-json.ts';
import { UserError } from '../../lib/user-error.ts';
import { type Exclusion, readExclusions } from './exclusions.ts';
import { isObject, type PartReader, show } from './parts.ts';

/** A secret that detect-secrets knows in a file. */
export interface Row {
  path: string;
  /** The plugin's name for it. */
  type: string;
  /** SHA-1 of what the plugin took, in hex. */
  hash: string;
  /** Absent in baselines that were written with `--slim`. */
  line?: number;
  /** What an audit decided. */
  isSecret?: boolean;
}

/** A baseline of detect-secrets 0.12 to 1.5, whatever its layout. */
export interface DetectSecretsBaseline {
  version: string;
  rows: readonly Row[];
  exclusions: readonly Exclusion[];
  /** What was decoded, as it stands. */
  document: Readonly<Record<string, unknown>>;
}

/** Whether a decoded JSON text is a baseline of detect-secrets. */
export function isDetectSecrets(value: unknown): boolean {
  return isObject(value) && 'results' in value && ('plugins_used' in value || 'version' in value);
}

/**
 * Reads a baseline of detect-secrets, versions 0.12 to 1.5
 * (https://github.com/Yelp/detect-secrets/blob/master/docs/design.md#baseline). Throws `UserError` with line and column.
 */
export function readDetectSecrets(text: string, name: string): DetectSecretsBaseline {
  const { value, placeOf } = readJson(text.replace(/^\ufeff/, ''), name, 'bad-baseline');
  const reader: PartReader = {
    fault: (path, problem) => new UserError('bad-baseline', `${placeOf(path)}: ${problem}`),
  };
  if (!isObject(value)) throw reader.fault([], 'must be an object, as detect-secrets writes it');
  const { version, results } = value;
  if (typeof version !== 'string' || !/^\d+\.\d+/.test(version)) {
    throw reader.fault(['version'], `"version" must be detect-secrets' version, got ${show(version)}`);
  }
  if (Number.parseInt(version, 10) > 1) {
    throw reader.fault(['version'], `"version" must be below 2, got ${show(version)}: its layout is not known`);
  }
  if (!isObject(results)) throw reader.fault(['results'], `"results" must be an object, got ${show(results)}`);
  return { version, rows: readRows(results, reader), exclusions: readExclusions(value, reader), document: value };
}

function readRows(results: Record<string, unknown>, reader: PartReader): Row[] {
  return Object.entries(results).flatMap(([file, rows]) => {
    const path = ['results', file];
    if (!Array.isArray(rows)) throw reader.fault(path, `what a file has must be a list, got ${show(rows)}`);
    return rows.map((row: unknown, index) => readRow(row, file, [...path, index], reader));
  });
}

function readRow(value: unknown, file: string, path: JsonPath, reader: PartReader): Row {
  if (!isObject(value)) throw reader.fault(path, `must be an object, got ${show(value)}`);
  const { type, hashed_secret: hash, line_number: line, is_secret: isSecret } = value;
  const wrong = (key: string, rule: string) =>
    reader.fault([...path, key], `"${key}" must be ${rule}, got ${show(value[key])}`);
  if (typeof type !== 'string') throw wrong('type', 'a text');
  if (typeof hash !== 'string' || !/^[\da-f]{40}$/i.test(hash)) throw wrong('hashed_secret', 'a SHA-1 in hexadecimal');
  const hasLine = line !== undefined && line !== null && line !== 0;
  if (hasLine && !(Number.isSafeInteger(line) && Number(line) > 0)) throw wrong('line_number', 'a whole number');
  const isDecided = isSecret !== undefined && isSecret !== null;
  if (isDecided && typeof isSecret !== 'boolean') throw wrong('is_secret', 'true or false');
  return {
    path: plainPath(file),
    type,
    hash: hash.toLowerCase(),
    ...(hasLine && { line: Number(line) }),
    ...(isDecided && { isSecret: isSecret as boolean }),
  };
}

/** A path as reports have it, of one that may be Windows'. */
export function plainPath(file: string): string {
  return file.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');
}
