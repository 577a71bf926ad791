import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { UserError } from './user-error.ts';

const megabyte = 1024 * 1024;

/**
 * Reads a small text file as UTF-8, without a byte-order mark. `name` is how messages call it. Throws `UserError` with
 * `code` where it can't be read, is no regular file (a pipe is never waited for), has over `most` MB or is not UTF-8.
 */
export function readSmallFile(path: string, name: string, code: string, most = 1): string {
  let file: number | undefined;
  try {
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const { size } = checkRegular(file, name, code);
    if (size > most * megabyte) throw new UserError(code, `${name} must be at most ${most} MB, got ${size} bytes`);
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    if (error instanceof UserError) throw error;
    if (error instanceof TypeError) throw new UserError(code, `${name} must be UTF-8 text`, { cause: error });
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new UserError(code, `${name} cannot be read: ${reason}`, { cause: error });
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function checkRegular(file: number, name: string, code: string): { size: number } {
  const stats = fstatSync(file);
  if (!stats.isFile()) throw new UserError(code, `${name} must be a regular file`);
  return stats;
}
