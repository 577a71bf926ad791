const longestRun = 40;

/**
 * An example's template (see `rules/sample.ts`) with stars for what is random, a checksum among it; undefined for one
 * that has nothing random, where nobody knows which part of it is secret.
 */
export function maskTemplate(template: string): string | undefined {
  if (!/<<[0-9A-Za-z]+(?::|>>)/.test(template)) return undefined;
  return template.replaceAll(/<<([0-9A-Za-z]+)(?::(.{0,2000}?))?>>/gs, (_, name: string, argument = '') =>
    mask(name, argument),
  );
}

function mask(name: string, argument: string): string {
  if (name === 'token' || name === 'cut') return '';
  if (name === 'pem') return `-----BEGIN ${argument}-----\n${stars(longestRun)}\n-----END ${argument}-----`;
  return stars(Number(/\d+/.exec(argument)?.[0] ?? (name === 'sum' ? 6 : longestRun)));
}

function stars(count: number): string {
  return '*'.repeat(Math.min(count, longestRun));
}
