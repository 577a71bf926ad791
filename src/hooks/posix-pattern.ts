import { UserError } from '../lib/user-error.ts';

/** POSIX's names for sets of characters, as the inside of a JavaScript class. */
const classes: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  ascii: '\\x00-\\x7f',
  blank: ' \\t',
  cntrl: '\\x00-\\x1f\\x7f',
  digit: '0-9',
  graph: '!-~',
  lower: 'a-z',
  print: ' -~',
  punct: '!-\\/:-@\\[-`{-~',
  space: ' \\t\\r\\f\\v',
  upper: 'A-Z',
  word: '0-9A-Za-z_',
  xdigit: '0-9A-Fa-f',
};

/** GNU's escapes; none of them matches a line's end, as grep never sees one. */
const escapes: Readonly<Record<string, string>> = {
  w: '\\w',
  W: '[^\\w\\n]',
  s: '[^\\S\\n]',
  S: '\\S',
  b: '\\b',
  B: '\\B',
  '<': '\\b(?=\\w)',
  '>': '\\b(?<=\\w)',
};

/**
 * A POSIX extended regular expression with GNU's additions, as `grep -E` reads it, in JavaScript's language; anchors
 * are those of a line. Throws `UserError` naming the pattern and what of it has no counterpart.
 * https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap09.html
 */
export function fromPosixPattern(pattern: string, where: string): string {
  let text = '';
  let at = 0;
  const fail = (what: string) =>
    new UserError('bad-pattern', `${where}: ${what} cannot be translated, in ${JSON.stringify(pattern)}`);
  while (at < pattern.length) {
    const char = pattern[at]!;
    const isStart = at === 0 || /[(|^]/.test(pattern[at - 1]!);
    if (char === '\\') {
      text += escapeOf(pattern[at + 1], fail);
      at += 2;
    } else if (char === '[') {
      const [set, end] = readSet(pattern, at, fail);
      text += set;
      at = end;
    } else if (char === '(' && pattern[at + 1] === '?') throw fail('(?');
    else if (char === '{') {
      const [all, least, comma, most] = /^\{(\d*)(,?)(\d*)\}/.exec(pattern.slice(at)) ?? [];
      const isCount = all !== undefined && !isStart && (least !== '' || (comma === ',' && most !== ''));
      text += isCount ? `{${least || '0'}${comma}${most}}` : '\\{';
      at += isCount ? all.length : 1;
    } else {
      text += isStart && /[*+?]/.test(char) ? `\\${char}` : (plain[char] ?? char);
      at++;
    }
  }
  return text;
}

const plain: Readonly<Record<string, string>> = {
  '^': '(?<![^\\n])',
  $: '(?![^\\n])',
  '.': '[^\\n]',
  '}': '\\}',
  ']': '\\]',
  '/': '\\/',
};

function escapeOf(char: string | undefined, fail: (what: string) => Error): string {
  if (char === undefined) throw fail('a backslash at the end');
  if (/[1-9]/.test(char)) throw fail(`\\${char}, which refers back,`);
  if (char === '`' || char === "'") throw fail(`\\${char}`);
  return escapes[char] ?? (/\w/.test(char) ? char : `\\${char}`);
}

/** Gives the class, and where the pattern goes on. A backslash in it means itself. */
function readSet(pattern: string, start: number, fail: (what: string) => Error): [string, number] {
  const isNegated = pattern[start + 1] === '^';
  const first = start + (isNegated ? 2 : 1);
  let at = first;
  let inside = '';
  while (pattern[at] !== ']' || at === first) {
    const char = pattern[at];
    if (char === undefined) throw fail('a [ without its ]');
    const [all, kind, name] = /^\[([:.=])(.*?)\1\]/.exec(pattern.slice(at)) ?? [];
    if (all !== undefined && kind === ':') {
      const set = classes[name!];
      if (set === undefined) throw fail(all);
      inside += set;
    } else if (all !== undefined && name?.length === 1) inside += literal(name);
    else if (all !== undefined) throw fail(all);
    else inside += isRangeSign(pattern, at, first) ? '-' : literal(char);
    at += all?.length ?? 1;
  }
  return [isNegated ? `[^${inside}\\n]` : `[${inside}]`, at + 1];
}

/** Between two characters it makes a range, first and last it means itself. */
function isRangeSign(pattern: string, at: number, first: number): boolean {
  return pattern[at] === '-' && at !== first && pattern[at + 1] !== ']' && pattern[at - 1] !== ']';
}

function literal(char: string): string {
  return /[\\\]^[/-]/.test(char) ? `\\${char}` : char;
}
