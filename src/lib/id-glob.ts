/**
 * Whether an id matches a glob in which `*` stands for any run of characters and `?` for one. Takes time in
 * proportion to the lengths' product at most, whatever the glob.
 */
export function matchesIdGlob(glob: string, id: string): boolean {
  let at = 0;
  let globAt = 0;
  let starAt = -1;
  let retryAt = 0;
  while (at < id.length) {
    const char = glob[globAt];
    if (char === '*') {
      starAt = globAt++;
      retryAt = at;
    } else if (char === '?' || char === id[at]) {
      globAt++;
      at++;
    } else if (starAt >= 0) {
      globAt = starAt + 1;
      at = ++retryAt;
    } else return false;
  }
  while (glob[globAt] === '*') globAt++;
  return globAt === glob.length;
}
