/** Splits a text at spaces, but for what stands in single or double quotes, as a shell would; nothing is expanded. */
export function shellWords(text: string): string[] {
  const words = text.match(/(?:[^\s'"]|'[^']*'|"[^"]*"|['"])+/g) ?? [];
  return words.map((word) => word.replace(/'([^']*)'|"([^"]*)"/g, (_all, single, double) => single ?? double));
}
