import type { ChecksumScheme } from './scheme.ts';

const alphabet = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
const sumLength = 6;
const shape = /^AGE-(?:SECRET-KEY|SECRET-KEY-PQ|PLUGIN-[0-9A-Z+._-]{1,64})-1[02-9AC-HJ-NP-Z]{6,4096}$/i;

/**
 * age identities: Bech32 with the part before the last `1` as its name. https://age-encryption.org/v1 and
 * https://github.com/bitcoin/bips/blob/master/bip-0173.mediawiki (without that text's limit of 90 characters)
 */
export const age: ChecksumScheme = {
  name: 'age',
  check(secret) {
    if (!shape.test(secret) || isMixedCase(secret)) return 'unknown';
    const text = secret.toLowerCase();
    return polymod([...nameValues(text), ...dataValues(text)]) === 1 ? 'valid' : 'invalid';
  },
  sign(body) {
    const text = body.toLowerCase();
    const sum = polymod([...nameValues(text), ...dataValues(text), ...new Array<number>(sumLength).fill(0)]) ^ 1;
    const added = Array.from({ length: sumLength }, (_, i) => alphabet[(sum >>> (5 * (5 - i))) & 31]).join('');
    return body === text ? added : added.toUpperCase();
  },
};

function isMixedCase(text: string): boolean {
  return text !== text.toLowerCase() && text !== text.toUpperCase();
}

function nameValues(text: string): number[] {
  const codes = [...text.slice(0, text.lastIndexOf('1'))].map((char) => char.charCodeAt(0));
  return [...codes.map((code) => code >>> 5), 0, ...codes.map((code) => code & 31)];
}

function dataValues(text: string): number[] {
  return [...text.slice(text.lastIndexOf('1') + 1)].map((char) => alphabet.indexOf(char));
}

function polymod(values: readonly number[]): number {
  let sum = 1;
  for (const value of values) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    for (const [bit, term] of generator.entries()) if ((top >>> bit) & 1) sum ^= term;
  }
  return sum;
}
