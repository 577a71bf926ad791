/**
 * Known findings. `parse.ts` and `print.ts` are the file, `hash.ts` is how a secret stands in it, `own-known.ts` answers
 * whether a finding is known; `detect-secrets/` and `gitleaks/` do so for the files of other tools.
 */
import type { KnownSource } from '../model/known.ts';
import { openDetectSecrets, readDetectSecrets } from './detect-secrets/index.ts';
import type { Entry } from './format.ts';
import { type GitleaksOptions, openGitleaksReport, readGitleaksReport } from './gitleaks/index.ts';
import { kindOf } from './kind.ts';
import { ownKnown } from './own-known.ts';
import { parseBaseline } from './parse.ts';

export { baselineName } from './format.ts';

/** What a baseline lists, in the order of the numbers that its answers name. Throws `UserError` for a damaged one. */
export function listEntries(text: string, name: string): Omit<Entry, 'hash'>[] {
  switch (kindOf(text)) {
    case 'own':
      return parseBaseline(text, name).entries;
    case 'detect-secrets':
      return readDetectSecrets(text, name).rows.map(({ path, type, isSecret }) => {
        const decision = isSecret === undefined ? 'undecided' : isSecret ? 'real' : 'false-alarm';
        return { path, ruleId: type, decision };
      });
    case 'gitleaks':
      return readGitleaksReport(text, name).map(({ file, ruleId }) => ({ path: file, ruleId, decision: 'undecided' }));
  }
}

function open(baseline: GitleaksOptions): KnownSource {
  const { text, name, today } = baseline;
  switch (kindOf(text)) {
    case 'own':
      return ownKnown(parseBaseline(text, name), today);
    case 'detect-secrets':
      return openDetectSecrets(baseline);
    case 'gitleaks':
      return openGitleaksReport(baseline);
  }
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
    ask: (query, isHashWanted) => {
      const { ask, find, hash } = source();
      if (ask) return ask(query, isHashWanted);
      return { known: find(query), hash: isHashWanted ? hash?.(query.secret) : undefined };
    },
    hash: (secret) => source().hash?.(secret) ?? '',
    rows: (query) => source().rows?.(query),
    paths: () => source().paths(),
    get notices() {
      return source().notices ?? [];
    },
  };
}
