/** What a layer puts where, without any content. */
export class LayerPaths {
  /** Of the paths of its files, hashed: an image may have a million. */
  readonly files: number[] = [];
  /** What it deletes of the layers below. */
  readonly deleted: string[] = [];
  /** Folders of which it deletes all that is in them below. */
  readonly emptied: string[] = [];

  /** Whiteouts: OCI Image Specification 1.1, layer.md. */
  add(name: string): void {
    const path = plainPath(name);
    const slash = path.lastIndexOf('/') + 1;
    const [folder, base] = [path.slice(0, slash), path.slice(slash)];
    if (base === '.wh..wh..opq') this.emptied.push(folder.slice(0, -1));
    else if (base.startsWith('.wh.')) this.deleted.push(folder + base.slice(4));
    else this.files.push(hashOf(path));
  }
}

/** What becomes of a file in the layers above its own. */
export interface Fate {
  how: 'deleted' | 'replaced';
  /** Number of that layer. */
  by: number;
}

/** Makes a function that tells what becomes of a file of a layer; by the numbers of layers, from 1. */
export function trackFates(
  layers: readonly (LayerPaths | undefined)[],
): (name: string, layer: number) => Fate | undefined {
  const lastHolders = new Map<number, number>();
  const deleters = new Map<string, number[]>();
  const emptiers = new Map<string, number[]>();
  for (const [index, layer] of layers.entries()) {
    for (const hash of layer?.files ?? []) lastHolders.set(hash, index + 1);
    for (const path of layer?.deleted ?? []) push(deleters, path, index + 1);
    for (const path of layer?.emptied ?? []) push(emptiers, path, index + 1);
  }
  return (name, layer) => {
    const path = plainPath(name);
    const above = (numbers: readonly number[] | undefined) => numbers?.find((number) => number > layer);
    let by = above(deleters.get(path));
    for (let slash = path.lastIndexOf('/'); by === undefined && slash >= 0; slash = path.lastIndexOf('/', slash - 1)) {
      const folder = path.slice(0, slash);
      by = above(deleters.get(folder)) ?? above(emptiers.get(folder));
      if (slash === 0) break;
    }
    by ??= above(emptiers.get(''));
    if (by !== undefined) return { how: 'deleted', by };
    const holder = lastHolders.get(hashOf(path)) ?? 0;
    return holder > layer ? { how: 'replaced', by: holder } : undefined;
  };
}

function push(numbers: Map<string, number[]>, path: string, number: number): void {
  const known = numbers.get(path);
  if (known) known.push(number);
  else numbers.set(path, [number]);
}

function plainPath(name: string): string {
  return name.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '');
}

/** 53 bits of two 32-bit hashes (FNV-1a, and one that multiplies otherwise): enough to tell a million paths apart. */
function hashOf(path: string): number {
  let low = 0x811c9dc5;
  let high = 0x9747b28c;
  for (let at = 0; at < path.length; at++) {
    const code = path.charCodeAt(at);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x5bd1e995) ^ (high >>> 13);
  }
  return (high >>> 11) * 2 ** 32 + (low >>> 0);
}
