import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { decodeUtf16 } from '../../src/sources/decode-utf16.ts';

const little = (text: string) => Buffer.from(text, 'utf16le');
const big = (text: string) => little(text).swap16();
const text = 'user = ada\r\ntitle = "träumerei"\r\n# 日本語 😀\r\n'.repeat(3);

it.each([
  ['little-endian with a mark', little(`\ufeff${text}`)],
  ['big-endian with a mark', big(`\ufeff${text}`)],
  ['little-endian', little(text)],
  ['big-endian', big(text)],
  ['text with an odd byte at the end', Buffer.concat([little(`\ufeff${text}`), Buffer.from([0x41])])],
])('decodes %s', (_, bytes) => {
  expect(decodeUtf16(bytes)?.toString()).toBe(text);
});

it('decodes text that is hardly ASCII where there is a mark', () => {
  const russian = 'пароль от базы данных\n'.repeat(9);
  expect(decodeUtf16(little(`\ufeff${russian}`))?.toString()).toBe(russian);
});

it('decodes an empty text with a mark, and does not change its input', () => {
  const bytes = big('\ufeff');
  expect(decodeUtf16(bytes)).toEqual(Buffer.alloc(0));
  expect(bytes).toEqual(Buffer.from([0xfe, 0xff]));
});

it.each([little, big])('joins characters that lie across the blocks it works in (%#)', (encode) => {
  const long = `x${'😀'.repeat(700_000)}`;
  expect(decodeUtf16(encode(`\ufeff${long}`))?.toString() === long).toBe(true);
});

it.each([
  ['nothing', Buffer.alloc(0)],
  ['plain text', Buffer.from(text)],
  ['too little to tell', little('ab')],
  ['zeros', Buffer.alloc(4096)],
  ['UTF-32', Buffer.from(Array.from('password=ada').flatMap((char) => [char.charCodeAt(0), 0, 0, 0]))],
  ['UTF-32 with a mark', Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0, 0x62, 0, 0, 0])],
  ['small numbers of 16 bits', Buffer.from(Array.from({ length: 512 }, (_value, index) => [index % 7, 0]).flat())],
  ['random bytes', randomBytes(8192)],
])('leaves %s alone', (_, bytes) => {
  expect(decodeUtf16(bytes)).toBeUndefined();
});
