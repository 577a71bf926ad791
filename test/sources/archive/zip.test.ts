import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { zip } from '../../helpers/archives.ts';
import { python } from '../../helpers/python.ts';
import { leak, scanArchive } from '../../helpers/scan-archive.ts';

const one = { name: 'a', content: leak(1) };
const two = { name: 'b', content: leak(2) };
const both = ['a.zip!a:2', 'a.zip!b:2'];
const damaged = (path: string, problem: string) => `archive-damaged: ${path} is damaged: ${problem}`;

describe('a zip is read whole', () => {
  it.each([
    [
      'whose entries have their sizes behind them',
      zip([
        { ...one, flags: 8 },
        { ...two, flags: 8 },
      ]),
    ],
    ['with something before it, as in a program', Buffer.concat([Buffer.from('Cr24 and a head'), zip([one, two])])],
    ['with something behind it', Buffer.concat([zip([one, two]), Buffer.from('a signature')])],
    [
      'with a comment that holds the mark of its end',
      zip([one, two], { comment: 'PK\x05\x06 and no more of it'.repeat(3) }),
    ],
    ['that was written with numbers of 64 bits', zip64()],
  ])('%s', async (_, content) => {
    expect(await scanArchive('a.zip', content)).toEqual({ found: both });
  });

  it('with entries that were taken out of the directory only', async () => {
    const whole = zip([one, two]);
    const directory = whole.indexOf('PK\x01\x02');
    const second = whole.indexOf('PK\x01\x02', directory + 1);
    const end = Buffer.from(whole.subarray(whole.indexOf('PK\x05\x06')));
    end.writeUInt16LE(1, 10);
    end.writeUInt32LE(second - directory, 12);
    const content = Buffer.concat([whole.subarray(0, second), end]);
    expect(await scanArchive('a.zip', content)).toEqual({ found: both });
  });

  it('where one was put behind another', async () => {
    expect(await scanArchive('a.zip', Buffer.concat([zip([one]), zip([two])]))).toEqual({ found: both });
  });

  it('with an entry longer than fits one piece', async () => {
    const content = `${'x'.repeat(99)}\n`.repeat(30_000) + leak();
    expect(await scanArchive('a.zip', zip([{ name: 'a', content }]))).toEqual({ found: ['a.zip!a:30002'] });
  });
});

/** Of Python, which writes such numbers for short entries too where it is told to. */
function zip64(): Buffer {
  const lines = [
    'def pack(data):',
    '  target = io.BytesIO()',
    "  with zipfile.ZipFile(target, 'w', zipfile.ZIP_DEFLATED) as z:",
    "    for name, text in zip('ab', data.split(b'|')):",
    "      with z.open(name, 'w', force_zip64=True) as entry: entry.write(text)",
    '  return target.getvalue()',
  ];
  return python('zipfile', 'pack(data)', Buffer.from(`${leak(1)}|${leak(2)}`), lines);
}

describe('what is wrong with a zip is reported, and the rest read', () => {
  it.each([
    ['an encrypted entry', { ...one, flags: 1 }, 'archive-encrypted: a.zip!a is encrypted and was not read'],
    [
      'an unknown method',
      { ...one, method: 14 },
      'archive-format: a.zip!a is packed by method 14, which cannot be read',
    ],
    ['an entry that is not there', { ...one, offset: 7 }, damaged('a.zip', 'a is not where its directory says')],
  ])('%s', async (_, entry, error) => {
    const { found, errors } = await scanArchive('a.zip', zip([entry, two]));
    expect([found.includes('a.zip!b:2'), errors?.[0]]).toEqual([true, error]);
  });

  it.each([
    [
      'a size that is too small',
      { ...one, size: 3 },
      /^archive-damaged: a\.zip!a is damaged: it has \d+ bytes instead of 3$/,
    ],
    ['a size that is too large', { ...one, size: 9_999_999 }, /it has \d+ bytes instead of 9999999$/],
    ['a wrong checksum', { ...one, crc: 1 }, /the checksum of its content is another$/],
    ['a packed size that is too small', { ...one, packed: 30 }, /a is damaged: it ends too early$/],
    [
      'a packed size beyond the end',
      { ...one, packed: 1 << 30 },
      /a is damaged: there is more behind|it ends too early$/,
    ],
    ['a stored entry that is longer', { ...one, method: 0, packed: 1 << 20 }, /it ends too early$/],
  ])('%s', async (_, entry, error) => {
    const { found, errors } = await scanArchive('a.zip', zip([two, entry]));
    expect([found.includes('a.zip!b:2'), errors?.some((each) => error.test(each))]).toEqual([true, true]);
  });

  it('a zip that is cut off', async () => {
    const whole = zip([one, two, { name: 'c', content: leak(3) }]);
    expect(await scanArchive('a.zip', whole.subarray(0, whole.indexOf('PK\x01\x02') + 20))).toEqual({
      found: [...both, 'a.zip!c:2'],
      errors: [damaged('a.zip', 'it has no directory, or it is cut off')],
    });
  });

  it('what is before a damaged place of an entry, to the byte', async () => {
    const content = `${leak()}${Array.from({ length: 400 }, (_, at) => `line ${at * 7919}\n`).join('')}`;
    const raw = deflateRawSync(content);
    raw.fill(0xff, raw.length - 200, raw.length - 100);
    const { found, errors } = await scanArchive('a.zip', zip([{ name: 'a', content, raw }]));
    expect([found, errors?.length]).toEqual([['a.zip!a:2'], 1]);
  });
});

describe('a name in a zip', () => {
  it.each(['../../etc/passwd', '/etc/shadow', 'C:/x', 'a\nb\u001b[31m', `${'d/'.repeat(2000)}x`, 'a!b'])(
    '%j is no more than a name',
    async (name) => {
      expect(await scanArchive('a.zip', zip([{ ...one, name }]))).toEqual({ found: [`a.zip!${name}:2`] });
    },
  );

  it('is read as it was meant: with the slashes of Windows, in UTF-8 or not', async () => {
    const names = ['dir\\b', 'ä', Buffer.from([0x63, 0xe4])];
    const content = zip(names.map((name, index) => ({ name, content: leak(index + 1) })));
    expect(await scanArchive('a.zip', content)).toEqual({
      found: ['a.zip!cä:2', 'a.zip!dir/b:2', 'a.zip!ä:2'],
    });
  });
});

it('leaves links in a zip out, and has nothing to say of folders', async () => {
  const link = { name: 'l', content: '/etc/passwd', mode: 0o120777 };
  expect(await scanArchive('a.zip', zip([link, { name: 'd/', method: 0 }, one]))).toEqual({
    found: ['a.zip!a:2'],
    skipped: ['a.zip!l symlink'],
  });
});

it('reads a zip without entries', async () => {
  expect(await scanArchive('a.zip', zip([]))).toEqual({ found: [] });
});
