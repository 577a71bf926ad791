import {
  closeSync,
  fchmodSync,
  fsyncSync,
  lstatSync,
  openSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { isInside } from '../../lib/is-inside.ts';
import { crypto } from '../../lib/lazy-crypto.ts';
import { UserError } from '../../lib/user-error.ts';

/** A change to a text file that was shown and can be made. */
export interface Append {
  path: string;
  /** Those that are not there yet. */
  lines: readonly string[];
  before: string | undefined;
  after: string;
}

/** What adding lines to the end of a file would make of it. Throws `UserError` for what is no plain UTF-8 text file. */
export function planAppend(root: string, path: string, lines: readonly string[]): Append {
  const before = readPlain(root, path);
  const there = new Set((before ?? '').split(/\r?\n/).map((line) => line.trimEnd()));
  const missing = [...new Set(lines)].filter((line) => !there.has(line));
  const end = before?.includes('\r\n') ? '\r\n' : '\n';
  const gap = before === undefined || before === '' || before.endsWith('\n') ? '' : end;
  return { path, lines: missing, before, after: `${before ?? ''}${gap}${missing.map((line) => line + end).join('')}` };
}

/** Makes the change, whole or not at all. Throws `UserError` where the file is no longer what it was when it was shown. */
export function applyAppend(root: string, { path, before, after }: Append): void {
  if (readPlain(root, path) !== before) throw fault(path, 'was changed meanwhile: nothing was written');
  const target = join(root, path);
  const mode = lstatSync(target, { throwIfNoEntry: false })?.mode;
  const temporary = join(dirname(target), `.keyturn-${crypto().randomBytes(6).toString('hex')}.tmp`);
  try {
    writeWhole(temporary, after, mode === undefined ? undefined : mode & 0o777);
    renameSync(temporary, target);
  } catch (error) {
    remove(temporary);
    throw fault(
      path,
      `cannot be written: ${(error as NodeJS.ErrnoException).code ?? error}; nothing was changed`,
      error,
    );
  }
}

function readPlain(root: string, path: string): string | undefined {
  const target = join(root, path);
  try {
    if (!isInside(root, dirname(target))) throw fault(path, 'its folder lies outside of the repository');
    const stats = lstatSync(target, { throwIfNoEntry: false });
    if (!stats) return undefined;
    if (!stats.isFile()) throw fault(path, 'is no regular file: left as it is');
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(target));
  } catch (error) {
    if (error instanceof UserError) throw error;
    if (error instanceof TypeError) throw fault(path, 'is no UTF-8 text: left as it is', error);
    throw fault(path, `cannot be read: ${(error as NodeJS.ErrnoException).code ?? error}`, error);
  }
}

function writeWhole(path: string, text: string, mode: number | undefined): void {
  const file = openSync(path, 'wx', mode ?? 0o666);
  try {
    if (mode !== undefined) fchmodSync(file, mode);
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch {}
}

function fault(path: string, problem: string, cause?: unknown): UserError {
  return new UserError('fix-failed', `${path} ${problem}`, { cause });
}
