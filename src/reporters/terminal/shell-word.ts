const plainWord = /^[\w./@%+:,][\w./@%+:,-]*$/;

/** Whether a text can be typed into a shell as it is. */
export function isPlainWord(text: string): boolean {
  return plainWord.test(text);
}

/** A shown path as a shell word; the placeholder where that would not be safe to paste. */
export function quoteForShell(shown: string, placeholder = 'FILE'): string {
  if (plainWord.test(shown)) return shown;
  return /\\/.test(shown) || shown.startsWith('-') ? placeholder : `'${shown.replaceAll("'", "'\\''")}'`;
}
