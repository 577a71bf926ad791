/**
 * Known findings. `parse.ts` and `print.ts` are the file, `hash.ts` is how a secret stands in it, `own-known.ts` answers
 * whether a finding is known; `detect-secrets/` and `gitleaks/` do so for the files of other tools.
 */
import type { KnownSource } from '../model/known.ts';
import { openDetectSecrets } from './detect-secrets/index.ts';
import type { BaselineText } from './known.ts';
import { ownKnown } from './own-known.ts';
import { parseBaseline } from './parse.ts';

export { baselineName } from './format.ts';

/** Whether it is one of detect-secrets: by its first key, so that nothing need be read twice. */
function looksForeign(text: string): boolean {
  return !/^\s*\{\s*"format"/.test(text) && /"results"\s*:/.test(text);
}

/** Makes a baseline usable; it is read when it is first asked. Throws `UserError` then for a damaged one. */
export function openBaseline(baseline: BaselineText): KnownSource {
  let source: KnownSource | undefined;
  const open = () => {
    source ??= looksForeign(baseline.text)
      ? openDetectSecrets(baseline)
      : ownKnown(parseBaseline(baseline.text, baseline.name), baseline.today);
    return source;
  };
  return {
    find: (query) => open().find(query),
    hash: (secret) => {
      const { hash } = open();
      return hash ? hash(secret) : '';
    },
    paths: () => open().paths(),
  };
}
