/** Whether a `/`-separated path relative to the root is to be scanned. */
export interface PathFilter {
  (path: string): boolean;
  /** The same for a path that can be written in two ways. */
  either(path: string, alias: string): boolean;
  /** Whether it is in one of `exclude`, so written or so. */
  excludes(path: string, alias: string): boolean;
  /** The globs of `include` that none of the paths matched; empty where no path was asked for. */
  unmatched(): readonly string[];
}

/** Makes a filter: in one of `include`, if any, and in none of `exclude`. */
export async function createPathFilter(include: readonly string[], exclude: readonly string[]): Promise<PathFilter> {
  if (include.length === 0 && exclude.length === 0) {
    return Object.assign(() => true, { either: () => true, excludes: () => false, unmatched: () => [] });
  }
  const { default: picomatch } = await import('picomatch');
  // A pattern without a slash is for the name in any folder, and a folder's name is for all that is in it.
  const spread = (globs: readonly string[]) =>
    globs.flatMap((glob) => {
      const plain = glob.replace(/^\.?\//, '').replace(/\/+$/, '');
      const base = plain.includes('/') || glob.startsWith('/') ? plain : `**/${plain}`;
      return [base, `${base}/**`];
    });
  const options = { dot: true, nonegate: true };
  const isOut = exclude.length === 0 ? () => false : picomatch(spread(exclude), options);
  const wanted = include.map((glob) => ({ glob, matches: picomatch(spread([glob]), options), isMatched: false }));
  let wasAsked = false;
  const isIn = (path: string): boolean => {
    wasAsked = true;
    let isMatched = wanted.length === 0;
    for (const each of wanted) {
      if ((isMatched && each.isMatched) || !each.matches(path)) continue;
      each.isMatched = true;
      isMatched = true;
    }
    return isMatched;
  };
  const unmatched = () => wanted.filter(({ isMatched }) => wasAsked && !isMatched).map(({ glob }) => glob);
  const excludes = (path: string, alias: string) => isOut(path) || isOut(alias);
  const either = (path: string, alias: string) => (isIn(path) || isIn(alias)) && !excludes(path, alias);
  return Object.assign((path: string) => isIn(path) && !isOut(path), { either, excludes, unmatched });
}
