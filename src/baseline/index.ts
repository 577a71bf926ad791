/**
 * Known findings. `parse.ts` and `print.ts` are the file, `hash.ts` is how a secret stands in it, `own-known.ts` answers
 * whether a finding is known; `detect-secrets/` and `gitleaks/` do so for the files of other tools.
 */
import type { KnownSource } from '../model/known.ts';
import { openDetectSecrets } from './detect-secrets/index.ts';
import { type GitleaksOptions, openGitleaksReport } from './gitleaks/index.ts';
import { ownKnown } from './own-known.ts';
import { parseBaseline } from './parse.ts';

export { baselineName } from './format.ts';

/** Whose file it is: by its first sign or key, so that nothing need be read twice. */
function open(baseline: GitleaksOptions): KnownSource {
  const { text, name, today } = baseline;
  if (/^\ufeff?\s*\[/.test(text)) return openGitleaksReport(baseline);
  if (!/^\s*\{\s*"format"/.test(text) && /"results"\s*:/.test(text)) return openDetectSecrets(baseline);
  return ownKnown(parseBaseline(text, name), today);
}

/** Makes a baseline usable; it is read when it is first asked. Throws `UserError` then for a damaged one. */
export function openBaseline(baseline: GitleaksOptions): KnownSource {
  let made: KnownSource | undefined;
  const source = () => {
    made ??= open(baseline);
    return made;
  };
  return {
    find: (query) => source().find(query),
    hash: (secret) => source().hash?.(secret) ?? '',
    rows: (query) => source().rows?.(query),
    paths: () => source().paths(),
  };
}
