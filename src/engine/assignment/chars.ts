/** Kinds of characters by code, looked up in a table: these questions are asked for every keyword in a text. */
const kinds = new Uint8Array(256);
const name = 1;
const letter = 2;
const follower = 4;

for (let code = 0; code < 128; code++) {
  const char = String.fromCharCode(code);
  if (/[A-Za-z0-9_$.-]/.test(char)) kinds[code]! |= name;
  if (/[A-Za-z]/.test(char)) kinds[code]! |= letter;
  if (/[\t\n\r !"'(),:<=>?[\]\\`|+*{&]/.test(char)) kinds[code]! |= follower;
}

/** `[A-Za-z0-9_$.-]`: names with their path, such as `spring.datasource.password`. */
export function isNameChar(code: number): boolean {
  return (kinds[code]! & name) !== 0;
}

export function isLetter(code: number): boolean {
  return (kinds[code]! & letter) !== 0;
}

/** Whether a name may be followed by this, if it is to have a value. */
export function canFollowName(code: number): boolean {
  return (kinds[code]! & follower) !== 0;
}

/** `"`, `'` or a backtick. */
export function isQuote(code: number): boolean {
  return code === 34 || code === 39 || code === 96;
}

export function isBreak(code: number): boolean {
  return code === 10 || code === 13;
}

/** The first place from `at` on that is no space or tab; gives up after 200 of them. */
export function skipSpace(text: string, at: number): number {
  const end = at + 200;
  while (at < end && (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9)) at++;
  return at;
}
