import type { Cursor } from './cursor.ts';
import type { Content } from './entry.ts';
import { decompressor } from './formats.ts';
import type { ArchiveKind } from './kinds.ts';
import { deflated, unpack } from './unpack.ts';

const kinds: Readonly<Record<number, ArchiveKind>> = { 12: 'bzip2', 20: 'zstd', 93: 'zstd', 95: 'xz' };

/** Undoes a zip's compression method (APPNOTE.TXT 4.4.5); undefined for `stored`, and for what cannot be undone. */
export function findZipMethod(method: number): ((cursor: Cursor) => Content) | undefined {
  if (method === 8) return (cursor) => unpackDeflated(cursor);
  const kind = kinds[method];
  return kind && ((cursor) => openLater(() => decompressor(kind, cursor)));
}

function unpackDeflated(cursor: Cursor): Content {
  const flow = unpack(cursor, deflated);
  return { flow, close: flow.close };
}

function openLater(open: () => Promise<Content>): Content {
  let content: Content | undefined;
  return {
    flow: {
      next: async () => {
        content ??= await open();
        return await content.flow.next();
      },
    },
    close: () => content?.close?.(),
  };
}
