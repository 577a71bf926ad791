const marks = /\p{M}/u;
const ascii = /^[\x20-\x7e]*$/;

/** Code points that fill two columns: https://www.unicode.org/reports/tr11/ (wide and full-width), in runs. */
const wide: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x231a, 0x231b],
  [0x23e9, 0x23ec],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
];

/** Columns that text without control characters fills in a terminal. */
export function displayWidth(text: string): number {
  if (ascii.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

/** As much of the text's front as fits the columns. */
export function takeColumns(text: string, columns: number): string {
  if (ascii.test(text)) return text.slice(0, Math.max(0, columns));
  let taken = '';
  let width = 0;
  for (const character of text) {
    width += characterWidth(character);
    if (width > columns) break;
    taken += character;
  }
  return taken;
}

/** As much of the text's end as fits the columns. */
export function takeLastColumns(text: string, columns: number): string {
  const characters = [...text];
  let from = characters.length;
  let width = 0;
  while (from > 0) {
    width += characterWidth(characters[from - 1]!);
    if (width > columns) break;
    from--;
  }
  while (from > 0 && from < characters.length && characterWidth(characters[from]!) === 0) from++;
  return characters.slice(from).join('');
}

function characterWidth(character: string): number {
  const code = character.codePointAt(0)!;
  if (code < 0x300) return 1;
  if (marks.test(character)) return 0;
  return wide.some(([first, last]) => code >= first && code <= last) ? 2 : 1;
}
