import { isAbsolute, relative, resolve, sep } from 'node:path';
import { globFault } from '../lib/check-glob.ts';
import { UserError } from '../lib/user-error.ts';

/** A whole number between two bounds, or the fallback where `value` is absent; throws `UserError` `bad-option`. */
export function wholeNumber(
  option: string,
  value: number | string | undefined,
  { min, max, fallback }: { min: number; max: number; fallback: number },
): number {
  if (value === undefined) return fallback;
  const number = toNumber(value);
  if (Number.isInteger(number) && number >= min && number <= max) return number;
  throw badOption(option, `must be a whole number from ${min} to ${max}`, value);
}

/** Seconds as milliseconds; absent or 0: Infinity. Throws `UserError` `bad-option`. */
export function milliseconds(option: string, value: number | string | undefined): number {
  if (value === undefined) return Number.POSITIVE_INFINITY;
  const seconds = toNumber(value);
  if (!(seconds >= 0 && seconds <= 1_000_000)) {
    throw badOption(option, 'must be a number of seconds from 0 to 1000000', value);
  }
  return seconds === 0 ? Number.POSITIVE_INFINITY : Math.ceil(seconds * 1000);
}

const units: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  k: 1e3,
  kb: 1e3,
  m: 1e6,
  mb: 1e6,
  g: 1e9,
  gb: 1e9,
  kib: 1024,
  mib: 1024 ** 2,
  gib: 1024 ** 3,
};

/** A size such as `500kB`, `1.5MiB` or a number, in bytes; 0: Infinity. Throws `UserError` `bad-option`. */
export function byteSize(option: string, value: number | string): number {
  const [, amount, unit = ''] = /^(\d{1,15}(?:\.\d{1,6})?) ?([a-z]{0,3})$/i.exec(String(value).trim()) ?? [];
  const factor = units[unit.toLowerCase()];
  if (amount === undefined || factor === undefined)
    throw badOption(option, 'must be a size such as 500kB or 10MB', value);
  return Math.floor(Number(amount) * factor) || Number.POSITIVE_INFINITY;
}

/** One of a closed list, or undefined where `value` is absent; throws `UserError` `bad-option`. */
export function oneOf<Choice extends string>(
  option: string,
  value: string | undefined,
  choices: readonly Choice[],
): Choice | undefined {
  const choice = choices.find((each) => each === value);
  if (value === undefined || choice !== undefined) return choice;
  throw badOption(option, `must be one of ${choices.join(', ')}`, value);
}

/** The list without change; throws `UserError` `bad-option` when an entry is empty. */
export function filledList(option: string, values: readonly string[] | undefined): readonly string[] {
  if (values?.some((value) => value.trim() === '')) throw badOption(option, 'must not be empty', '');
  return values ?? [];
}

/** Globs whose brackets are closed, without change; throws `UserError` `bad-option`. */
export function globList(option: string, globs: readonly string[] | undefined): readonly string[] {
  for (const glob of filledList(option, globs)) {
    const fault = globFault(glob);
    if (fault) throw badOption(option, fault, glob);
  }
  return globs ?? [];
}

/** `PATH:LINE`, the path relative to `cwd`, as a path relative to `root` with `/`; throws `UserError` `bad-option`. */
export function explainPlace(
  value: string | undefined,
  { cwd, root }: { cwd: string; root: string },
): { path: string; line: number } | undefined {
  if (value === undefined) return undefined;
  const [, path, line] = /^(.+):([1-9]\d{0,8})$/s.exec(value) ?? [];
  if (path === undefined) throw badOption('--explain', 'must be PATH:LINE', value);
  const inside = relative(root, resolve(cwd, path));
  const isOutside = inside.startsWith('..') || isAbsolute(inside);
  return { path: (isOutside ? path : inside).replaceAll(sep, '/'), line: Number(line) };
}

/** A `UserError` that names the option, the rule broken and the value. */
export function badOption(option: string, rule: string, value: unknown): UserError {
  return new UserError('bad-option', `${option} ${rule}, got ${JSON.stringify(value)}`);
}

function toNumber(value: number | string): number {
  if (typeof value === 'number') return value;
  return /^\d+(?:\.\d+)?$/.test(value.trim()) ? Number(value) : Number.NaN;
}
