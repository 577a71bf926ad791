import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { showValue } from '../lib/check-schema.ts';
import { nearest } from '../lib/nearest.ts';
import { UserError } from '../lib/user-error.ts';
import type { LibraryFlags } from './flags.ts';

interface Kind {
  words: string;
  isIt(value: unknown): boolean;
}

const text: Kind = { words: 'a string', isIt: (value) => typeof value === 'string' };
const truth: Kind = { words: 'true or false', isIt: (value) => typeof value === 'boolean' };
const amount: Kind = {
  words: 'a number, or one as a string',
  isIt: (value) => typeof value === 'number' || typeof value === 'string',
};
const list: Kind = {
  words: 'a list of strings',
  isIt: (value) => Array.isArray(value) && value.every((entry) => typeof entry === 'string'),
};

/** Every option of the library. */
const kinds: Readonly<Record<keyof LibraryFlags | 'cwd' | 'staged' | 'signal', Kind>> = {
  cwd: text,
  staged: truth,
  signal: { words: 'an AbortSignal', isIt: (value) => value instanceof AbortSignal },
  paths: list,
  include: list,
  exclude: list,
  gitignore: truth,
  trackedOnly: truth,
  maxFileSize: amount,
  archives: truth,
  maxArchiveDepth: amount,
  maxArchiveSize: amount,
  maxDecodeDepth: amount,
  config: text,
  rule: list,
  skipRule: list,
  minConfidence: text,
  minSeverity: text,
  inlineAllow: truth,
  listUnusedAllows: truth,
  baseline: text,
  useBaseline: truth,
  redact: amount,
  jobs: amount,
  timeout: amount,
};

/**
 * Checks what a program passed, which need not be typed. Throws `UserError` `bad-option` that names the option, the rule
 * broken and the value.
 */
export function checkInput(input: unknown): void {
  const fault = (problem: string) => new UserError('bad-option', problem);
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw fault(`scan takes an object of options, got ${showValue(input)}`);
  }
  for (const [key, value] of Object.entries(input)) {
    const kind = Object.hasOwn(kinds, key) ? kinds[key as keyof typeof kinds] : undefined;
    if (!kind) {
      const meant = nearest(key, Object.keys(kinds));
      const hint = meant === undefined ? `known are ${Object.keys(kinds).join(', ')}` : `did you mean "${meant}"?`;
      throw fault(`"${key}" is not an option of scan; ${hint}`);
    }
    if (value !== undefined && !kind.isIt(value)) throw fault(`${key} must be ${kind.words}, got ${showValue(value)}`);
  }
  const { cwd } = input as { cwd?: string };
  if (cwd !== undefined && !statSync(resolve(cwd), { throwIfNoEntry: false })?.isDirectory()) {
    throw fault(`cwd must be a folder that exists, got ${showValue(cwd)}`);
  }
}
