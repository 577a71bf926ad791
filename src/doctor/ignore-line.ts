/**
 * The line of a root `.gitignore` that stands for exactly this path: https://git-scm.com/docs/gitignore. Undefined for
 * a name that no line can hold.
 */
export function ignoreLine(path: string): string | undefined {
  if (/[\n\r]/.test(path)) return undefined;
  const escaped = path.replace(/[\\*?[\]]/g, '\\$&').replace(/ +$/, (spaces) => '\\ '.repeat(spaces.length));
  return `/${escaped}`;
}
