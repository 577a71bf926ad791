import { base62Sum } from './github.ts';
import type { ChecksumScheme } from './scheme.ts';

const prefix = /^polar_(?:oat|pat|at_[uo]|rt_[uo]|cs)_/;
const shape = /^([0-9A-Za-z]{37})([0-9A-Za-z]{6})$/;

/**
 * Polar tokens and client secrets: after the prefix 37 random characters and their CRC-32 in base 62. Older ones were
 * shorter or had no sum, so that only one of this length can be wrong.
 * https://github.com/polarsource/polar/blob/main/server/polar/kit/crypto.py
 */
export const polar: ChecksumScheme = {
  name: 'polar',
  check(secret) {
    const parts = shape.exec(secret.replace(prefix, ''));
    if (!parts) return 'unknown';
    return base62Sum(parts[1]!) === parts[2] ? 'valid' : 'invalid';
  },
  sign: (body) => base62Sum(body.replace(prefix, '')),
};
