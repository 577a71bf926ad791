/** A run of bytes that a rule found, or that repeats what it found. */
export interface Span {
  start: number;
  end: number;
  /** The rule's id. */
  by: string;
}

/** Shorter ones are words that may stand anywhere. */
const shortest = 8;
const most = 256;

/** Remembers secrets by value, the latest so many, to find them where nothing but the value tells. */
export function createKnownValues(): { add(secret: string, by: string): void; find(bytes: Buffer): Span[] } {
  const values = new Map<string, { bytes: Buffer; by: string }>();
  return {
    add(secret, by) {
      if (secret.length < shortest || secret.includes('\n')) return;
      values.delete(secret);
      values.set(secret, { bytes: Buffer.from(secret), by });
      const [oldest] = values.keys();
      if (values.size > most && oldest !== undefined) values.delete(oldest);
    },
    find(bytes) {
      const spans: Span[] = [];
      for (const { bytes: value, by } of values.values()) {
        for (let at = bytes.indexOf(value); at >= 0; at = bytes.indexOf(value, at + value.length)) {
          spans.push({ start: at, end: at + value.length, by });
        }
      }
      return spans;
    },
  };
}
