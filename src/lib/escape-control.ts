const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const named: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/**
 * Text from outside (file names, lines, messages) made fit for a terminal: control characters, bidirectional
 * overrides, zero-width characters and lone surrogates are spelled out (`\x1b`, `\u{202e}`), on one line.
 */
export function escapeControl(text: string): string {
  return text.replace(unsafe, spellOut);
}

function spellOut(character: string): string {
  const hex = character.codePointAt(0)!.toString(16);
  return named[character] ?? (hex.length <= 2 ? `\\x${hex.padStart(2, '0')}` : `\\u{${hex}}`);
}
