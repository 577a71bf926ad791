import { matchesIdGlob } from '../lib/id-glob.ts';
import { nearest } from '../lib/nearest.ts';

/** A hint for an id, or glob of ids, that names none of the rules there are; undefined where it names one. */
export function hintUnknownId(glob: string, ids: readonly string[]): string | undefined {
  if (ids.some((id) => matchesIdGlob(glob, id))) return undefined;
  const near = nearest(glob, ids);
  return near === undefined ? '`keyturn rules list` shows them' : `did you mean "${near}"?`;
}
