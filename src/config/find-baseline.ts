import { join, relative, resolve, sep } from 'node:path';
import { isInside } from '../lib/is-inside.ts';
import { readSmallFile } from '../lib/read-small-file.ts';
import { UserError } from '../lib/user-error.ts';
import type { BaselineFile } from '../model/known.ts';
import type { ScanContext, ScanFlags } from './flags.ts';

const fileName = '.secrets.baseline';
/** In MB; an entry takes some 150 bytes. */
const mostSize = 64;

/**
 * Reads the baseline that is named, or else `.secrets.baseline` of the root where there is one. Throws `UserError` for
 * one that cannot be read: a scan without it would report what is known.
 */
export function findBaseline(
  { baseline, useBaseline = true }: Pick<ScanFlags, 'baseline' | 'useBaseline'>,
  { cwd, root }: Pick<ScanContext, 'cwd' | 'root'>,
): BaselineFile | undefined {
  if (!useBaseline) return undefined;
  const path = baseline === undefined ? join(root, fileName) : resolve(cwd, baseline);
  const name = baseline ?? (relative(cwd, path).replaceAll(sep, '/') || fileName);
  try {
    const text = readSmallFile(path, name, 'bad-baseline', mostSize);
    if (baseline !== undefined || isInside(root, path)) return { path, name, text };
  } catch (error) {
    const cause = error instanceof Error ? (error.cause as NodeJS.ErrnoException | undefined) : undefined;
    if (baseline === undefined && cause?.code === 'ENOENT') return undefined;
    throw error;
  }
  throw new UserError('bad-baseline', `${name} must not be a link that leaves ${root}`);
}
