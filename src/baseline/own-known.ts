import type { Known, KnownSource } from '../model/known.ts';
import { type Baseline, type Entry, type HashKind, hashKinds } from './format.ts';
import { createSecretHasher } from './hash.ts';

/** What entries name for one rule and path. */
interface Place {
  kinds: Set<HashKind>;
  /** Their numbers, by hash. */
  entries: Map<string, number>;
}

/** Makes a baseline of keyturn's own usable. A secret is hashed only for a rule and path that entries name. */
export function ownKnown(baseline: Baseline, today: string): KnownSource {
  const hasher = createSecretHasher(baseline);
  const byPlace = new Map<string, Place>();
  for (const [index, { ruleId, path, hash }] of baseline.entries.entries()) {
    const key = `${ruleId}\0${path}`;
    const place = byPlace.get(key) ?? { kinds: new Set(), entries: new Map() };
    byPlace.set(key, place);
    place.kinds.add(kindOf(hash));
    place.entries.set(hash, index);
  }
  const listed = (place: Place | undefined, hash: string) => {
    const index = place?.entries.get(hash);
    return index === undefined ? undefined : toKnown(baseline.entries[index]!, index, today);
  };
  return {
    ask({ ruleId, path, secret }, isHashWanted) {
      const place = byPlace.get(`${ruleId}\0${path}`);
      const known = place?.kinds.has('hmac') ? listed(place, hasher.hash(secret, 'hmac')) : undefined;
      const hash = isHashWanted ? hasher.hashLater(secret) : undefined;
      const slow = !known && place?.kinds.has('scrypt') ? hasher.hashLater(secret, 'scrypt') : undefined;
      if (typeof hash !== 'object' && slow === undefined) return { known, hash };
      return Promise.all([hash, slow]).then(([own, other]) => ({
        known: known ?? (other === undefined ? undefined : listed(place, other)),
        hash: own,
      }));
    },
    find({ ruleId, path, secret }) {
      const place = byPlace.get(`${ruleId}\0${path}`);
      // The fast kind first: mostly it decides.
      for (const kind of place ? hashKinds : []) {
        const known = place!.kinds.has(kind) ? listed(place, hasher.hash(secret, kind)) : undefined;
        if (known) return known;
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
