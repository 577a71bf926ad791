import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { createStdinSource } from '../../src/sources/stdin.ts';
import { collect } from '../helpers/collect.ts';

const read = (input: Readable, signal?: AbortSignal) =>
  collect(createStdinSource({ root: '/', path: 'stdin', input }), signal);
const text = (content: string) => ({ path: 'stdin', text: content, added: 'all' });
const nothing = { fragments: [], skipped: [], errors: [], done: [] };

it.each([
  ['in one go', ['one\ntwo']],
  ['bit by bit', ['on', 'e\n', 'two']],
])('reads what comes %s', async (_, chunks) => {
  const input = Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
  expect(await read(input)).toEqual({ ...nothing, fragments: [text('one\ntwo')], done: [['stdin', 7]] });
});

it('reads nothing as an empty file', async () => {
  expect(await read(Readable.from([]))).toEqual({ ...nothing, fragments: [text('')], done: [['stdin', 0]] });
});

it('leaves out what is binary', async () => {
  expect(await read(Readable.from([Buffer.from([0, 1])]))).toEqual({ ...nothing, skipped: [['stdin', 'binary']] });
});

it('tells what went wrong', async () => {
  const input = new Readable({ read: () => input.destroy(Object.assign(new Error('no'), { code: 'EISDIR' })) });
  expect(await read(input)).toEqual({ ...nothing, errors: [['EISDIR', 'stdin']] });
});

it('hands on what came before the signal, without an error, and closes the input', async () => {
  const controller = new AbortController();
  const input = new Readable({ read() {} });
  input.push('begun\n');
  setImmediate(() => controller.abort());
  expect(await read(input, controller.signal)).toEqual({ ...nothing, fragments: [text('begun\n')] });
  expect(input.destroyed).toBe(true);
  expect(await read(new Readable({ read() {} }), AbortSignal.abort())).toEqual(nothing);
});
