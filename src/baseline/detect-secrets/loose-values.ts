/** Boundaries on each side that are tried, and how far away they may be. */
const mostBoundaries = 12;
const mostDistance = 200;

/**
 * What other versions of the plugins may have taken from a line round a secret: from a quote, sign or space before it to
 * one behind it, also in lower case, as the keyword plugin did before 1.0. Each holds the secret, or its greater part up to a space.
 */
export function looseValues(line: string, secret: string): string[] {
  const start = line.indexOf(secret);
  if (start < 0 || secret === '') return [];
  const values = new Set<string>();
  const space = secret.search(/\s/);
  const cut = space >= Math.max(8, secret.length / 2) ? [start + space] : [];
  for (const from of startsBefore(line, start)) {
    for (const to of [...endsBehind(line, start + secret.length), ...cut]) {
      const value = line.slice(from, to);
      values.add(value).add(value.toLowerCase());
    }
  }
  return [...values];
}

function startsBefore(line: string, start: number): number[] {
  const found = start > 0 ? [start, start - 1] : [start];
  for (let at = start; at >= Math.max(0, start - mostDistance) && found.length < mostBoundaries; at--) {
    if (at !== start && isBoundary(line[at - 1])) found.push(at);
  }
  return found;
}

function endsBehind(line: string, end: number): number[] {
  const found = [end];
  for (let at = end + 1; at <= Math.min(line.length, end + mostDistance) && found.length < mostBoundaries; at++) {
    if (isBoundary(line[at])) found.push(at);
  }
  return found;
}

/** The line's edges are, and whatever is no letter, digit or sign of base64. */
function isBoundary(character: string | undefined): boolean {
  return character === undefined || /[\s"'`=:,;()[\]{}<>@&#|]/.test(character);
}
