import { crypto } from './lazy-crypto.ts';

/** The id that git gives a blob (https://git-scm.com/book/en/v2/Git-Internals-Git-Objects), in hex of 40 or 64 digits. */
export function blobId(content: Uint8Array, hexLength: number): string {
  const hash = crypto().createHash(hexLength === 64 ? 'sha256' : 'sha1');
  return hash.update(`blob ${content.length}\0`).update(content).digest('hex');
}
