/**
 * Flags for `diff`, `diff-tree` and `diff-index` that give the patch format which `PatchParser` reads, whatever the
 * configuration says, and run no program of it. `context` is in lines; `wholeFile` gives every file as one hunk.
 */
export function patchArgs(context: number, renames = true): string[] {
  return [
    '--patch',
    `--unified=${context}`,
    '--inter-hunk-context=0',
    '--full-index',
    '--src-prefix=a/',
    '--dst-prefix=b/',
    '-O/dev/null',
    '--no-ext-diff',
    '--no-textconv',
    '--no-color',
    '--no-relative',
    '--submodule=short',
    '--ignore-submodules=none',
    renames ? '--find-renames' : '--no-renames',
  ];
}

/** Settings that have no flag, to stand before the command. */
export const patchSettings: readonly string[] = ['-c', 'diff.suppressBlankEmpty=false'];

/** More lines of context than any file has; twice as many still fit into 32 bits. */
export const wholeFile = 1_000_000_000;
