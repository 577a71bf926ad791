import { posix } from 'node:path';
import { ArchiveError, BudgetSpent } from './archive-error.ts';
import { Cursor, type Flow } from './cursor.ts';
import type { Content, Entries } from './entry.ts';
import { decompressor } from './formats.ts';
import { type Documents, findImages, type Image, isImageEntry } from './image.ts';
import { LayerPaths } from './image-layers.ts';
import { archiveKind, kindLength } from './kinds.ts';
import { readTar } from './tar.ts';

/** What an archive has of container images, but for what is in the files. */
export interface Survey {
  images: readonly Image[];
  documents: Documents;
  /** By the entries of layers. */
  layers: ReadonlyMap<string, LayerPaths>;
  /** The names of all entries. */
  names: ReadonlySet<string>;
}

const mostEntries = 20_000;
const largestDocument = 4 << 20;
const mostDocuments = 32 << 20;

/**
 * Looks through the entries of an archive; undefined where it is no container image, or too much of it is
 * damaged to tell. `counted`: passes on what is unpacked; `next`: called for each entry. Other damage is left for whoever reads it to tell.
 */
export async function surveyImage(
  entries: Entries,
  path: string,
  counted: (flow: Flow) => Flow,
  next: () => Promise<void>,
): Promise<Survey | undefined> {
  try {
    return await survey(entries, path, counted, next);
  } catch (error) {
    if (error instanceof ArchiveError) return undefined;
    throw error;
  }
}

async function survey(
  entries: Entries,
  path: string,
  counted: (flow: Flow) => Flow,
  next: () => Promise<void>,
): Promise<Survey | undefined> {
  const documents = new Map<string, unknown>();
  const layers = new Map<string, LayerPaths>();
  const links = new Map<string, string>();
  const names = new Set<string>();
  let room = mostDocuments;
  for await (const entry of entries) {
    await next();
    if (!isImageEntry(entry.name) || names.size >= mostEntries) return undefined;
    names.add(entry.name);
    if (entry.kind === 'link') links.set(entry.name, posix.join(posix.dirname(entry.name), entry.target ?? ''));
    if (entry.kind !== 'file') continue;
    await quietly(async () => {
      const content = entry.open();
      try {
        const cursor = new Cursor(path, counted(content.flow));
        const head = await cursor.peek(kindLength);
        // A tar file without entries is all zeros.
        if (archiveKind(head) !== undefined || (head.length > 0 && head.every((byte) => byte === 0))) {
          const listed = new LayerPaths();
          layers.set(entry.name, listed);
          await listLayer(cursor, listed, counted, next);
        } else if ((entry.size ?? 0) <= Math.min(largestDocument, room)) {
          const text = (await cursor.peek(largestDocument)).toString();
          room -= text.length;
          documents.set(entry.name, parseIfJson(text));
        }
      } finally {
        content.close?.();
      }
    });
  }
  const images = findImages(documents).map((image) => followLinks(image, links));
  return images.length === 0 ? undefined : { images, documents, layers, names };
}

/** The paths in a layer; none of them where it is no tar file. */
async function listLayer(
  cursor: Cursor,
  paths: LayerPaths,
  counted: (flow: Flow) => Flow,
  next: () => Promise<void>,
): Promise<void> {
  const kind = archiveKind(await cursor.peek(kindLength));
  if (kind === undefined) return;
  const unpacked: Content | undefined = kind === 'tar' ? undefined : await decompressor(kind, cursor);
  try {
    const inner = unpacked ? new Cursor(cursor.path, counted(unpacked.flow)) : cursor;
    if (archiveKind(await inner.peek(kindLength)) !== 'tar') return;
    for await (const { name, kind: type } of readTar(inner, undefined, () => {})) {
      await next();
      if (type !== 'folder') paths.add(name);
    }
  } finally {
    unpacked?.close?.();
  }
}

/** Docker wrote equal layers as links to the first of them. */
function followLinks(image: Image, links: ReadonlyMap<string, string>): Image {
  return {
    ...image,
    layers: image.layers.map((layer) => ({ ...layer, entry: links.get(layer.entry) ?? layer.entry })),
  };
}

function parseIfJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function quietly(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof ArchiveError) || error instanceof BudgetSpent) throw error;
  }
}
