import { showValue } from '../lib/check-schema.ts';
import type { IgnoreEntry } from '../model/options.ts';
import { idsForGitleaks } from '../rules/gitleaks-ids.ts';

/** What an ignore file says, and what the user should know of how it was read. */
export interface IgnoreFile {
  entries: readonly IgnoreEntry[];
  notices: readonly string[];
}

const noticeLimit = 5;

/**
 * Reads `.gitleaksignore`: one fingerprint a line, `FILE:RULE:LINE` or `COMMIT:FILE:RULE:LINE`, with `#` comments and
 * `\\` as good as `/` (https://github.com/gitleaks/gitleaks#gitleaksignore). `file` is how messages name it. A rule of
 * gitleaks' stands for ours. A line that is neither is noted, as in gitleaks: it can only mean that more is reported.
 */
export function readIgnoreFile(text: string, file: string): IgnoreFile {
  const entries: IgnoreEntry[] = [];
  const notices: string[] = [];
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const entry = readEntry(line, { path: file, line: index + 1 });
    if (entry) entries.push(entry);
    else notices.push(`${file}:${index + 1}: ignores nothing: it must be ${shape}, got ${showValue(line)}`);
  }
  const more = notices.length - noticeLimit;
  return {
    entries,
    notices: more > 0 ? [...notices.slice(0, noticeLimit), `${file}: ${more} more such lines`] : notices,
  };
}

const shape = 'FILE:RULE:LINE or COMMIT:FILE:RULE:LINE';

function readEntry(line: string, origin: IgnoreEntry['origin']): IgnoreEntry | undefined {
  const [, place = '', ruleId = '', number] = /^(.+):([^:]+):(\d{1,9})$/.exec(line) ?? [];
  if (number === undefined) return undefined;
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
