import { describe, expect, it } from 'vitest';
import { tar, tarEntry, withSum } from '../../helpers/archives.ts';
import { leak, scanArchive } from '../../helpers/scan-archive.ts';

const one = { name: 'a', content: leak(1) };
const two = { name: 'b', content: leak(2) };
const both = ['a.tar!a:2', 'a.tar!b:2'];
const pax = (key: string, value: string) => {
  const rest = ` ${key}=${value}\n`;
  const guess = Buffer.byteLength(rest) + 2;
  const length = guess + (String(guess).length - 2);
  return `${length}${rest}`;
};
const end = Buffer.alloc(1024);

describe('the name of an entry in a tar file', () => {
  const long = `${'folder/'.repeat(40)}äfile`;
  it.each([
    ['in two parts', Buffer.concat([withSum(ustar('c/d.env', 'x/y')), padded(leak()), end]), 'x/y/c/d.env'],
    ['in a pax record', tar([{ name: 'p', type: 'x', content: pax('path', long) }, one]), long],
    [
      'in an entry before it, as GNU has it',
      tar([{ name: '././@LongLink', type: 'L', content: `${long}\0` }, one]),
      long,
    ],
    [
      'of a sparse file',
      tar([{ name: 'p', type: 'x', content: `${pax('path', 'q')}${pax('GNU.sparse.name', 'r')}` }, one]),
      'r',
    ],
    ['that leads elsewhere', tar([{ ...one, name: '../../../etc/x' }]), '../../../etc/x'],
    ['that begins at this folder', tar([{ ...one, name: './././x' }]), 'x'],
  ])('is read %s', async (_, content, name) => {
    expect(await scanArchive('a.tar', content)).toEqual({ found: [`a.tar!${name}:2`] });
  });
});

function ustar(name: string, prefix: string): Buffer {
  const head = tarEntry({ name, content: leak() }).subarray(0, 512);
  head.write(prefix, 345);
  return head;
}

function padded(content: string): Buffer {
  return Buffer.concat([Buffer.from(content)], Math.ceil(content.length / 512) * 512);
}

describe('a tar file is read whole', () => {
  it.each([
    ['without an end', tar([one, two]).subarray(0, -1024)],
    ['where several were put one behind the other', Buffer.concat([tar([one]), tar([two])])],
    ['with a size in binary', Buffer.concat([binarySize(one.content), padded(one.content), tar([two])])],
    [
      'with a size in a pax record',
      tar([{ name: 'p', type: 'x', content: pax('size', `${one.content.length}`) }, { ...one, size: 0 }, two]),
    ],
    ['with records for all of it', tar([{ name: 'g', type: 'g', content: pax('comment', 'x') }, one, two])],
  ])('%s', async (_, content) => {
    expect(await scanArchive('a.tar', content)).toEqual({ found: both });
  });
});

function binarySize(content: string): Buffer {
  const head = tarEntry({ name: 'a' }).subarray(0, 512);
  head.fill(0, 124, 136);
  head[124] = 0x80;
  head.writeUInt32BE(content.length, 132);
  return withSum(head);
}

it('follows no link in a tar file, and leaves out what is no file', async () => {
  const entries = [
    { name: 'soft', type: '2', link: '/etc/passwd' },
    { name: 'hard', type: '1', link: 'a' },
    { name: 'device', type: '3' },
    { name: 'folder', type: '5' },
    one,
  ];
  expect(await scanArchive('a.tar', tar(entries))).toEqual({
    found: ['a.tar!a:2'],
    skipped: ['a.tar!soft symlink', 'a.tar!hard symlink', 'a.tar!device special-file'],
  });
});

describe('what is wrong with a tar file is reported, and the rest read', () => {
  const damaged = (problem: string) => [`archive-damaged: a.tar is damaged: ${problem}`];

  it('a head that is damaged', async () => {
    const content = tar([one, two, { name: 'c', content: leak(3) }]);
    content[1024 + 3] = 1;
    expect(await scanArchive('a.tar', content)).toEqual({
      found: ['a.tar!a:2', 'a.tar!c:2'],
      errors: damaged('there is no entry at byte 1024'),
    });
  });

  it.each([
    ['in a content', 1536 + 40],
    ['in what fills up a content', 1536 + 300],
    ['in a head', 1024 + 100],
  ])('a file that is cut off %s', async (_, length) => {
    const { found, errors } = await scanArchive('a.tar', tar([one, two]).subarray(0, length));
    expect([found[0], errors]).toEqual(['a.tar!a:2', damaged('it ends too early')]);
  });

  it('a pax record that is none', async () => {
    const content = tar([{ name: 'p', type: 'x', content: '99 path=x\n' }, one]);
    expect(await scanArchive('a.tar', content)).toEqual({
      found: ['a.tar!a:2'],
      errors: damaged('a pax record in it is wrong'),
    });
  });

  it('a name that would fill the memory', async () => {
    const content = tar([one, { name: 'p', type: 'L', size: 2 << 20 }, two]);
    expect(await scanArchive('a.tar', content)).toEqual({
      found: ['a.tar!a:2'],
      errors: damaged('a name or a note in it is longer than 1 MB'),
    });
  });
});
