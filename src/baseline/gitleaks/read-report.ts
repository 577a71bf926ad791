import { type JsonPath, readJson } from '../../lib/read-json.ts';
import { UserError } from '../../lib/user-error.ts';

/** A finding of gitleaks, as far as it tells what was found. */
export interface GitleaksFinding {
  ruleId: string;
  /** With `/`, as gitleaks was pointed at it. */
  file: string;
  line: number;
  /** Perhaps hidden, in whole or from some place on. */
  secret: string;
  /** What round the secret the rule matched, with the secret hidden as in `secret`. */
  match: string;
  /** In bits a character, of the secret itself also where that is hidden; 0 where it is not told. */
  entropy: number;
}

/** Whether a decoded JSON text is a report of gitleaks. */
export function isGitleaksReport(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => isObject(item) && 'RuleID' in item && 'Secret' in item);
}

/**
 * Reads a JSON report of gitleaks 8, or what is written in its form by betterleaks and keyturn
 * (https://github.com/gitleaks/gitleaks#reports). Throws `UserError` with file, line and column.
 */
export function readGitleaksReport(text: string, name: string): GitleaksFinding[] {
  const { value, placeOf } = readJson(text.replace(/^\ufeff/, ''), name, 'bad-baseline');
  const fault = (path: JsonPath, problem: string) => new UserError('bad-baseline', `${placeOf(path)}: ${problem}`);
  if (!Array.isArray(value)) throw fault([], 'must be a list of findings, as gitleaks writes it');
  return value.map((item: unknown, index) => {
    if (!isObject(item)) throw fault([index], 'must be an object, as gitleaks writes a finding');
    const wrong = (key: string, rule: string) =>
      fault([index, key], `"${key}" must be ${rule}, got ${JSON.stringify(item[key]) ?? 'nothing'}`);
    const {
      RuleID: ruleId,
      File: file,
      StartLine: line,
      Secret: secret,
      Match: match = '',
      Entropy: entropy = 0,
    } = item;
    if (typeof ruleId !== 'string') throw wrong('RuleID', 'a text');
    if (typeof file !== 'string') throw wrong('File', 'a text');
    if (!Number.isSafeInteger(line) || Number(line) < 0) throw wrong('StartLine', 'a whole number');
    // What they hold may be a secret: it is not shown.
    if (typeof secret !== 'string') throw fault([index, 'Secret'], '"Secret" must be a text');
    if (typeof match !== 'string') throw fault([index, 'Match'], '"Match" must be a text');
    if (typeof entropy !== 'number') throw wrong('Entropy', 'a number');
    return { ruleId, file: plainPath(file), line: Number(line), secret, match, entropy };
  });
}

function plainPath(file: string): string {
  return file.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
