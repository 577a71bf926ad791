import { crypto } from '../../lib/lazy-crypto.ts';
import type { Taken } from './taken.ts';

/** Whether what a plugin took is of this secret: it holds it, or is a good part of it. */
export function isOf(secret: string, { value, isShared }: Taken): boolean {
  if (isShared) return secret.includes(value);
  if (value.includes(secret) || value.replaceAll('\\"', '"').includes(secret)) return true;
  if (secret.includes(value)) return value.length >= 16 || (value.length >= 8 && value.length >= secret.length / 2);
  return holdsEncoded(value, secret);
}

/** What is found by decoding stands in the line in another form. */
function holdsEncoded(value: string, secret: string): boolean {
  if (value.length < 8) return false;
  return (['base64', 'hex'] as const).some((codec) => Buffer.from(value, codec).includes(secret));
}

/** The hash that detect-secrets keeps: of UTF-8, without salt. */
export function sha1(value: string): string {
  return crypto().createHash('sha1').update(value, 'utf8').digest('hex');
}
