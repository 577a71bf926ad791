import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isInside } from '../lib/is-inside.ts';

/** Nothing that people write by hand is larger. */
const mostBytes = 1 << 20;

/**
 * The bytes of a file of a work tree. Undefined where there is none, for what is no regular file (a pipe is never waited
 * for, a link never followed), lies behind a link out of the tree, or is larger than 1 MB. Throws where the system refuses.
 */
export function readTreeFile(root: string, path: string): Buffer | undefined {
  let file: number | undefined;
  try {
    const full = join(root, path);
    if (!isInside(root, full)) return undefined;
    file = openSync(full, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0));
    const stats = fstatSync(file);
    if (!stats.isFile() || stats.size > mostBytes) return undefined;
    return readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ELOOP' || code === 'ENOTDIR' || code === 'ENXIO') return undefined;
    throw error;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
