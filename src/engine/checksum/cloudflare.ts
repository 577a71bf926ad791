import { crc32 } from '../../lib/crc32.ts';
import type { ChecksumScheme } from './scheme.ts';

const shape = /^cf(?:k|ut|at)_([0-9A-Za-z]{40})([0-9a-f]{8})$/;

/**
 * Cloudflare keys and tokens: prefix, 40 characters, a checksum, taken to be their CRC-32 in hex. Cloudflare names the
 * format but not the sum's algorithm, so that a mismatch says nothing.
 * https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/
 */
export const cloudflare: ChecksumScheme = {
  name: 'cloudflare',
  check(secret) {
    const parts = shape.exec(secret);
    return parts && hexSum(parts[1]!) === parts[2] ? 'valid' : 'unknown';
  },
  sign: (body) => hexSum(body.slice(body.indexOf('_') + 1)),
};

function hexSum(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}
