import { showValue } from '../lib/check-schema.ts';
import { UserError } from '../lib/user-error.ts';
import type { IgnoreEntry } from '../model/options.ts';
import { idsForGitleaks } from '../rules/gitleaks-ids.ts';

/**
 * Reads `.gitleaksignore`: one fingerprint a line, `FILE:RULE:LINE` or `COMMIT:FILE:RULE:LINE`, with `#` comments and
 * `\` as good as `/` (https://github.com/gitleaks/gitleaks#gitleaksignore). `file` is how messages and the entries'
 * origin name it; a rule of gitleaks' stands for ours. Throws `UserError` `bad-ignore` with the line that is neither.
 */
export function readIgnoreFile(text: string, file: string): IgnoreEntry[] {
  const entries: IgnoreEntry[] = [];
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    entries.push(readEntry(line, { path: file, line: index + 1 }));
  }
  return entries;
}

function readEntry(line: string, origin: IgnoreEntry['origin']): IgnoreEntry {
  const [, place = '', ruleId = '', number] = /^(.+):([^:]+):(\d{1,9})$/.exec(line) ?? [];
  if (number === undefined) {
    const shape = 'FILE:RULE:LINE or COMMIT:FILE:RULE:LINE';
    throw new UserError('bad-ignore', `${origin.path}:${origin.line}: must be ${shape}, got ${showValue(line)}`);
  }
  const [, commit, rest] = /^([0-9a-f]{7,64}):(.+)$/i.exec(place) ?? [];
  const path = (rest ?? place).replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');
  const ruleIds = idsForGitleaks(ruleId);
  return {
    path,
    ruleId,
    ...(ruleIds.length > 1 && { ruleIds }),
    line: Number(number),
    ...(commit && { commit: commit.toLowerCase() }),
    origin,
  };
}
