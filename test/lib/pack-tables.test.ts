import { expect, it } from 'vitest';
import { packTables, unpackTables } from '../../src/lib/pack-tables.ts';

it('gives back header and tables of every kind and length, the empty one too', () => {
  const tables = {
    a: Uint8Array.of(1, 2, 255),
    b: Uint32Array.of(4_000_000_000),
    c: new Uint16Array(0),
    d: Uint16Array.of(65_535, 1, 2),
  };
  expect(unpackTables(packTables({ name: 'ä' }, tables))).toEqual({ header: { name: 'ä' }, tables });
});
