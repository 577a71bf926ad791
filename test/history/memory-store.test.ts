import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openMemoryStore } from '../../src/history/memory-store.ts';
import { folder } from '../helpers/folder.ts';

const one = 'a'.repeat(40);
const other = 'b'.repeat(40);

function open(place: string, { key = 'rules', repository = '/repository' } = {}) {
  const notices: string[] = [];
  const notice = (line: string) => notices.push(line.replaceAll(place, '').replace(/[0-9a-f]{32}/, 'NAME'));
  const store = openMemoryStore({ folder: place, repository, key, hexLength: 40, notice });
  return { store, notices };
}

/** A folder with a memory in it that knows one commit, and the path of its file. */
function filled() {
  const place = join(folder(), 'cache');
  const { store } = open(place);
  store.memory.setTexts(one, 'clean');
  store.save();
  return { place, file: join(place, readdirSync(place)[0]!) };
}

describe('a store of memories', () => {
  it('knows what was saved, and nobody else can read it', () => {
    const { place, file } = filled();
    const { store, notices } = open(place);
    expect([store.memory.textsOf(one), notices]).toEqual(['clean', []]);
    expect([statSync(file).mode & 0o777, statSync(place).mode & 0o777]).toEqual([0o600, 0o700]);
  });

  it.each([
    ['another program, or other rules', { key: 'other rules' }],
    ['another repository', { repository: '/other' }],
  ])('trusts nothing of %s', (_title, options) => {
    const { store, notices } = open(filled().place, options);
    expect([store.memory.count, notices]).toEqual([0, []]);
  });

  it('is not fooled by a file under the name of another', () => {
    const { place } = filled();
    const elsewhere = join(folder(), 'cache');
    open(elsewhere, { key: 'other rules' }).store.memory.setTexts(one, 'clean');
    const { store } = open(elsewhere, { key: 'other rules' });
    store.memory.setTexts(one, 'clean');
    store.save();
    writeFileSync(join(place, readdirSync(place)[0]!), readFileSync(join(elsewhere, readdirSync(elsewhere)[0]!)));
    expect(open(place).store.memory.count).toBe(0);
  });

  it('is made anew, with a word, where any bit of the file is another', () => {
    const { place, file } = filled();
    const bytes = readFileSync(file);
    for (let at = 0; at < bytes.length; at++) {
      const damaged = Buffer.from(bytes);
      damaged[at]! ^= 1 << (at % 8);
      writeFileSync(file, damaged, { mode: 0o600 });
      const { store, notices } = open(place);
      expect([store.memory.count, at === 16 ? [] : notices]).toEqual([
        0,
        at === 16 ? [] : ['--cache: /NAME.history is made anew: it is damaged'],
      ]);
    }
  });

  it.each([
    ['empty', Buffer.alloc(0)],
    ['something else', Buffer.from('#!/bin/sh\n'.repeat(100))],
    ['cut off', undefined],
  ])('is made anew where the file is %s', (_title, content) => {
    const { place, file } = filled();
    writeFileSync(file, content ?? readFileSync(file).subarray(0, -1));
    const { store, notices } = open(place);
    expect([store.memory.count, notices]).toEqual([0, ['--cache: /NAME.history is made anew: it is damaged']]);
    store.memory.setTexts(other, 'clean');
    store.save();
    expect(open(place).store.memory.textsOf(other)).toBe('clean');
  });

  it('trusts no file that others may write to', () => {
    const { place, file } = filled();
    chmodSync(file, 0o622);
    const { store, notices } = open(place);
    expect([store.memory.count, notices]).toEqual([0, ['--cache: /NAME.history is made anew: others may write to it']]);
  });

  it('keeps what another audit saved meanwhile', () => {
    const { place } = filled();
    const [first, second] = [open(place).store, open(place).store];
    first.memory.setTexts(other, 'clean');
    second.memory.setTexts('c'.repeat(40), 'hit');
    first.save();
    second.save();
    const { memory } = open(place).store;
    expect([one, other, 'c'.repeat(40)].map((id) => memory.textsOf(id))).toEqual(['clean', 'clean', 'hit']);
    expect(readdirSync(place)).toHaveLength(1);
  });

  it('says once that it cannot be written', () => {
    const place = folder({ 'a file': '' });
    const { store, notices } = open(join(place, 'a file'));
    store.memory.setTexts(one, 'clean');
    store.save();
    store.memory.setTexts(other, 'clean');
    store.save();
    expect(notices).toHaveLength(2);
    expect(notices.at(-1)).toMatch(/^--cache: \/NAME\.history cannot be written: E[A-Z]+$/);
  });
});
