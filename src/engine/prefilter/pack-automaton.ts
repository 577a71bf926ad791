import type { Automaton } from './automaton.ts';

/**
 * The automaton as one buffer, so that start-up reads a file instead of building it: a JSON header with its length in
 * the first four bytes (little endian), then the tables in the order of `tables`, each at a multiple of four.
 */
const tables = ['classOf', 'table', 'depth', 'endsAt', 'ends'] as const;
const types = { classOf: Uint8Array, table: Uint16Array, depth: Uint8Array, endsAt: Uint32Array, ends: Uint16Array };

interface Header {
  shift: number;
  firstHit: number;
  keywords: readonly string[];
  lengths: number[];
}

export function packAutomaton(automaton: Automaton): Buffer {
  const { shift, firstHit, keywords } = automaton;
  const lengths = tables.map((name) => automaton[name].length);
  const header = Buffer.from(JSON.stringify({ shift, firstHit, keywords, lengths } satisfies Header));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(header.length);
  const parts: Buffer[] = [Buffer.concat([size, header])];
  for (const name of tables) {
    const { buffer, byteOffset, byteLength } = automaton[name];
    parts.push(Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength));
  }
  return Buffer.concat(parts.map((part) => Buffer.concat([part, Buffer.alloc(-part.length & 3)])));
}

/** Views into the buffer, nothing copied. The tables are in the byte order of the machine, little endian everywhere. */
export function unpackAutomaton(packed: Buffer): Automaton {
  const aligned = packed.byteOffset % 4 === 0 ? packed : Buffer.from(new Uint8Array(packed).buffer);
  const headerLength = aligned.readUInt32LE(0);
  const header = JSON.parse(aligned.toString('utf8', 4, 4 + headerLength)) as Header;
  let at = aligned.byteOffset + ((4 + headerLength + 3) & ~3);
  const views = tables.map((name, index) => {
    const view = new types[name](aligned.buffer as ArrayBuffer, at, header.lengths[index]);
    at += (view.byteLength + 3) & ~3;
    return [name, view];
  });
  const { shift, firstHit, keywords } = header;
  return { shift, firstHit, keywords, ...(Object.fromEntries(views) as Pick<Automaton, (typeof tables)[number]>) };
}
