import { describe, expect, it } from 'vitest';
import { createNeedleSearch, type Needle } from '../../src/history/find-needles.ts';
import { createRandom } from './random-history.ts';

function foundIn(content: string, needles: readonly Needle[], secrets: number): number[] {
  const found = new Uint8Array(secrets);
  createNeedleSearch(needles)(Buffer.from(content, 'latin1'), found);
  return [...found.keys()].filter((secret) => found[secret] === 1);
}

function needlesOf(...texts: string[]): Needle[] {
  return texts.map((text, secret) => ({ bytes: Buffer.from(text, 'latin1'), secret }));
}

const filler = Array.from({ length: 40 }, (_, n) => `filler number ${n}`);

describe.each([
  ['few', []],
  ['many', filler],
])('among %s needles', (_title, others) => {
  it.each([
    ['at the start', 'needle and more', ['needle']],
    ['at the end', 'more and needle', ['needle']],
    ['alone', 'needle', ['needle']],
    ['overlapping', 'abcabcabd', ['abcabd', 'cabca']],
    ['within each other', 'one whole needle', ['whole', 'one whole needle']],
    ['of one to three bytes', 'a xy mno', ['x', 'xy', 'mno']],
    ['of bytes beyond ASCII', 'caf\xe9 \xff\xfe\x00\x80', ['caf\xe9', '\xff\xfe\x00\x80']],
    ['with zeros in front', '\0\0\0\0value', ['\0\0\0value']],
  ])('finds those %s', (_place, content, texts) => {
    const all = needlesOf(...texts, ...others);
    expect(foundIn(content, all, all.length)).toEqual(texts.map((_, n) => n));
  });

  it.each([
    ['cut off at the end', 'a needl', 'needle'],
    ['cut off at the start', 'eedle', 'needle'],
    ['of other bytes', 'a noodle', 'needle'],
    ['empty', 'anything', ''],
    ['longer than the content', 'short', 'short and more'],
  ])('does not find one %s', (_place, content, text) => {
    const all = needlesOf(text, ...others);
    expect(foundIn(content, all, all.length)).toEqual([]);
  });

  it('finds a secret by any of its needles', () => {
    const needles = [...needlesOf('plain', 'other'), { bytes: Buffer.from('encoded'), secret: 0 }];
    const all = [...needles, ...needlesOf(...others).map(({ bytes }) => ({ bytes, secret: 2 }))];
    expect(foundIn('an encoded one', all, 3)).toEqual([0]);
  });
});

it('finds in random bytes what a search for each finds', () => {
  const random = createRandom(1);
  const text = (length: number) => Array.from({ length }, () => 'abc'[Math.floor(random() * 3)]).join('');
  for (let round = 0; round < 50; round++) {
    const texts = Array.from({ length: 60 }, () => text(3 + Math.floor(random() * 6)));
    const content = text(200);
    const expected = [...texts.keys()].filter((n) => content.includes(texts[n]!));
    expect(foundIn(content, needlesOf(...texts), texts.length)).toEqual(expected);
  }
});
