import type { GitleaksFinding } from './read-report.ts';

/** How much is shown of a secret: all, or what it begins with. */
export interface Shown {
  prefix: string;
  isWhole: boolean;
}

/** gitleaks hides all by a word or an end by dots (`--redact`), keyturn by asterisks. */
export function readShown(secret: string): Shown {
  const hidden = /^(.*?)(?:REDACTED|\.{3}|\*{8})$/s.exec(secret);
  if (secret === 'REDACTED' || secret === '') return { prefix: '', isWhole: false };
  return hidden && !secret.endsWith('REDACTED')
    ? { prefix: hidden[1]!, isWhole: false }
    : { prefix: secret, isWhole: true };
}

/** Whether two values are the same secret: equal, or one a good part of the other. */
export function isSameSecret(one: string, other: string): boolean {
  if (one === other) return true;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.length >= 8 && short.length * 2 >= long.length && long.includes(short);
}

/** Whether a hidden secret of a report may be this one: by its beginning, its entropy and what stands round it. */
export function mayBe(finding: GitleaksFinding, secret: string, line: string): boolean {
  return candidates(finding, line, secret).some((value) => isSameSecret(value, secret) && fits(finding, value));
}

/** Whether a line may still hold a hidden secret of a report. */
export function mayHold(finding: GitleaksFinding, line: string): boolean {
  return candidates(finding, line).some((value) => fits(finding, value));
}

/** Whether there is an entropy to compare: without, nothing but the line tells which secret it is. */
export function hasEntropy({ entropy }: GitleaksFinding): boolean {
  return entropy > 0;
}

function fits(finding: GitleaksFinding, value: string): boolean {
  if (!value.startsWith(readShown(finding.secret).prefix)) return false;
  if (!hasEntropy(finding)) return true;
  const tolerance = Math.round(finding.entropy * 100) / 100 === finding.entropy ? 0.0051 : 0.0001;
  return Math.abs(entropyOf(value) - finding.entropy) < tolerance;
}

/** What of a line may stand where the report hides something: the secret itself, and what the match leaves open. */
function candidates({ match, secret: hidden }: GitleaksFinding, line: string, secret?: string): string[] {
  const values = new Set(secret === undefined ? line.split(/[\s"'`=:,;()<>]+/) : [secret]);
  const at = match.indexOf(hidden);
  if (at < 0 || hidden.includes('\n')) return [...values];
  const before = match.slice(0, at).split('\n').at(-1)!;
  const after = match.slice(at + hidden.length).split('\n')[0]!;
  const start = line.indexOf(before) + before.length;
  if (!line.includes(before)) return [...values];
  if (after !== '' && line.indexOf(after, start) > start) values.add(line.slice(start, line.indexOf(after, start)));
  const end = secret === undefined ? line.length : line.indexOf(secret) + secret.length;
  if (end > start) values.add(line.slice(start, end));
  return [...values];
}

/** Shannon entropy in bits a character, by bytes in the length as gitleaks has it. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  const length = Buffer.byteLength(text);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / length) * Math.log2(count / length);
  return bits;
}
