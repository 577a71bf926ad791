/** A text as one word of a shell command; what has control characters in it cannot be typed. */
export function shellWord(text: string): string {
  if (/^[\w./@%+:,=~-]+$/.test(text) && !text.startsWith('-')) return text;
  return `'${text.replaceAll("'", "'\\''")}'`;
}
