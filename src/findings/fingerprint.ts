import { createHmac } from '../lib/hmac.ts';
import { crypto } from '../lib/lazy-crypto.ts';
import { remember } from '../lib/remember.ts';

/**
 * Makes the function that gives a finding its identity: HMAC-SHA256 (RFC 2104) of the secret under a key made from rule
 * and path; 128 bits as hex. It does not depend on the line. As every place has a key of its own, no table of hashes made
 * ahead can look a secret up. The keys of the last path are kept.
 */
export function createFingerprints(): (ruleId: string, path: string, secret: string) => string {
  let lastPath: string | undefined;
  let hashUnder = (_ruleId: string) => (_secret: string) => '';
  return (ruleId, path, secret) => {
    if (path !== lastPath) {
      hashUnder = remember((rule) => createHmac(makeKey(rule, path)));
      lastPath = path;
    }
    return hashUnder(ruleId)(secret);
  };
}

function makeKey(ruleId: string, path: string): Uint8Array {
  return crypto().createHmac('sha256', 'keyturn/fingerprint/v1').update(`${ruleId}\0${path}`).digest();
}

/** Makes the function that gives equal secrets equal hashes, under the key of the report, which is never stored. */
export function createSecretHashes(reportKey: () => Uint8Array): (secret: string) => string {
  let hash: ((secret: string) => string) | undefined;
  return (secret) => {
    hash ??= createHmac(reportKey());
    return hash(secret);
  };
}
