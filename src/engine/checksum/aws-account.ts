import type { ChecksumScheme } from './scheme.ts';

const shape = /^(ABIA|ACCA|AGPA|AIDA|AIPA|AKIA|ANPA|ANVA|APKA|AROA|ASCA|ASIA)[0-9A-Z]{16}$/;
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** The first bit after the prefix is 0 in older ids, which hold no account number. */
const withoutAccount = /^[A-Z]{4}[A-P]/;

/**
 * AWS access key ids: base32 after the 4-letter prefix, without a checksum, so that nothing is ever `valid`; other
 * characters are `invalid`. Newer ids hold the account number in bits 1 to 40.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids and
 * https://labs.withsecure.com/publications/a-bitwise-analysis-of-aws-access-key-identifiers.html
 */
export const awsAccount: ChecksumScheme = {
  name: 'aws-account',
  check(secret) {
    if (!shape.test(secret)) return 'unknown';
    return /[0189]/.test(secret.slice(4)) ? 'invalid' : 'unknown';
  },
  sign: () => '',
  describe(secret) {
    const account = readAccount(secret);
    return account ? [`AWS account ${account}`] : [];
  },
};

/** The 12-digit account number in an access key id, or undefined where it holds none. */
export function readAccount(keyId: string): string | undefined {
  if (!shape.test(keyId) || /[0189]/.test(keyId.slice(4)) || withoutAccount.test(keyId)) return undefined;
  let bits = 0n;
  for (const char of keyId.slice(4, 14)) bits = (bits << 5n) | BigInt(base32.indexOf(char));
  const account = ((bits >> 2n) & 0x7fffffffff80n) >> 7n;
  return account.toString().padStart(12, '0');
}
