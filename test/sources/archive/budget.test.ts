import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { tar, zip } from '../../helpers/archives.ts';
import { leak, scanArchive } from '../../helpers/scan-archive.ts';

const limit = (path: string, size: string) =>
  `archive-limit: ${path} unpacks to more than ${size}; the rest was not read (--max-archive-size allows more)`;

it('stops where more comes out of an archive than may, and reports it', async () => {
  const content = zip([
    { name: 'a', content: leak() },
    { name: 'b', content: Buffer.alloc(300_000, 'x\n') },
  ]);
  expect(await scanArchive('a.zip', content, { maxArchiveSize: '100kB' })).toEqual({
    found: ['a.zip!a:2'],
    errors: [limit('a.zip', '100.0 kB')],
  });
  expect(await scanArchive('a.zip', content, { maxArchiveSize: 0 })).toEqual({ found: ['a.zip!a:2'] });
});

it('counts what is nested, and each entry', async () => {
  let nested = zip(
    Array.from({ length: 20 }, (_, index) => ({ name: `${index}`, content: Buffer.alloc(100_000, 'x\n') })),
  );
  for (let depth = 0; depth < 3; depth++) {
    const inner = nested;
    nested = zip(Array.from({ length: 20 }, (_, index) => ({ name: `${index}.zip`, content: inner })));
  }
  expect(await scanArchive('bomb.zip', nested, { maxArchiveSize: '20MB' })).toEqual({
    found: [],
    errors: [limit('bomb.zip', '20.0 MB')],
  });
  const entries = tar(Array.from({ length: 300 }, (_, index) => ({ name: `${index}` })));
  expect((await scanArchive('many.tar.gz', gzipSync(entries), { maxArchiveSize: '200kB' })).errors).toEqual([
    limit('many.tar.gz', '200.0 kB'),
  ]);
});

it('unpacks no more than 256 MiB of a small archive unless told to', async () => {
  const megabytes = gzipSync(Buffer.alloc(2 << 20, `${'x'.repeat(1000)}\n`));
  const content = Buffer.concat(Array.from({ length: 140 }, () => megabytes));
  expect((await scanArchive('a.gz', content)).errors).toEqual([limit('a.gz', '268.4 MB')]);
});

it('stops where entries overlap each other', async () => {
  const [whole, entry] = [zip([{ name: 'a', content: Buffer.alloc(1 << 20, 'x\n') }]), 'PK\x01\x02'];
  const start = whole.indexOf(entry);
  const record = whole.subarray(start, whole.indexOf('PK\x05\x06'));
  const end = Buffer.from(whole.subarray(whole.indexOf('PK\x05\x06')));
  end.writeUInt16LE(1000, 10);
  end.writeUInt32LE(record.length * 1000, 12);
  const content = Buffer.concat([whole.subarray(0, start), ...Array.from({ length: 1000 }, () => record), end]);
  expect((await scanArchive('a.zip', content, { maxArchiveSize: '30MB' })).errors).toEqual([limit('a.zip', '30.0 MB')]);
});

it('opens so many archives inside of each other, and reports what lies deeper', async () => {
  let content: Buffer = Buffer.from(leak());
  let path = 'a';
  for (let depth = 0; depth < 4; depth++)
    content = zip([
      { name: 'b', content },
      { name: 't', content: leak(depth + 2) },
    ]);
  const { found, errors } = await scanArchive(path, content, { maxArchiveDepth: 2 });
  expect(found).toEqual(['a!b!t:2', 'a!t:2']);
  path = 'a!b!b';
  const words = 'lies in 2 archives and was not opened (--max-archive-depth allows more)';
  expect(errors).toEqual([`archive-limit: ${path} ${words}`]);
});
