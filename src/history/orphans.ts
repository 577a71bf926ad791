import { eachChangedFile } from '../git/compare-trees.ts';
import type { ObjectReader } from '../git/objects.ts';
import type { Ref } from '../git/refs.ts';
import type { Problems } from './problems.ts';

/** A blob that belongs to no commit. */
export interface Orphan {
  blob: string;
  /** Where it is reported: a path as latin1, or in brackets what leads to it. */
  path: string;
  /** Whether the path is that of a file. */
  isFile: boolean;
  /** The ref that leads to it; absent: none does. */
  ref?: string;
}

/** What refs lead to that is no commit: tags of files and of folders. */
export async function findTaggedBlobs(
  refs: readonly Ref[],
  reader: ObjectReader,
  problems: Problems,
): Promise<Orphan[]> {
  const orphans: Orphan[] = [];
  for (const { name, id, type, peeled } of refs) {
    const target = peeled ?? { id, type };
    if (target.type === 'blob') orphans.push({ blob: target.id, path: '(tagged file)', isFile: false, ref: name });
    if (target.type !== 'tree') continue;
    await eachChangedFile(
      target.id,
      [],
      reader,
      ({ path, blob, mode }) => {
        if (blob !== undefined && mode !== 0o160000) orphans.push({ blob, path, isFile: true, ref: name });
      },
      (object, problem, message) => problems.add({ id: object, problem, message }),
    );
  }
  return orphans;
}

/** How many blobs are asked for at once. */
const atOnce = 200;

/** Fetches them in turn and hands each on; those that are too large for memory have no content. */
export async function readOrphans(
  orphans: readonly Orphan[],
  reader: ObjectReader,
  problems: Problems,
  visit: (orphan: Orphan, content: Buffer | undefined, size: number) => void | Promise<void>,
): Promise<void> {
  for (let from = 0; from < orphans.length; from += atOnce) {
    const some = orphans.slice(from, from + atOnce);
    const answers = await Promise.all(some.map(({ blob }) => reader.read(blob)));
    for (const [index, answer] of answers.entries()) {
      if (answer.problem !== undefined) problems.add(answer);
      else await visit(some[index]!, answer.content, answer.size);
    }
  }
}
