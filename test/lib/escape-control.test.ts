import { expect, it } from 'vitest';
import { escapeControl } from '../../src/lib/escape-control.ts';

it.each([
  ['an escape sequence', '\u001b[2Jx\u009b1m', '\\x1b[2Jx\\x9b1m'],
  ['line ends and tabs', 'a\r\n\tb', 'a\\r\\n\\tb'],
  ['nul and delete', '\0\u007f', '\\x00\\x7f'],
  ['bidirectional overrides', 'gpj\u202eexe\u2066', 'gpj\\u{202e}exe\\u{2066}'],
  ['zero-width characters', 'a\u200bb\u200dc\ufeff', 'a\\u{200b}b\\u{200d}c\\u{feff}'],
  ['line and paragraph separators', '\u2028\u2029', '\\u{2028}\\u{2029}'],
  ['tag characters', '\u{e0041}', '\\u{e0041}'],
  ['a lone surrogate', 'x\ud800y', 'x\\u{d800}y'],
])('spells out %s', (_what, text, expected) => {
  expect(escapeControl(text)).toBe(expected);
});

it('leaves printable text of any script alone', () => {
  const text = 'src/café/日本語/😀 [x] \\n $HOME.ts';
  expect(escapeControl(text)).toBe(text);
});
