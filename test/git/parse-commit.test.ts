import { describe, expect, it } from 'vitest';
import { parseCommit, parseIdentity, parseTag } from '../../src/git/parse-commit.ts';

const id = (digit: string) => digit.repeat(40);

function commitOf(text: string) {
  const { author, committer, message, extraHeaders, ...rest } = parseCommit(Buffer.from(text, 'latin1'));
  return {
    ...rest,
    author: author && shown(author),
    committer: committer && shown(committer),
    message: message.toString('latin1'),
    extra: extraHeaders.map(({ name, value }) => [name, value.toString('latin1')]),
  };
}

function shown({ name, email, time, zone }: ReturnType<typeof parseIdentity>) {
  return [name.toString('latin1'), email.toString('latin1'), time, zone];
}

const nothing = { tree: undefined, parents: [], author: undefined, committer: undefined, encoding: undefined };

describe('parseCommit', () => {
  it('reads all of a commit', () => {
    const text = [
      `tree ${id('a')}`,
      `parent ${id('b')}`,
      `parent ${id('c')}`,
      'author J\xf6rg <joerg@example.com> 1700000000 +0130',
      'committer Ada Example <ada@example.com> 1700000001 -0000',
      'encoding ISO-8859-1',
      'gpgsig -----BEGIN',
      ' ',
      ' second line',
      ' -----END',
      'mergetag object x',
      '',
      'Title\n\nBody\n',
    ].join('\n');
    expect(commitOf(text)).toEqual({
      tree: id('a'),
      parents: [id('b'), id('c')],
      author: ['J\xf6rg', 'joerg@example.com', 1700000000, '+0130'],
      committer: ['Ada Example', 'ada@example.com', 1700000001, '-0000'],
      encoding: 'ISO-8859-1',
      message: 'Title\n\nBody\n',
      extra: [
        ['gpgsig', '-----BEGIN\n\nsecond line\n-----END'],
        ['mergetag', 'object x'],
      ],
    });
  });

  it.each([
    ['', { ...nothing, message: '', extra: [] }],
    ['\n', { ...nothing, message: '', extra: [] }],
    ['\nonly a message', { ...nothing, message: 'only a message', extra: [] }],
    [`tree ${id('a')}`, { ...nothing, tree: id('a'), message: '', extra: [] }],
    [`tree ${id('a')}\n`, { ...nothing, tree: id('a'), message: '', extra: [] }],
    ['tree short\n\nm', { ...nothing, message: 'm', extra: [['tree', 'short']] }],
    [`tree ${id('X')}\n\n\n`, { ...nothing, message: '\n', extra: [['tree', id('X')]] }],
    [
      ' goes on\nno-value\n\n',
      {
        ...nothing,
        message: '',
        extra: [
          ['', 'goes on'],
          ['', 'no-value'],
        ],
      },
    ],
    ['a\0b \0\n\n\0', { ...nothing, message: '\0', extra: [['a\0b', '\0']] }],
    ['x\n y z\n', { ...nothing, message: '', extra: [['', 'x\n y z']] }],
  ])('takes what there is of %j', (text, expected) => {
    expect(commitOf(text)).toEqual(expected);
  });

  it('loses no byte of millions of headers', () => {
    const lines = Buffer.from('k v\n'.repeat(2_500_000));
    const { extraHeaders, message } = parseCommit(Buffer.concat([lines, Buffer.from('\nend')]));
    expect(extraHeaders.length).toBeLessThan(20_000);
    const rest = extraHeaders.at(-1)!;
    expect(rest.name).toBe('');
    expect((extraHeaders.length - 1) * 4 + rest.value.length + 1).toBe(lines.length);
    expect(message.toString()).toBe('end');
  });

  it('reads a header of 10 MB', () => {
    const value = 'x\n '.repeat(3_500_000);
    const { extraHeaders } = parseCommit(Buffer.from(`gpgsig ${value}\n\nend`));
    expect(extraHeaders.map((header) => [header.name, header.value.length])).toEqual([['gpgsig', 7_000_000]]);
  });
});

describe('parseIdentity', () => {
  it.each([
    ['Ada <a@b> 1 +0000', ['Ada', 'a@b', 1, '+0000']],
    ['Ada <a@b> 1', ['Ada', 'a@b', 1, '']],
    ['Ada <a@b>', ['Ada', 'a@b', 0, '']],
    ['Ada <a@b', ['Ada', 'a@b', 0, '']],
    ['Ada', ['Ada', '', 0, '']],
    ['<> 5 +0000', ['', '', 5, '+0000']],
    ['', ['', '', 0, '']],
    ['A <b <c> d> 7 -0800', ['A', 'b <c> d', 7, '-0800']],
    ['A <b> never', ['A', 'b', 0, '']],
    ['A <b> -5 +0000', ['A', 'b', 0, '']],
    ['A <b> 99999999999999999999 +0000', ['A', 'b', 0, '+0000']],
    ['A <b> 8640000000000 +0000', ['A', 'b', 8.64e12, '+0000']],
  ])('reads %j', (text, expected) => {
    expect(shown(parseIdentity(Buffer.from(text)))).toEqual(expected);
  });
});

describe('parseTag', () => {
  it('reads all of a tag', () => {
    const text = `object ${id('a')}\ntype commit\ntag v1\ntagger Ada <a@b> 9 +0000\nother x\n\nmessage\n-----BEGIN`;
    const tag = parseTag(Buffer.from(text));
    expect({
      ...tag,
      name: tag.name?.toString(),
      tagger: shown(tag.tagger!),
      message: tag.message.toString(),
      extraHeaders: tag.extraHeaders.map(({ name }) => name),
    }).toEqual({
      object: id('a'),
      type: 'commit',
      name: 'v1',
      tagger: ['Ada', 'a@b', 9, '+0000'],
      message: 'message\n-----BEGIN',
      extraHeaders: ['other'],
    });
  });

  it('takes what there is of a broken one', () => {
    expect(parseTag(Buffer.from('object x\n'))).toMatchObject({ object: undefined, type: undefined, name: undefined });
  });
});
