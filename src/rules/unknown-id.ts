import { matchesIdGlob } from '../lib/id-glob.ts';
import { nearest } from '../lib/nearest.ts';
import { UserError } from '../lib/user-error.ts';

/** A hint for an id, or glob of ids, that names none of the rules there are; undefined where it names one. */
export function hintUnknownId(glob: string, ids: readonly string[]): string | undefined {
  if (ids.some((id) => matchesIdGlob(glob, id))) return undefined;
  const near = nearest(glob, ids);
  return near === undefined ? '`keyturn rules list` shows them' : `did you mean "${near}"?`;
}

/** Throws `UserError` `unknown-rule` where an id, or glob of ids, that an option gives names none of the rules. */
export function checkKnownIds(option: string, globs: readonly string[], ids: readonly string[]): void {
  for (const glob of globs) {
    const hint = hintUnknownId(glob, ids);
    if (hint) throw new UserError('unknown-rule', `${option} ${glob}: no rule has this id; ${hint}`);
  }
}
