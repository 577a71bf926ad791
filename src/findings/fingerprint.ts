import { createHmac } from 'node:crypto';

/**
 * Identity of a finding: HMAC-SHA256 of the secret under a key made from rule, path and, where the project has one,
 * its own key; 128 bits as hex. It does not depend on the line. As every place has a key of its own, no table of
 * hashes made ahead can look a secret up.
 */
export function fingerprint(ruleId: string, path: string, secret: string, projectKey = ''): string {
  const key = createHmac('sha256', `keyturn/fingerprint/v1\0${projectKey}`).update(`${ruleId}\0${path}`).digest();
  return createHmac('sha256', key).update(secret).digest('hex').slice(0, 32);
}

/** Equal for equal secrets under one report's key, which is random and never stored. */
export function secretHash(reportKey: Uint8Array, secret: string): string {
  return createHmac('sha256', reportKey).update(secret).digest('hex').slice(0, 32);
}
