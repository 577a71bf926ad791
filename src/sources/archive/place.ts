/** A content on its way: what it is called in the report, and by which path rules judge it. */
export interface Place {
  path: string;
  /** The same with archives as folders. */
  judgedAs: string;
  /** For findings in it. */
  tags?: readonly string[];
  remark?: string;
  /** What is to be said of what it holds, by name. */
  remarkOf?(name: string): { remark: string; tags: readonly string[] } | undefined;
}

/** Where an archive's entry of this name is. */
export function inside({ path, judgedAs, tags, remark, remarkOf }: Place, name: string): Place {
  return {
    path: `${path}!${name}`,
    judgedAs: `${judgedAs}/${name}`,
    ...(tags && { tags }),
    ...(remark !== undefined && { remark }),
    ...remarkOf?.(name),
  };
}
