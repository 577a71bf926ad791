import type { PathContent } from './held.ts';
import type { Lane } from './lane-groups.ts';

/** Lanes of one pass by their bit. */
export type Lanes = readonly (Lane | undefined)[];

/** Of the lanes in `bits`, those that a merge holds; `bits` are lanes in which its parents differ. */
export type SettleLanes = (lanes: Lanes, merge: number, bits: number) => Promise<number>;

/**
 * Enters what the versions of each lane's path say: in `set` that a commit set the path, in `held` that it holds the secret since.
 * Gives the first commit that holds any, `held.length` if none does.
 */
export function enterVersions(lanes: Lanes, held: Int32Array, set: Int32Array): number {
  let start = held.length;
  for (const [bit, lane] of lanes.entries()) {
    if (lane === undefined) continue;
    const { commits, blobs, holds } = lane.content;
    for (let i = 0; i < commits.length; i++) {
      const commit = commits[i]!;
      set[commit]! |= 1 << bit;
      if (!holds(blobs[i]!, lane.secret)) continue;
      held[commit]! |= 1 << bit;
      if (commit < start) start = commit;
    }
  }
  return start;
}

/** The blob through which a commit that set the lane's path holds the secret. */
export function blobOfVersion({ content, secret }: Lane, commit: number): string {
  let i = content.commits.indexOf(commit);
  while (!content.holds(content.blobs[i]!, secret)) i++;
  return content.idOf(content.blobs[i]!);
}

/** Settles merges by asking for the blob they have at a path, once for all secrets of the path. */
export function createSettler(blobAt: (commit: number, path: string) => Promise<string | undefined>): SettleLanes {
  const known = new Map<PathContent, Map<number, number>>();
  const ask = async (content: PathContent, merge: number) => {
    const blobs = known.get(content) ?? new Map<number, number>();
    known.set(content, blobs);
    const blob = blobs.get(merge) ?? content.indexOf(await blobAt(merge, content.path));
    blobs.set(merge, blob);
    return blob;
  };
  return async (lanes, merge, bits) => {
    const wanted = lanes.flatMap((lane, bit) => (lane && (bits >>> bit) & 1 ? [{ ...lane, bit }] : []));
    const contents = [...new Set(wanted.map(({ content }) => content))];
    const blobs = new Map(await Promise.all(contents.map(async (each) => [each, await ask(each, merge)] as const)));
    return wanted.reduce(
      (held, { content, secret, bit }) => (content.holds(blobs.get(content)!, secret) ? held | (1 << bit) : held),
      0,
    );
  };
}
