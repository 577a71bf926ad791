const kinds = { Uint8Array, Uint16Array, Uint32Array } as const;
type Kind = keyof typeof kinds;
export type Table = Uint8Array | Uint16Array | Uint32Array;

interface Layout {
  header: unknown;
  tables: [name: string, kind: Kind, length: number][];
}

/**
 * A header and tables of numbers as one buffer, so that start-up reads a file instead of building them: the length of
 * the JSON that tells the layout in the first four bytes (little endian), then it and the tables, each at a multiple of four.
 */
export function packTables(header: unknown, tables: Readonly<Record<string, Table>>): Buffer {
  const named = Object.entries(tables);
  const layout: Layout = {
    header,
    tables: named.map(([name, table]) => [name, table.constructor.name as Kind, table.length]),
  };
  const json = Buffer.from(JSON.stringify(layout));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(json.length);
  const parts = [Buffer.concat([size, json]), ...named.map(([, table]) => bytesOf(table))];
  return Buffer.concat(parts.map((part) => Buffer.concat([part, Buffer.alloc(-part.length & 3)])));
}

/** Views into the buffer, nothing copied. The tables are in the byte order of the machine, little endian everywhere. */
export function unpackTables<Header, Tables>(packed: Buffer): { header: Header; tables: Tables } {
  const aligned = packed.byteOffset % 4 === 0 ? packed : Buffer.from(new Uint8Array(packed).buffer);
  const jsonLength = aligned.readUInt32LE(0);
  const layout = JSON.parse(aligned.toString('utf8', 4, 4 + jsonLength)) as Layout;
  let at = aligned.byteOffset + ((4 + jsonLength + 3) & ~3);
  const tables: Record<string, Table> = {};
  for (const [name, kind, length] of layout.tables) {
    const view = new kinds[kind](aligned.buffer as ArrayBuffer, at, length);
    tables[name] = view;
    at += (view.byteLength + 3) & ~3;
  }
  return { header: layout.header as Header, tables: tables as Tables };
}

function bytesOf({ buffer, byteOffset, byteLength }: Table): Buffer {
  return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
}
