import { toBase62 } from '../../lib/base62.ts';
import { crc32 } from '../../lib/crc32.ts';
import type { ChecksumScheme } from './scheme.ts';

const prefixLength = 4;
const classicLength = prefixLength + 36;
const sumLength = 6;
const classic = /^gh[pousr]_[0-9A-Za-z]{36,}$/;
const fineGrained = /^github_pat_([0-9A-Za-z]{22}_([0-9A-Za-z]{53}))([0-9A-Za-z]{6})$/;

/**
 * GitHub: the last 6 characters are the CRC-32, in base 62, of the random part, prefix not included.
 * https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
 * For `github_pat_` no such statement is published: a match proves it, a mismatch says nothing.
 */
export const github: ChecksumScheme = {
  name: 'github',
  check(secret) {
    if (classic.test(secret)) {
      if (secret.endsWith(base62Sum(secret.slice(prefixLength, -sumLength)))) return 'valid';
      return secret.length === classicLength ? 'invalid' : 'unknown';
    }
    const parts = fineGrained.exec(secret);
    return parts && [parts[1]!, parts[2]!].some((body) => base62Sum(body) === parts[3]) ? 'valid' : 'unknown';
  },
  sign(body) {
    return base62Sum(body.slice(body.startsWith('github_pat_') ? 'github_pat_'.length : prefixLength));
  },
};

/** CRC-32 of a body as 6 base-62 digits; npm's tokens use the same. */
export function base62Sum(body: string): string {
  return toBase62(crc32(body), sumLength);
}
