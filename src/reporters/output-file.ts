import { randomBytes } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { access, lstat, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '../lib/user-error.ts';
import { isReport } from './is-report.ts';
import { codeOf, explainError, isSystemError } from './system-error.ts';

/** The file half of `checkOutput`; throws `UserError`. */
export async function checkOutputFile(output: string, cwd: string): Promise<void> {
  if (output === '') throw outputError(output, 'an empty name is no file');
  const path = resolve(cwd, output);
  const target = await targetOf(output, path);
  if (target?.isDirectory() || /[/\\]$/.test(output)) throw outputError(output, 'is a folder, not a file');
  if (!isStraight(target)) await checkFolder(output, dirname(path));
  if (target && !target.isSymbolicLink()) {
    await check(output, () => access(path, constants.W_OK), 'is not writable');
  }
}

/** Refuses to replace a file that is no report, as in `--output src/app.ts`; throws `UserError`. */
export async function keepOtherFiles(output: string, cwd: string): Promise<void> {
  const path = resolve(cwd, output);
  const target = await targetOf(output, path);
  if (!target?.isFile()) return;
  await check(output, () => access(path, constants.R_OK), 'is not readable');
  if (!isReport(path)) throw outputError(output, 'exists and is no report: name another file, or remove it first');
}

/** The file half of `writeOutput`; throws `UserError` where the system refuses. */
export async function writeOutputFile(text: AsyncIterable<string>, output: string, cwd: string): Promise<void> {
  await checkOutputFile(output, cwd);
  const path = resolve(cwd, output);
  const target = await targetOf(output, path);
  try {
    await (isStraight(target)
      ? writeStraight(text, path)
      : replaceFile(text, path, target?.isFile() ? target.mode & 0o777 : undefined));
  } catch (error) {
    throw isSystemError(error) ? outputError(output, `cannot be written: ${explainError(error)}`, error) : error;
  }
}

async function checkFolder(output: string, folder: string): Promise<void> {
  const stats = await stat(folder).catch((error: unknown) => {
    throw codeOf(error) === 'ENOENT'
      ? outputError(output, `the folder ${folder} does not exist`, error)
      : outputError(output, explainError(error), error);
  });
  if (!stats.isDirectory()) throw outputError(output, `${folder} is not a folder`);
  await check(output, () => access(folder, constants.W_OK | constants.X_OK), `the folder ${folder} is not writable`);
}

async function check(output: string, test: () => Promise<void>, problem: string): Promise<void> {
  await test().catch((error: unknown) => {
    throw outputError(output, `${problem}: ${explainError(error)}`, error);
  });
}

/** What stands at the path: a link itself, unless it leads to a pipe or device (`/dev/stdout`); undefined: nothing. */
async function targetOf(output: string, path: string): Promise<Stats | undefined> {
  try {
    const stats = await lstat(path);
    if (!stats.isSymbolicLink()) return stats;
    const followed = await stat(path).catch(() => undefined);
    return followed && !followed.isFile() ? followed : stats;
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined;
    throw outputError(output, explainError(error), error);
  }
}

/** Pipes and devices, which take text and cannot be replaced. */
function isStraight(target: Stats | undefined): boolean {
  return target !== undefined && !target.isFile() && !target.isSymbolicLink();
}

async function replaceFile(text: AsyncIterable<string>, path: string, mode: number | undefined): Promise<void> {
  const temporary = join(dirname(path), `.keyturn-${randomBytes(6).toString('hex')}.tmp`);
  const file = await open(temporary, 'wx', mode ?? 0o666);
  try {
    try {
      if (mode !== undefined) await file.chmod(mode);
      for await (const block of text) await file.writeFile(block);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function writeStraight(text: AsyncIterable<string>, path: string): Promise<void> {
  const file = await open(path, 'w');
  try {
    for await (const block of text) await file.writeFile(block);
  } finally {
    await file.close();
  }
}

function outputError(output: string, problem: string, cause?: unknown): UserError {
  return new UserError('output', `--output ${output === '' ? '""' : output}: ${problem}`, { cause });
}
