import { crypto } from '../lib/lazy-crypto.ts';

/**
 * Identity of a finding: HMAC-SHA256 (RFC 2104) of the secret under a key made from rule and path; 128 bits as hex. It
 * does not depend on the line. As every place has a key of its own, no table of hashes made ahead can look a secret up.
 */
export function fingerprint(ruleId: string, path: string, secret: string): string {
  const key = hmac('keyturn/fingerprint/v1', `${ruleId}\0${path}`).digest();
  return hmac(key, secret).digest('hex').slice(0, 32);
}

/** Equal for equal secrets under one report's key, which is random and never stored. */
export function secretHash(reportKey: Uint8Array, secret: string): string {
  return hmac(reportKey, secret).digest('hex').slice(0, 32);
}

function hmac(key: string | Uint8Array, text: string) {
  return crypto().createHmac('sha256', key).update(text);
}
