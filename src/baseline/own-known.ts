import type { Known, KnownSource } from '../model/known.ts';
import { type Baseline, type Entry, type HashKind, hashKinds } from './format.ts';
import { createSecretHasher } from './hash.ts';

/** Makes a baseline of keyturn's own usable. A secret is hashed only for a rule and path that entries name. */
export function ownKnown(baseline: Baseline, today: string): KnownSource {
  const hasher = createSecretHasher(baseline);
  const byPlace = new Map<string, { kinds: Set<HashKind>; entries: Map<string, number> }>();
  for (const [index, { ruleId, path, hash }] of baseline.entries.entries()) {
    const key = `${ruleId}\0${path}`;
    const place = byPlace.get(key) ?? { kinds: new Set(), entries: new Map() };
    byPlace.set(key, place);
    place.kinds.add(kindOf(hash));
    place.entries.set(hash, index);
  }
  return {
    find({ ruleId, path, secret }) {
      const place = byPlace.get(`${ruleId}\0${path}`);
      // The fast kind first: mostly it decides.
      for (const kind of place ? hashKinds : []) {
        const index = place!.kinds.has(kind) ? place!.entries.get(hasher.hash(secret, kind)) : undefined;
        if (index !== undefined) return toKnown(baseline.entries[index]!, index, today);
      }
      return undefined;
    },
    hash: (secret) => hasher.hash(secret),
    paths: () => new Set(baseline.entries.map(({ path }) => path)),
  };
}

function kindOf(hash: string): HashKind {
  return hashKinds.find((kind) => hash.startsWith(`${kind}:`))!;
}

function toKnown({ decision, reason, by, at, until }: Entry, entry: number, today: string): Known {
  const optional = { reason, by, at, until };
  const given = Object.entries(optional).filter(([, each]) => each !== undefined);
  const isExpired = until !== undefined && until < today;
  return { decision, ...Object.fromEntries(given), ...(isExpired && { isExpired }), entry };
}
