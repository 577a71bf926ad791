import { crypto } from '../lib/lazy-crypto.ts';
import { remember } from '../lib/remember.ts';

/** 128 bits are enough; cut before they become text, as a part of a string keeps the whole in memory. */
const hashBytes = 16;

/**
 * Makes the function that gives a finding its identity: HMAC-SHA256 (RFC 2104) of the secret under a key made from rule
 * and path; 128 bits as hex. It does not depend on the line. As every place has a key of its own, no table of hashes made
 * ahead can look a secret up. The keys of the last path are kept.
 */
export function createFingerprints(): (ruleId: string, path: string, secret: string) => string {
  let lastPath: string | undefined;
  let keyOf = (_ruleId: string) => new Uint8Array();
  return (ruleId, path, secret) => {
    if (path !== lastPath) {
      keyOf = remember((rule) => hmac('keyturn/fingerprint/v1', `${rule}\0${path}`).digest());
      lastPath = path;
    }
    return hmac(keyOf(ruleId), secret).digest().toString('hex', 0, hashBytes);
  };
}

/** Equal for equal secrets under one report's key, which is random and never stored. */
export function secretHash(reportKey: Uint8Array, secret: string): string {
  return hmac(reportKey, secret).digest().toString('hex', 0, hashBytes);
}

function hmac(key: string | Uint8Array, text: string) {
  return crypto().createHmac('sha256', key).update(text);
}
