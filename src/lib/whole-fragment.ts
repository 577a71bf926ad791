import type { Fragment } from '../model/fragment.ts';

/** A whole file as a fragment; without bytes, for rules about its name. */
export function wholeFragment(path: string, bytes: Uint8Array = nothing): Fragment {
  return { path, bytes, firstLine: 1, firstColumn: 1, offset: 0, ownStart: 0, ownEnd: Number.POSITIVE_INFINITY };
}

const nothing = Buffer.alloc(0);
