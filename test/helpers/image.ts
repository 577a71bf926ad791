import { createHash } from 'node:crypto';
import { type TarEntry, tar } from './archives.ts';

export interface ImageParts {
  /** The base first; each a tar file, packed or not. */
  layers: readonly Buffer[];
  config: unknown;
}

export function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** The files of an image as `docker save` wrote it up to version 24: a folder a layer, the manifest last. */
export function savedFiles({ layers, config }: ImageParts): TarEntry[] {
  const text = JSON.stringify(config);
  const names = layers.map((layer) => `${sha256(layer)}/layer.tar`);
  return [
    ...layers.map((content, index) => ({ name: names[index]!, content })),
    { name: `${sha256(text)}.json`, content: text },
    {
      name: 'manifest.json',
      content: JSON.stringify([{ Config: `${sha256(text)}.json`, RepoTags: [], Layers: names }]),
    },
  ];
}

/** The files of an image as an OCI layout, its index last. */
export function layoutFiles(images: readonly ImageParts[]): TarEntry[] {
  const files = new Map<string, string | Buffer>();
  const blob = (content: string | Buffer, mediaType: string) => {
    const hash = sha256(content);
    files.set(`blobs/sha256/${hash}`, content);
    return { mediaType: `application/vnd.oci.image.${mediaType}`, digest: `sha256:${hash}`, size: content.length };
  };
  const manifests = images.map(({ layers, config }) =>
    blob(
      JSON.stringify({
        schemaVersion: 2,
        config: blob(JSON.stringify(config), 'config.v1+json'),
        layers: layers.map((layer) => blob(layer, 'layer.v1.tar')),
      }),
      'manifest.v1+json',
    ),
  );
  files.set('oci-layout', '{"imageLayoutVersion":"1.0.0"}');
  files.set('index.json', JSON.stringify({ schemaVersion: 2, manifests }));
  return [...files].map(([name, content]) => ({ name, content }));
}

export const saved = (parts: ImageParts) => tar(savedFiles(parts));
export const layout = (...images: ImageParts[]) => tar(layoutFiles(images));
