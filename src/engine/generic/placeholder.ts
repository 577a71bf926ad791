/**
 * Values that stand for a secret instead of being one. Each test says why in words, for `--explain`.
 */

/** Too long for chance to write into a token of any length, in either case. */
const longWords =
  /x{6,}|\*{3,}|\.{3}|\xe2\x80\xa6|…|<<\w{1,12}[:>]|example|placeholder|changeme|change[-_ ](?:me|it|this)|replace[-_ ]?(?:me|this|with)|not[-_ ]?(?:a[-_ ])?real|this[-_ ]is[-_ ]|at[-_ ]least[-_ ]|deadbeef|0123456789|123456789|abcdefgh/i;

/** Words that a long random token can hold by chance: there they count only where they stand apart. */
const shortWords =
  /xxxx|XXXX|[Ss]ample|SAMPLE|[Dd]ummy|DUMMY|[Qq]werty|QWERTY|[Ll]orem|[Ii]psum|[Yy]our[-_ ]|YOUR[-_ ]|[-_ ](?:here|HERE)(?![A-Za-z])|[Ii]nsert[-_ ]|INSERT[-_ ]|changeit/;
const shortWordApart =
  /(?<![A-Za-z0-9])(?:x{4,}|sample|dummy|qwerty|lorem|ipsum|your|here|insert|changeit)(?![A-Za-z0-9])/i;
const longestShort = 24;

const wholePlaceholder =
  /^(?:my|the|some|any|fake|mock|foo|test|todo|tbd|fixme|redacted|removed|hidden|masked|secret|none|null|nil|undefined|unset|empty|true|false|yes|no|on|off|default|required|optional|string|number|integer|boolean|utf-?8|ascii|latin-?1)[-_ ]?(?:api|app|auth|access|client|private|super|very)?[-_ ]?(?:secret|token|key|password|passwd|pass|pwd|value|string|id|user)?\d{0,3}$/i;

/** Says why a value is a placeholder; undefined if it does not look like one. Works for tokens of any kind. */
export function placeholderReason(value: string): string | undefined {
  if (isRepetition(value)) return 'the same few characters over and over';
  if (isSequence(value)) return 'a run of consecutive characters';
  return holdsPlaceholder(value) ? 'a placeholder word' : undefined;
}

function holdsPlaceholder(value: string): boolean {
  if (longWords.test(value) || wholePlaceholder.test(value)) return true;
  return value.length > longestShort ? shortWordApart.test(value) : shortWords.test(value);
}

/** Fewer than four different characters in eight or more, or a short piece repeated through the whole. */
function isRepetition(value: string): boolean {
  const distinct = value.length >= 8 ? countDistinct(value, 6) : 6;
  if (distinct <= 3 || (value.length >= 20 && distinct <= 5)) return true;
  for (let period = 1; period <= 8 && period * 3 <= value.length; period++) if (repeats(value, period)) return true;
  return false;
}

/** How many different characters there are, at most `enough`. */
function countDistinct(value: string, enough: number): number {
  let seen = '';
  for (let i = 0; i < value.length && seen.length < enough; i++) if (!seen.includes(value[i]!)) seen += value[i];
  return seen.length;
}

/** Whether each character is that `period` places before it; in the middle of long values six in ten, as lines may break them. */
function repeats(value: string, period: number): boolean {
  const isLong = value.length >= 40;
  const start = (isLong ? value.length >> 2 : 0) + period;
  const end = Math.min(isLong ? value.length - (value.length >> 3) : value.length, start + 400);
  let spare = isLong ? Math.floor((end - start) * 0.4) : 0;
  for (let at = start; at < end; at++) {
    if (value.charCodeAt(at) !== value.charCodeAt(at - period) && --spare < 0) return false;
  }
  return true;
}

/** Seven tenths or more of the steps from character to character are the same +1 or -1. */
function isSequence(value: string): boolean {
  if (value.length < 6) return false;
  let up = 0;
  let down = 0;
  for (let i = 1; i < value.length; i++) {
    const step = value.charCodeAt(i) - value.charCodeAt(i - 1);
    if (step === 1) up++;
    else if (step === -1) down++;
  }
  return Math.max(up, down) >= 0.7 * (value.length - 1);
}
