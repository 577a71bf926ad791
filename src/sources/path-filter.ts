/** Makes a filter over `/`-separated paths relative to the root: in one of `include`, if any, and in none of `exclude`. */
export async function createPathFilter(
  include: readonly string[],
  exclude: readonly string[],
): Promise<(path: string) => boolean> {
  if (include.length === 0 && exclude.length === 0) return () => true;
  const { default: picomatch } = await import('picomatch');
  // A pattern without a slash is for the name in any folder, and a folder's name is for all that is in it.
  const spread = (globs: readonly string[]) =>
    globs.flatMap((glob) => {
      const plain = glob.replace(/^\.?\//, '').replace(/\/+$/, '');
      const base = plain.includes('/') || glob.startsWith('/') ? plain : `**/${plain}`;
      return [base, `${base}/**`];
    });
  const options = { dot: true, nonegate: true };
  const isIn = include.length === 0 ? () => true : picomatch(spread(include), options);
  const isOut = exclude.length === 0 ? () => false : picomatch(spread(exclude), options);
  return (path) => isIn(path) && !isOut(path);
}
