import { crc32 } from '../../lib/crc32.ts';
import type { ChecksumScheme } from './scheme.ts';

const accountToken = /^AT[A-Z]{3}3[0-9A-Za-z_-]{20,400}=[0-9A-F]{8}$/;
const appPassword = /^ATBB[0-9A-Za-z_-]{20,40}[0-9A-Fa-f]{8}$/;

/**
 * Atlassian Cloud and Bitbucket tokens (`ATATT3...`, `ATCTT3...`, `ATBB...`): the last 8 hex digits are the CRC-32 of
 * all before them. Atlassian states it nowhere; samples in public scanners' tests agree for the long tokens. For
 * app passwords none were at hand, so that only a match counts.
 */
export const atlassian: ChecksumScheme = {
  name: 'atlassian',
  check(secret) {
    const token = secret.replace(/\\=|%3d/i, '=');
    const isAccountToken = accountToken.test(token);
    if (!isAccountToken && !appPassword.test(token)) return 'unknown';
    if (token.slice(-8).toUpperCase() === hexSum(token.slice(0, -8))) return 'valid';
    return isAccountToken ? 'invalid' : 'unknown';
  },
  sign: hexSum,
};

function hexSum(text: string): string {
  return crc32(text).toString(16).toUpperCase().padStart(8, '0');
}
