import { placeholderReason } from './placeholder.ts';
import { weakPasswordReason } from './weak-password.ts';
import { surprise } from './wordiness.ts';

const base64 = /^[A-Za-z0-9+/]{12,120}={0,2}$/;

/** Says why a value in base64 is no secret by the text in it: a placeholder, or words; undefined if it may be one. */
export function decodedReason(value: string): string | undefined {
  if (value.length % 4 !== 0 || !base64.test(value)) return undefined;
  const text = Buffer.from(value, 'base64').toString('latin1').trimEnd();
  if (text.length < 8 || /[^\x20-\x7e]/.test(text)) return undefined;
  const secret = text.slice(text.indexOf(':') + 1);
  const reason = placeholderReason(text) ?? placeholderReason(secret) ?? weakPasswordReason(secret);
  if (reason !== undefined) return `base64 of ${reason}`;
  return surprise(text) < 3.8 && !/\d/.test(text) ? 'base64 of words' : undefined;
}
