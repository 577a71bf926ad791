import { expect, it } from 'vitest';
import { summariseCommit } from '../../src/history/commit-facts.ts';

const id = 'a'.repeat(40);
const head = `tree ${id}\nparent ${id}\n`;

it('reads author, date and subject', () => {
  const content = `${head}author Ada Example <ada@example.com> 1700000000 +0130\ncommitter B <b@example.com> 1 +0000\n\nOne\n\nTwo\n`;
  expect(summariseCommit(id, Buffer.from(content))).toEqual({
    commit: id,
    author: 'Ada Example',
    email: 'ada@example.com',
    date: '2023-11-14T22:13:20.000Z',
    subject: 'One',
  });
});

it('reads names and subjects in the encoding that the commit names, else as UTF-8 or latin1', () => {
  const named = (header: string, name: Buffer) =>
    summariseCommit(
      id,
      Buffer.concat([
        Buffer.from(`${head}author `),
        name,
        Buffer.from(` <a@b> 1 +0000\n${header}\n`),
        name,
        Buffer.from('\n'),
      ]),
    );
  const koi8 = Buffer.from([0xf0, 0xc1]);
  expect(named('encoding koi8-r\n', koi8)).toMatchObject({ author: 'Па', subject: 'Па' });
  expect(named('encoding none-such\n', koi8)).toMatchObject({ author: 'ðÁ', subject: 'ðÁ' });
  expect(named('', Buffer.from('Žofie'))).toMatchObject({ author: 'Žofie', subject: 'Žofie' });
  expect(named('', Buffer.from([0x4a, 0xf8, 0x72]))).toMatchObject({ author: 'Jør', subject: 'Jør' });
});

it.each([
  ['nothing', '', '', ''],
  ['no author', `tree ${id}\n\nsubject`, '', 'subject'],
  ['a date out of range', `tree ${id}\nauthor A <a> 99999999999999999999 +0000\n\n\n\n  x  \ny`, 'A', 'x'],
  ['no message', `tree ${id}\nauthor A <a> 1 +0000\n`, 'A', ''],
])('takes junk: %s', (_title, content, author, subject) => {
  const summary = summariseCommit(id, Buffer.from(content));
  expect(summary).toMatchObject({ author, subject });
  expect(summary.date.startsWith('1970-01-01')).toBe(true);
});

it('cuts what is long', () => {
  const content = `tree ${id}\nauthor ${'é'.repeat(999)} <a> 1 +0000\n\n${'é'.repeat(99_999)}`;
  const { author, subject } = summariseCommit(id, Buffer.from(content));
  expect([author, subject]).toEqual(['é'.repeat(256), 'é'.repeat(1024)]);
  expect(summariseCommit(id, Buffer.from(`\n\nx${'é'.repeat(9999)}`)).subject).toBe(`x${'é'.repeat(1023)}`);
});
