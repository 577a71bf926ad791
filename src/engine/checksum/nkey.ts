import type { ChecksumScheme } from './scheme.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const shape = /^S[ACNOUX][A-Z0-9]{56}$/;
const bodyBytes = 34;

/**
 * Seeds of NATS nkeys: base32 of two bytes for the kind, 32 of the seed, and their CRC-16 (XMODEM), low byte first.
 * https://docs.nats.io/running-a-nats-service/configuration/securing_nats/auth_intro/nkey_auth and
 * https://github.com/nats-io/nkeys#readme
 */
export const nkey: ChecksumScheme = {
  name: 'nkey',
  check(secret) {
    if (!shape.test(secret)) return 'unknown';
    const bytes = decode(secret);
    if (bytes === undefined || secret[2] !== 'A') return 'invalid';
    const [low, high] = bytes.slice(bodyBytes) as [number, number];
    return crc16(bytes.slice(0, bodyBytes)) === (low | (high << 8)) ? 'valid' : 'invalid';
  },
  /** Takes 54 characters; the last two bits of the seed come from what is added, as 0. */
  sign(body) {
    const sum = crc16((decode(`${body}AAAA`) ?? []).slice(0, bodyBytes));
    const bits = (((sum & 0xff) << 8) | (sum >> 8)) << 2;
    return [15, 10, 5, 0].map((shift) => alphabet[(bits >> shift) & 31]).join('');
  },
};

/** Bytes of a text in base32; undefined where it has other characters. */
function decode(text: string): number[] | undefined {
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  for (const char of text) {
    const value = alphabet.indexOf(char);
    if (value < 0) return undefined;
    bits = (bits << 5) | value;
    count += 5;
    if (count < 8) continue;
    count -= 8;
    bytes.push(bits >> count);
    bits &= (1 << count) - 1;
  }
  return bytes;
}

/** CRC-16/XMODEM: polynomial 0x1021, from 0. */
function crc16(bytes: readonly number[]): number {
  let sum = 0;
  for (const byte of bytes) {
    sum ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) sum = (sum & 0x8000 ? (sum << 1) ^ 0x1021 : sum << 1) & 0xffff;
  }
  return sum;
}
