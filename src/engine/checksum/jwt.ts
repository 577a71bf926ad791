import { crc32 } from '../../lib/crc32.ts';
import type { ChecksumScheme } from './scheme.ts';

const shape = /^(eyJ[0-9A-Za-z_-]{5,8192})\.(eyJ[0-9A-Za-z_-]{2,65536})\.([0-9A-Za-z_-]{0,2048})$/;

/** Signature lengths in bytes by algorithm: https://www.rfc-editor.org/rfc/rfc7518#section-3.1, rfc8037 for EdDSA. */
const signatureBytes: Record<string, readonly [min: number, max: number]> = {
  HS256: [32, 32],
  HS384: [48, 48],
  HS512: [64, 64],
  RS256: [64, 2048],
  RS384: [64, 2048],
  RS512: [64, 2048],
  PS256: [64, 2048],
  PS384: [64, 2048],
  PS512: [64, 2048],
  ES256: [64, 64],
  ES256K: [64, 64],
  ES384: [96, 96],
  ES512: [132, 132],
  EdDSA: [64, 114],
  Ed25519: [64, 64],
  Ed448: [114, 114],
};

type Claims = Record<string, unknown>;

interface Token {
  header: Claims;
  payload: Claims;
  signature: Buffer;
}

/**
 * Signed JSON Web Tokens (RFC 7519): `valid` says that header and payload are JSON and the signature has the length
 * that the algorithm makes; nothing short of its key could say more. Unsigned ones and jwt.io's sample are `invalid`.
 */
export const jwt: ChecksumScheme = {
  name: 'jwt',
  isFormOnly: true,
  check(secret) {
    const parts = shape.exec(secret);
    if (!parts) return 'unknown';
    const token = readToken(parts);
    if (!token || typeof token.header.alg !== 'string') return 'invalid';
    if (isUnsigned(token) || isDocumentationSample(token)) return 'invalid';
    const range = Object.hasOwn(signatureBytes, token.header.alg) && signatureBytes[token.header.alg];
    if (!range) return 'unknown';
    const { length } = token.signature;
    return length >= range[0] && length <= range[1] && isBinary(token.signature) ? 'valid' : 'invalid';
  },
  /** Takes `header.payload`; the signature is made up. */
  sign(body) {
    const alg = parseObject(body.split('.')[0] ?? '')?.alg;
    const length = Math.max(32, signatureBytes[String(alg)]?.[0] ?? 0);
    const words = Array.from({ length: Math.ceil(length / 4) }, (_, i) => crc32(`${i}${body}${i}`) | 0x80);
    return `.${Buffer.from(Uint32Array.from(words).buffer, 0, length).toString('base64url')}`;
  },
  doubt(secret) {
    const parts = shape.exec(secret);
    const expiry = parts ? expiryOf(readToken(parts)?.payload ?? {}) : undefined;
    return expiry !== undefined && expiry.getTime() < Date.now() ? 'it is expired' : undefined;
  },
  describe(secret) {
    const parts = shape.exec(secret);
    const token = parts && readToken(parts);
    return token ? [...signatureFacts(token), ...claimFacts(token.payload)] : [];
  },
};

function readToken(parts: RegExpExecArray): Token | undefined {
  const header = parseObject(parts[1]!);
  const payload = parseObject(parts[2]!);
  return header && payload && { header, payload, signature: Buffer.from(parts[3]!, 'base64url') };
}

function parseObject(part: string): Claims | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Claims) : undefined;
  } catch {
    return undefined;
  }
}

function isUnsigned({ header, signature }: Token): boolean {
  return signature.length === 0 || String(header.alg).toLowerCase() === 'none';
}

/** The payload that https://jwt.io shows on opening, copied into countless manuals and tests. */
function isDocumentationSample({ payload }: Token): boolean {
  return payload.sub === '1234567890' && payload.name === 'John Doe';
}

/** A real signature is never all printable; words such as "signature-goes-here" in its place are. */
function isBinary(bytes: Buffer): boolean {
  return bytes.some((byte) => byte < 0x20 || byte > 0x7e);
}

function signatureFacts(token: Token): string[] {
  if (isUnsigned(token)) return ['unsigned (alg none)'];
  return isDocumentationSample(token) ? ['the sample token of jwt.io'] : [];
}

function claimFacts(claims: Claims): string[] {
  const { iss } = claims;
  const facts = typeof iss === 'string' && /^[!-~]{1,200}$/.test(iss) ? [`issuer ${iss}`] : [];
  const expiry = expiryOf(claims);
  if (expiry !== undefined) {
    facts.push(`${expiry.getTime() < Date.now() ? 'expired' : 'expires'} on ${expiry.toISOString().slice(0, 10)}`);
  }
  return facts;
}

/** Claim `exp`, seconds since 1970: https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4 */
function expiryOf({ exp }: Claims): Date | undefined {
  const expiry = typeof exp === 'number' ? new Date(exp * 1000) : undefined;
  return expiry === undefined || Number.isNaN(expiry.getTime()) ? undefined : expiry;
}
