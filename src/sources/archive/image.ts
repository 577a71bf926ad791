/** A layer of a container image, as its manifest names it. */
export interface ImageLayer {
  /** The entry that holds it. */
  entry: string;
  /** From 1, the base first. */
  number: number;
  /** As the manifest or the name of its entry has it. */
  digest: string;
}

export interface Image {
  /** The entry that holds its configuration. */
  config: string;
  layers: readonly ImageLayer[];
}

/** JSON documents by the entries that hold them. */
export type Documents = ReadonlyMap<string, unknown>;

const deepestIndex = 4;
const mostImages = 1000;

const imageEntry =
  /^(?:blobs(?:\/|$)|(?:oci-layout|repositories|[\w.-]{1,80}\.json)$|(?:sha256[:-])?[0-9a-f]{64}(?:$|[./]))/;

/** Whether an entry is named as those of container images are; none of them has other entries. */
export function isImageEntry(name: string): boolean {
  return imageEntry.test(name);
}

/**
 * The images in an archive: as `docker save` writes them (`manifest.json`, Docker Image Specification 1.2), else as an
 * OCI image layout (`index.json`, OCI Image Specification 1.1). Empty where there are none; what has another
 * shape than it should is left out.
 */
export function findImages(documents: Documents): Image[] {
  const saved = listOf(documents.get('manifest.json')).flatMap(toSavedImage);
  if (saved.length > 0) return saved.slice(0, mostImages);
  const images: Image[] = [];
  const seen = new Set<string>();
  const add = (index: unknown, depth: number): void => {
    for (const { digest } of listOf(memberOf(index, 'manifests')).map(toDescriptor)) {
      const entry = blobEntry(digest);
      if (entry === undefined || seen.has(entry) || images.length >= mostImages) continue;
      seen.add(entry);
      const manifest = documents.get(entry);
      if (Array.isArray(memberOf(manifest, 'manifests')) && depth < deepestIndex) add(manifest, depth + 1);
      else images.push(...toLayoutImage(manifest));
    }
  };
  add(documents.get('index.json'), 1);
  return images;
}

function toSavedImage(value: unknown): Image[] {
  const config = memberOf(value, 'Config');
  if (typeof config !== 'string') return [];
  const entries = listOf(memberOf(value, 'Layers')).filter((each) => typeof each === 'string');
  return [{ config, layers: entries.map((entry, index) => ({ entry, number: index + 1, digest: digestOf(entry) })) }];
}

function toLayoutImage(manifest: unknown): Image[] {
  const config = blobEntry(toDescriptor(memberOf(manifest, 'config')).digest);
  if (config === undefined) return [];
  const layers = listOf(memberOf(manifest, 'layers')).map(toDescriptor);
  return [
    {
      config,
      layers: layers.flatMap(({ digest, mediaType }, index) => {
        const entry = blobEntry(digest);
        // Attestations and other artifacts have no file systems.
        const isLayer = entry !== undefined && (mediaType === '' || /tar|rootfs/.test(mediaType));
        return isLayer ? [{ entry, number: index + 1, digest }] : [];
      }),
    },
  ];
}

function toDescriptor(value: unknown): { digest: string; mediaType: string } {
  const text = (key: string) => {
    const member = memberOf(value, key);
    return typeof member === 'string' ? member : '';
  };
  return { digest: text('digest'), mediaType: text('mediaType') };
}

function blobEntry(digest: string): string | undefined {
  const [, algorithm, hash] = /^([a-z0-9+._-]{1,32}):([0-9a-zA-Z=_-]{1,200})$/.exec(digest) ?? [];
  return algorithm === undefined ? undefined : `blobs/${algorithm}/${hash}`;
}

/** `sha256:...` where the name of an entry has a hash. */
function digestOf(entry: string): string {
  const [hash] = /[0-9a-f]{64}/.exec(entry) ?? [];
  return hash === undefined ? entry : `sha256:${hash}`;
}

/** A member of what should be an object. */
export function memberOf(value: unknown, key: string): unknown {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject && Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
}

/** The items of what should be a list. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
