import { crc32 } from '../../lib/crc32.ts';
import type { ChecksumScheme } from './scheme.ts';

const shape = /^zpka_([0-9a-z]{32})_([0-9a-f]{8})$/;

/**
 * Zuplo API keys: `zpka_`, a random body, `_`, a checksum, taken to be the body's CRC-32 in hex. Zuplo names the parts
 * but not the sum's algorithm, so that a mismatch says nothing. https://zuplo.com/docs/articles/api-key-leak-detection
 */
export const zuplo: ChecksumScheme = {
  name: 'zuplo',
  check(secret) {
    const parts = shape.exec(secret);
    return parts && hexSum(parts[1]!) === parts[2] ? 'valid' : 'unknown';
  },
  /** Takes the body with or without the underscore that stands before the sum. */
  sign(body) {
    const random = body.split('_')[1] ?? '';
    return (body.endsWith('_') ? '' : '_') + hexSum(random);
  },
};

function hexSum(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}
