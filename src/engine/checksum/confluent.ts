import { crc32 } from '../../lib/crc32.ts';
import type { ChecksumScheme } from './scheme.ts';

const shape = /^cflt([0-9A-Za-z+/]{54})([0-9A-Za-z+/]{6})$/;

/**
 * Confluent Cloud API secrets since July 2025: the last 6 characters are the base64 of the little-endian CRC-32 of the
 * 54 after the prefix. https://docs.confluent.io/cloud/current/security/authenticate/workload-identities/service-accounts/api-keys/overview.html
 */
export const confluent: ChecksumScheme = {
  name: 'confluent',
  check(secret) {
    const parts = shape.exec(secret);
    if (!parts) return 'unknown';
    return base64Sum(parts[1]!) === parts[2] ? 'valid' : 'invalid';
  },
  sign: (body) => base64Sum(body.slice('cflt'.length)),
};

function base64Sum(text: string): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(crc32(text));
  return bytes.toString('base64').slice(0, 6);
}
