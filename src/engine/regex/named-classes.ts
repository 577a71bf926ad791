import type { CodePoints } from './code-points.ts';
import { invertRanges, joinRanges } from './code-points.ts';
import type { Dialect } from './pattern.ts';

const digit: CodePoints = [[0x30, 0x39]];
const upper: CodePoints = [[0x41, 0x5a]];
const lower: CodePoints = [[0x61, 0x7a]];
const word = joinRanges([...digit, ...upper, [0x5f, 0x5f], ...lower]);

/** ASCII classes in brackets (`[[:alpha:]]`), as https://pkg.go.dev/regexp/syntax lists them. */
const posix: Readonly<Record<string, CodePoints>> = {
  alnum: [...digit, ...upper, ...lower],
  alpha: [...upper, ...lower],
  ascii: [[0, 0x7f]],
  blank: joinRanges([0x09, 0x20].map((code) => [code, code])),
  cntrl: [
    [0, 0x1f],
    [0x7f, 0x7f],
  ],
  digit,
  graph: [[0x21, 0x7e]],
  lower,
  print: [[0x20, 0x7e]],
  punct: [
    [0x21, 0x2f],
    [0x3a, 0x40],
    [0x5b, 0x60],
    [0x7b, 0x7e],
  ],
  space: [
    [0x09, 0x0d],
    [0x20, 0x20],
  ],
  upper,
  word,
  xdigit: [...digit, [0x41, 0x46], [0x61, 0x66]],
};

/** `alpha` or `^alpha` of `[[:alpha:]]`; undefined for a name there is no class of. */
export function posixClass(name: string): CodePoints | undefined {
  const negated = name.startsWith('^');
  const bare = negated ? name.slice(1) : name;
  const ranges = Object.hasOwn(posix, bare) ? posix[bare] : undefined;
  return ranges && negated ? invertRanges(ranges) : ranges;
}

/** `d` `D` `w` `W` `s` `S`, all ASCII; Go's `\s` has no vertical tab. Undefined for other letters. */
export function perlClass(letter: string, dialect: Dialect | 'bytes'): CodePoints | undefined {
  switch (letter) {
    case 'd':
      return digit;
    case 'w':
      return word;
    case 's':
      return dialect === 'go'
        ? joinRanges([0x09, 0x0a, 0x0c, 0x0d, 0x20].map((code) => [code, code]))
        : joinRanges([
            [0x09, 0x0d],
            [0x20, 0x20],
          ]);
    case 'D':
    case 'W':
    case 'S':
      return invertRanges(perlClass(letter.toLowerCase(), dialect)!);
    default:
      return undefined;
  }
}

const knownProperties = new Map<string, CodePoints | undefined>();

/** The characters with a Unicode property (`L`, `Lu`, `Greek`), as the platform knows them; undefined if unknown. */
export function unicodeClass(name: string): CodePoints | undefined {
  if (!/^\w{1,40}$/.test(name)) return undefined;
  if (!knownProperties.has(name)) knownProperties.set(name, readProperty(name));
  return knownProperties.get(name);
}

function readProperty(name: string): CodePoints | undefined {
  if (name === 'Any') return [[0, 0x10ffff]];
  const test = [name, name[0]!.toUpperCase() + name.slice(1).toLowerCase()]
    .flatMap((spelling) => [`\\p{gc=${spelling}}`, `\\p{sc=${spelling}}`])
    .map(propertyTest)
    .find((expression) => expression !== undefined);
  if (!test) return undefined;
  const ranges: [number, number][] = [];
  for (let code = 0; code <= 0x10ffff; code++) {
    if (!test.test(String.fromCodePoint(code))) continue;
    const last = ranges.at(-1);
    if (last && last[1] === code - 1) last[1] = code;
    else ranges.push([code, code]);
  }
  return ranges;
}

function propertyTest(source: string): RegExp | undefined {
  try {
    return new RegExp(`^${source}$`, 'u');
  } catch {
    return undefined;
  }
}
