import { closeSync, constants, fchmodSync, fstatSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { isInside } from '../../lib/is-inside.ts';
import { UserError } from '../../lib/user-error.ts';

/** Leaves a file of the tree to its owner alone: mode 600. Throws `UserError` for a link, and where the system refuses. */
export function makePrivate(root: string, path: string): void {
  let file: number | undefined;
  try {
    const target = join(root, path);
    if (!isInside(root, target)) throw new UserError('fix-failed', `${path} lies outside of the repository`);
    file = openSync(target, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0));
    if (!fstatSync(file).isFile()) throw new UserError('fix-failed', `${path} is no regular file`);
    fchmodSync(file, 0o600);
  } catch (error) {
    if (error instanceof UserError) throw error;
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new UserError('fix-failed', `the mode of ${path} cannot be changed: ${reason}`, { cause: error });
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
