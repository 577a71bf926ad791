import { type GitOptions, startGit } from './spawn.ts';

/** The ids of all objects that a repository holds, readable or not. */
export interface ObjectList {
  has(id: string): boolean;
}

/**
 * Asks git for the names of all objects, without reading them: 0.1 s for 200,000. Of each id 8 bytes are kept. Throws
 * `UserError` if git is missing or fails.
 */
export async function listObjects(git: GitOptions): Promise<ObjectList> {
  let keys = new BigUint64Array(1 << 16);
  let count = 0;
  let rest = '';
  const args = ['cat-file', '--batch-all-objects', '--batch-check=%(objectname)', '--buffer'];
  for await (const chunk of startGit(args, git).output) {
    const lines = (rest + chunk.toString('latin1')).split('\n');
    rest = lines.pop() ?? '';
    if (count + lines.length > keys.length) {
      const grown = new BigUint64Array(Math.max(keys.length * 2, count + lines.length));
      grown.set(keys);
      keys = grown;
    }
    for (const id of lines) keys[count++] = keyOf(id);
  }
  // Git gives them in the order of their ids.
  const sorted = keys.subarray(0, count);
  return { has: (id) => isIn(sorted, keyOf(id)) };
}

function keyOf(id: string): bigint {
  return BigInt(`0x${id.slice(0, 16)}`);
}

function isIn(sorted: BigUint64Array, key: bigint): boolean {
  let low = 0;
  for (let high = sorted.length; low < high; ) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === key;
}
