import type { CodePoints } from './code-points.ts';
import { invertRanges } from './code-points.ts';
import { perlClass, unicodeClass } from './named-classes.ts';
import type { ParserState } from './parser-state.ts';
import { eat, eatMatch, fail, nextCodePoint } from './parser-state.ts';

const controls: Readonly<Record<string, number>> = { f: 0x0c, n: 0x0a, r: 0x0d, t: 0x09, v: 0x0b };

/** Reads `\d`, `\S`, `\pL`, `\P{Greek}`; undefined, with nothing read, when no class stands here. */
export function parseClassEscape(state: ParserState): CodePoints | undefined {
  const start = state.at;
  const perl = eatMatch(state, /\\([dDwWsS])/y);
  if (perl) return perlClass(perl[1]!, state.dialect);
  const property = eatMatch(state, /\\([pP])(?:\{(\^?)([^}]*)\}|(\w))/y);
  if (!property) return undefined;
  const [text, letter, caret, inBraces, single] = property;
  const ranges = unicodeClass(inBraces ?? single!) ?? fail(`unknown property ${text}`, start);
  return (letter === 'P') !== (caret === '^') ? invertRanges(ranges) : ranges;
}

/** Reads an escape that stands for one character, in or outside a class; the state is at its backslash. */
export function parseCharacterEscape(state: ParserState): number {
  const start = state.at;
  state.at++;
  if (state.at >= state.source.length) fail('a backslash at the end', start);
  const code = parseHex(state) ?? parseOctal(state) ?? (state.dialect === 'go' ? undefined : parseScriptOnly(state));
  if (code !== undefined) return checkCodePoint(code, start);
  const character = nextCodePoint(state);
  const letter = String.fromCodePoint(character);
  if (Object.hasOwn(controls, letter)) return controls[letter]!;
  if (letter === 'a' && state.dialect === 'go') return 0x07;
  if (character < 0x80 && !/[0-9A-Za-z]/.test(letter)) return character;
  if (character >= 0x80 && state.dialect !== 'go') return character;
  return fail(`unknown escape \\${letter}`, start);
}

function parseHex(state: ParserState): number | undefined {
  const match = eatMatch(state, /x(?:([0-9A-Fa-f]{2})|\{([0-9A-Fa-f]{1,8})\})/y);
  return match && Number.parseInt(match[1] ?? match[2]!, 16);
}

/** Go reads `\012`, `\12` and `\0`; a lone digit but 0 would be a backreference. JavaScript's only form is `\0`. */
function parseOctal(state: ParserState): number | undefined {
  const match = eatMatch(state, state.dialect === 'go' ? /0[0-7]{0,2}|[1-7][0-7]{1,2}/y : /0(?![0-9])/y);
  return match && Number.parseInt(match[0], 8);
}

function parseScriptOnly(state: ParserState): number | undefined {
  const pair = eatMatch(state, /u([dD][89abAB][0-9A-Fa-f]{2})\\u([dD][c-fC-F][0-9A-Fa-f]{2})/y);
  if (pair) return String.fromCharCode(Number.parseInt(pair[1]!, 16), Number.parseInt(pair[2]!, 16)).codePointAt(0);
  const unicode = eatMatch(state, /u(?:([0-9A-Fa-f]{4})|\{([0-9A-Fa-f]{1,8})\})/y);
  if (unicode) return Number.parseInt(unicode[1] ?? unicode[2]!, 16);
  const control = eatMatch(state, /c([A-Za-z])/y);
  return control && control[1]!.charCodeAt(0) % 32;
}

function checkCodePoint(code: number, offset: number): number {
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) fail('no such character', offset);
  return code;
}

/** Reads the text between `\Q` and `\E`, one character a call; undefined at its end. */
export function parseQuoted(state: ParserState): number | undefined {
  if (state.at >= state.source.length || eat(state, '\\E')) {
    state.isQuoting = false;
    return undefined;
  }
  return nextCodePoint(state);
}
