import { describe, expect, it } from 'vitest';
import { tar, zip } from '../../helpers/archives.ts';
import { python } from '../../helpers/python.ts';
import { leak, scanArchive } from '../../helpers/scan-archive.ts';
import { storedZstd } from '../../helpers/zstd.ts';

const text = Buffer.from(`${'some words of a log\n'.repeat(200_000)}${leak()}`);
const place = ':200002';
const bzip2 = (content: Buffer) => python('bz2', 'bz2.compress(data)', content);
const xz = (content: Buffer) => python('lzma', 'lzma.compress(data)', content);

/** Written by zstd 1.5.4, with a checksum: 40 lines. */
const packedLines = Buffer.from(
  'KLUv/QRojQMAYoUQEaDtAKo5adqqup/dmpTF/W6OxxQyBK8G/jGFDMGrYX9MIUPwqv7cvJx8XPAqUC3JZpeNEkzxjVa/Z+qjq/fw5FgLKKgRMGv73wHgNasBETQE//8MQekHoEyLghBOARRAaUu7pyQIBG8/hqJVqgHdGRjT',
  'base64',
);

describe.each([
  ['bz2', bzip2],
  ['xz', xz],
  ['zst', storedZstd],
])('%s', (extension, pack) => {
  it('is unpacked', async () => {
    expect(await scanArchive(`a.log.${extension}`, pack(text))).toEqual({
      found: [`a.log.${extension}!a.log${place}`],
    });
  });

  it('is unpacked where several follow one another', async () => {
    const content = Buffer.concat([pack(text), pack(Buffer.from('\n')), pack(Buffer.from(leak(2)))]);
    const name = `a.log.${extension}`;
    expect(await scanArchive(name, content)).toEqual({ found: [`${name}!a.log:200002`, `${name}!a.log:200005`] });
  });

  it('is an archive of files where there is a tar file in it', async () => {
    const name = `a.tar.${extension}`;
    const content = pack(tar([{ name: 'x', content: leak() }]));
    expect(await scanArchive(name, content)).toEqual({ found: [`${name}!x:2`] });
  });

  it('is scanned up to where it is cut off, and reported', async () => {
    const whole = pack(Buffer.concat([Buffer.from(leak()), text, text]));
    const name = `a.log.${extension}`;
    const { found, errors } = await scanArchive(name, whole.subarray(0, whole.length - 20));
    expect([found[0], errors?.length]).toEqual([`${name}!a.log:2`, 1]);
    expect(errors![0]).toMatch(`archive-damaged: ${name} is damaged: it ends too early`);
  });

  it('is reported where something else follows', async () => {
    const { found, errors } = await scanArchive(
      'a',
      Buffer.concat([pack(Buffer.from(leak())), Buffer.from('and more of it')]),
    );
    expect([found, errors?.length]).toEqual([['a!a:2'], 1]);
  });
});

it('reads xz in xz', async () => {
  expect(await scanArchive('a.log.xz.xz', xz(xz(text)))).toEqual({ found: [`a.log.xz.xz!a.log.xz!a.log${place}`] });
});

it('reads what zstd itself packed, and checks it', async () => {
  expect(await scanArchive('a.zst', packedLines)).toEqual({ found: [] });
  const flipped = Buffer.from(packedLines);
  flipped[flipped.length - 2]! ^= 1;
  expect(await scanArchive('a.zst', flipped)).toEqual({
    found: [],
    errors: ['archive-damaged: a.zst is damaged: the checksum of its content is another'],
  });
});

it.each([
  [
    'a window of 3 GB',
    Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0xac, 1, 0, 0]),
    /^archive-limit: a.zst needs more than 128 MiB/,
  ],
  [
    'a dictionary',
    Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 1, 0x58, 7, 1, 0, 0]),
    /^archive-format: a.zst cannot be read without/,
  ],
])('refuses Zstandard that wants %s', async (_, content, message) => {
  const { errors } = await scanArchive('a.zst', content);
  expect(errors).toEqual([expect.stringMatching(message)]);
});

it('reads zips that are packed by other methods', async () => {
  const content = leak();
  const entries = [
    { name: 'b', content, method: 12, raw: bzip2(Buffer.from(content)) },
    { name: 'x', content, method: 95, raw: xz(Buffer.from(content)) },
    { name: 'z', content, method: 93, raw: storedZstd(Buffer.from(content)) },
  ];
  expect(await scanArchive('a.zip', zip(entries))).toEqual({ found: ['a.zip!b:2', 'a.zip!x:2', 'a.zip!z:2'] });
});

it.each([
  ['RAR', 'Rar!\x1a\x07\x01\0'],
  ['7-Zip', '7z\xbc\xaf\x27\x1c\0\x04'],
  ['cabinet', 'MSCF\0\0\0\0'],
])('says that a %s archive was not read', async (name, head) => {
  expect(await scanArchive('a', Buffer.from(head, 'latin1'))).toEqual({
    found: [],
    errors: [`archive-format: a is a ${name} archive, which cannot be read`],
  });
});
