import { type Baseline, type Entry, entryKey, formatName, formatVersion } from './format.ts';

/** The first two digits of a hash say before which mark its entry stands. */
const marks = Array.from({ length: 256 }, (_, index) => index.toString(16).padStart(2, '0'));

/**
 * A baseline as text: JSON, an entry a line, sorted by hash, equal baselines as equal texts. The marks between entries
 * are always there: git merges what two branches add where a line that both have stands between.
 */
export function printBaseline({ key, slow, entries }: Baseline): string {
  const sorted = [...entries].sort(compareEntries);
  const lines: string[] = [];
  let next = 0;
  for (const [index, mark] of marks.entries()) {
    for (; next < sorted.length && hashValue(sorted[next]!).startsWith(mark); next++) {
      lines.push(`${printEntry(sorted[next]!)},`);
    }
    lines.push(index === marks.length - 1 ? JSON.stringify(mark) : `${JSON.stringify(mark)},`);
  }
  const cost = `{ "N": ${slow.N}, "r": ${slow.r}, "p": ${slow.p} }`;
  return `{
  "format": ${JSON.stringify(formatName)},
  "version": ${formatVersion},
  "salt": ${JSON.stringify(inGroups(key.toString('hex')))},
  "scrypt": ${cost},
  "entries": [
${lines.map((line) => `    ${line}\n`).join('')}  ]
}
`;
}

/** Hexadecimal digits by eights, which other scanners take for no secret. */
function inGroups(digits: string): string {
  return digits.replace(/.{8}(?=.)/g, '$&-');
}

/** An entry as it stands on its line. */
export function printEntry({ hash, ruleId, path, decision, reason, by, at, until, history }: Entry): string {
  const [kind, value] = splitHash(hash);
  const members = {
    [kind]: inGroups(value),
    rule: ruleId,
    path,
    ...(decision !== 'undecided' && { decision }),
    reason,
    by,
    at,
    until,
    history,
  };
  const parts = Object.entries(members).filter(([, each]) => each !== undefined);
  return `{ ${parts.map(([name, each]) => `${JSON.stringify(name)}: ${JSON.stringify(each)}`).join(', ')} }`;
}

function splitHash(hash: string): [kind: string, value: string] {
  const colon = hash.indexOf(':');
  return [hash.slice(0, colon), hash.slice(colon + 1)];
}

function hashValue({ hash }: Entry): string {
  return splitHash(hash)[1];
}

function compareEntries(one: Entry, other: Entry): number {
  const [a, b] = [`${hashValue(one)}\0${entryKey(one)}`, `${hashValue(other)}\0${entryKey(other)}`];
  return a < b ? -1 : a > b ? 1 : 0;
}
