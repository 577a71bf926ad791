import { isDay } from '../lib/is-day.ts';
import { type JsonDocument, type JsonPath, readJson } from '../lib/read-json.ts';
import { UserError } from '../lib/user-error.ts';
import { type Decision, decisions } from '../model/known.ts';
import {
  type Baseline,
  type Entry,
  entryKey,
  formatName,
  formatVersion,
  type HashKind,
  hashKinds,
  type SlowCost,
} from './format.ts';

/** A reader of a value's parts that says where what is wrong stands. */
interface Reader {
  fault(path: JsonPath, problem: string): UserError;
}

const hashShape = /^[\da-f]{8}(?:-[\da-f]{8}){3}$/;
const saltShape = /^[\da-f]{8}(?:-[\da-f]{8}){7}$/;
const markShape = /^[\da-f]{2}$/;
const mostText = 4096;

/**
 * Reads a baseline of keyturn's own. What stands in it twice, as after a merge by `union`, is one entry, with the newer
 * decision. Throws `UserError` with file, line and column.
 */
export function parseBaseline(text: string, name: string): Baseline {
  const document = readJson(text.replace(/^\ufeff/, ''), name, 'bad-baseline');
  const reader: Reader = {
    fault: (path, problem) => new UserError('bad-baseline', `${document.placeOf(path)}: ${problem}`),
  };
  refuseSecondSalt(text, name);
  const top = readTop(document, reader);
  const entries = new Map<string, Entry>();
  for (const [index, value] of top.entries.entries()) {
    if (typeof value === 'string' && markShape.test(value)) continue;
    const entry = readEntry(value, ['entries', index], reader);
    const before = entries.get(entryKey(entry));
    entries.set(entryKey(entry), before ? newerEntry(before, entry) : entry);
  }
  return { key: top.key, slow: top.slow, entries: [...entries.values()] };
}

/** Of two keys of one name JSON takes the last: entries under the other salt would silently count no more. */
function refuseSecondSalt(text: string, name: string): void {
  const salts = text.match(/^[ \t]*"salt":/gm)?.length ?? 0;
  if (salts < 2) return;
  const advice = 'take one of them by git checkout --ours or --theirs, then: keyturn baseline update --force';
  throw new UserError('bad-baseline', `${name} was merged from two baselines that were created apart: ${advice}`);
}

/** Of two states of an entry the one decided later; of equally old ones the one that makes less of it harmless. */
export function newerEntry(one: Entry, other: Entry): Entry {
  const isOther = compareText(one.at ?? '', other.at ?? '') || careOf(other.decision) - careOf(one.decision);
  const history = one.history || other.history;
  return { ...(isOther > 0 ? other : one), ...(history && { history }) };
}

function compareText(one: string, other: string): number {
  return one < other ? 1 : one > other ? -1 : 0;
}

function careOf(decision: Decision): number {
  return ['false-alarm', 'test', 'undecided', 'real'].indexOf(decision);
}

function readTop({ value }: JsonDocument, reader: Reader): { key: Buffer; slow: SlowCost; entries: unknown[] } {
  if (Array.isArray(value)) {
    throw reader.fault([], 'the file is a list, as reports of gitleaks are: keyturn baseline import takes it over');
  }
  const top = objectAt(value, [], reader, ['format', 'version', 'salt', 'scrypt', 'entries']);
  const { format, version, salt, entries } = top;
  if (format !== formatName) throw reader.fault(['format'], `"format" must be "${formatName}"`);
  if (version !== formatVersion) {
    const hint = typeof version === 'number' && version > formatVersion ? '; a newer keyturn wrote it' : '';
    throw reader.fault(['version'], `"version" must be ${formatVersion}, got ${JSON.stringify(version)}${hint}`);
  }
  if (typeof salt !== 'string' || !saltShape.test(salt)) {
    throw reader.fault(['salt'], '"salt" must be 64 hexadecimal digits by eights');
  }
  if (!Array.isArray(entries)) throw reader.fault(['entries'], '"entries" must be a list');
  return { key: Buffer.from(salt.replaceAll('-', ''), 'hex'), slow: readCost(top.scrypt, reader), entries };
}

/** Bounded, as whoever writes the file decides how long a scan takes. */
function readCost(value: unknown, reader: Reader): SlowCost {
  const { N, r, p } = objectAt(value, ['scrypt'], reader, ['N', 'r', 'p']);
  if (!(isWhole(N) && N >= 1 << 10 && N <= 1 << 17 && Number.isInteger(Math.log2(N)))) {
    throw reader.fault(['scrypt', 'N'], '"N" must be a power of two from 1024 to 131072');
  }
  for (const [name, each] of Object.entries({ r, p })) {
    if (!(isWhole(each) && each >= 1 && each <= 8)) {
      throw reader.fault(['scrypt', name], `"${name}" must be a whole number from 1 to 8`);
    }
  }
  return { N, r: r as number, p: p as number };
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

const entryKeys = [...hashKinds, 'rule', 'path', 'decision', 'reason', 'by', 'at', 'until', 'history'];

function readEntry(value: unknown, path: JsonPath, reader: Reader): Entry {
  const members = objectAt(value, path, reader, entryKeys);
  const text = (name: string, isNeeded = false): string | undefined => {
    const each = members[name];
    if (each === undefined && !isNeeded) return undefined;
    if (typeof each === 'string' && each.length <= mostText && (each !== '' || !isNeeded)) return each;
    throw reader.fault([...path, name], `"${name}" must be a text${isNeeded ? ' that is not empty' : ''}`);
  };
  const day = (name: string) => {
    const each = text(name);
    if (each === undefined || isDay(each)) return each;
    throw reader.fault([...path, name], `"${name}" must be a date as in 2027-01-31, got ${JSON.stringify(each)}`);
  };
  const { decision = 'undecided', history } = members;
  if (!decisions.some((each) => each === decision)) {
    throw reader.fault([...path, 'decision'], `"decision" must be one of ${decisions.join(', ')}`);
  }
  if (history !== undefined && history !== true) throw reader.fault([...path, 'history'], '"history" must be true');
  const optional = { reason: text('reason'), by: text('by'), at: day('at'), until: day('until'), history };
  const given = Object.entries(optional).filter(([, each]) => each !== undefined);
  return {
    hash: readHash(members, path, reader),
    ruleId: text('rule', true)!,
    path: text('path', true)!,
    decision: decision as Decision,
    ...Object.fromEntries(given),
  };
}

function readHash(members: Record<string, unknown>, path: JsonPath, reader: Reader): string {
  const given = hashKinds.filter((kind) => members[kind] !== undefined);
  const [kind] = given;
  if (kind === undefined || given.length > 1) throw reader.fault(path, 'an entry must have either "hmac" or "scrypt"');
  const value = members[kind];
  if (typeof value === 'string' && hashShape.test(value))
    return `${kind satisfies HashKind}:${value.replaceAll('-', '')}`;
  throw reader.fault([...path, kind], `"${kind}" must be 32 hexadecimal digits by eights`);
}

function objectAt(value: unknown, path: JsonPath, reader: Reader, known: readonly string[]): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const name = typeof path.at(-1) === 'number' ? 'an entry' : path.length === 0 ? 'the file' : `"${path.at(-1)}"`;
    throw reader.fault(path, `${name} must be an object`);
  }
  const unknown = Object.keys(value).find((key) => !known.includes(key));
  if (unknown === undefined) return { ...value };
  throw reader.fault(
    [...path, unknown],
    `the key ${JSON.stringify(unknown)} is unknown; known are ${known.join(', ')}`,
  );
}
