import { createHmac } from '../lib/hmac.ts';
import { crypto } from '../lib/lazy-crypto.ts';
import type { Baseline, HashKind, SlowCost } from './format.ts';
import { isStrong } from './strength.ts';

/** What a new baseline asks of who would guess its weak secrets: 16 MB and about 30 ms for each guess. */
export const slowCost: SlowCost = { N: 1 << 14, r: 8, p: 1 };

const keyBytes = 32;
const hashBytes = 16;
/** Hashes of so many secrets are remembered. */
const mostKnown = 10_000;

/** A baseline's way to hash secrets, each once. */
export interface SecretHasher {
  /** `KIND:VALUE`, of the kind that fits the secret, or of one that is asked for. */
  hash(secret: string, kind?: HashKind): string;
  /** The same, but a slow one is made by another thread. */
  hashLater(secret: string, kind?: HashKind): string | Promise<string>;
}

/** A baseline without entries, with a new random key. */
export function newBaseline(): Baseline {
  return { key: crypto().randomBytes(keyBytes), slow: slowCost, entries: [] };
}

/**
 * Hashes secrets under the key of a baseline: random ones by HMAC-SHA256 (RFC 2104), those that could be guessed by
 * scrypt (RFC 7914), which costs an attacker who has the file as much for each guess. 128 bits of either.
 */
export function createSecretHasher({ key, slow }: Pick<Baseline, 'key' | 'slow'>): SecretHasher {
  const kinds = {
    hmac: createFast(key),
    scrypt: createSlow(key, slow),
  } satisfies Record<HashKind, (secret: string) => string>;
  const later = createSlowLater(key, slow);
  // What has no secret, a finding about a file's name, gives none away.
  const kindFor = (secret: string): HashKind => (secret === '' || isStrong(secret) ? 'hmac' : 'scrypt');
  const hash: SecretHasher['hash'] = (secret, kind = kindFor(secret)) => `${kind}:${kinds[kind](secret)}`;
  return {
    hash,
    hashLater: (secret, kind = kindFor(secret)) => (kind === 'scrypt' ? later(secret) : hash(secret, kind)),
  };
}

function createFast(key: Buffer): (secret: string) => string {
  let hash: ((text: string) => string) | undefined;
  return (secret) => {
    hash ??= createHmac(crypto().createHmac('sha256', key).update('keyturn/baseline/v1').digest());
    return hash(secret);
  };
}

/** On libuv's threads, as many at once as it has. */
function createSlowLater(key: Buffer, { N, r, p }: SlowCost): (secret: string) => Promise<string> {
  const known = new Map<string, Promise<string>>();
  return (secret) => {
    const before = known.get(secret);
    if (before) return before;
    const made = new Promise<string>((resolve, reject) => {
      crypto().scrypt(secret, key, hashBytes, { N, r, p, maxmem: 256 * N * r }, (error, hash) => {
        if (error) reject(error);
        else resolve(`scrypt:${hash.toString('hex')}`);
      });
    });
    if (known.size < mostKnown) known.set(secret, made);
    return made;
  };
}

function createSlow(key: Buffer, { N, r, p }: SlowCost): (secret: string) => string {
  const known = new Map<string, string>();
  return (secret) => {
    const before = known.get(secret);
    if (before !== undefined) return before;
    const hash = crypto().scryptSync(secret, key, hashBytes, { N, r, p, maxmem: 256 * N * r });
    const text = hash.toString('hex');
    if (known.size < mostKnown) known.set(secret, text);
    return text;
  };
}
