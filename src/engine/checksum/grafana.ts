import { crc32 } from '../../lib/crc32.ts';
import type { ChecksumScheme } from './scheme.ts';

const shape = /^(glsa_[0-9A-Za-z]{32})_([0-9a-f]{8})$/;

/**
 * Grafana service account tokens: the last 8 hex digits are the little-endian CRC-32 of all before their underscore.
 * https://github.com/grafana/grafana/blob/main/pkg/components/satokengen/tokengen.go
 */
export const grafana: ChecksumScheme = {
  name: 'grafana',
  check(secret) {
    const parts = shape.exec(secret);
    if (!parts) return 'unknown';
    return hexSum(parts[1]!) === parts[2] ? 'valid' : 'invalid';
  },
  /** Takes the body with or without the underscore that stands before the sum. */
  sign(body) {
    const key = /^[^_]*_[^_]*/.exec(body)?.[0] ?? body;
    return (body === key ? '_' : '') + hexSum(key);
  },
};

function hexSum(text: string): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(crc32(text));
  return bytes.toString('hex');
}
