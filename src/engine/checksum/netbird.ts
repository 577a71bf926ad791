import { base62Sum } from './github.ts';
import type { ChecksumScheme } from './scheme.ts';

const shape = /^nbp_([0-9A-Za-z]{30})([0-9A-Za-z]{6})$/;

/**
 * NetBird personal access tokens: `nbp_`, 30 random characters and their CRC-32 in base 62.
 * https://github.com/netbirdio/netbird/blob/main/management/server/types/personal_access_token.go
 */
export const netbird: ChecksumScheme = {
  name: 'netbird',
  check(secret) {
    const parts = shape.exec(secret);
    if (!parts) return 'unknown';
    return base62Sum(parts[1]!) === parts[2] ? 'valid' : 'invalid';
  },
  sign: (body) => base62Sum(body.slice('nbp_'.length)),
};
