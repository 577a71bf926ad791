import { expect, it } from 'vitest';
import { isNullable, someNode } from '../../../src/engine/regex/ast.ts';
import { compilePattern, createMatcher, PatternTooSlow } from '../../../src/engine/regex/index.ts';
import { parsePattern } from '../../../src/engine/regex/parse.ts';

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const atoms = [
  'a',
  'b',
  'c',
  '.',
  '\\d',
  '\\w',
  '\\s',
  '[ab]',
  '[^a]',
  '\\b',
  '^',
  '$',
  '(?!b)',
  '(?<=a)',
  '(?i:b)',
  '-',
];
const quantifiers = ['', '', '', '*', '+', '?', '*?', '+?', '??', '{2}', '{1,3}', '{2,}?'];

function pick<T>(list: readonly T[], next: () => number): T {
  return list[Math.floor(next() * list.length)]!;
}

function makePattern(next: () => number, depth: number): string {
  let pattern = '';
  for (let count = 1 + Math.floor(next() * 3); count > 0; count--) {
    const kind = next();
    if (depth > 0 && kind < 0.25) pattern += `(${makePattern(next, depth - 1)})${pick(quantifiers, next)}`;
    else if (depth > 0 && kind < 0.45) {
      pattern += `(?:${makePattern(next, depth - 1)}|${makePattern(next, depth - 1)})${pick(quantifiers, next)}`;
    } else {
      const atom = pick(atoms, next);
      pattern += atom + (/^(?:\^|\$|\\b|\(\?!|\(\?<)/.test(atom) ? '' : pick(quantifiers, next));
    }
  }
  return pattern;
}

/** In a loop whose round can match nothing, the two may prefer different ways. */
function hasEmptyRounds(source: string): boolean {
  return someNode(parsePattern(source, 'bytes').root, (node) => node.type === 'repeat' && isNullable(node.body));
}

it.each(Array.from({ length: 40 }, (_, seed) => seed))('agrees with the platform on safe patterns, seed %i', (seed) => {
  const next = random(seed);
  for (let round = 0; round < 100; round++) {
    const pattern = compilePattern(makePattern(next, 3), { dialect: 'js' });
    if (pattern.engine !== 'native' || hasEmptyRounds(pattern.source)) continue;
    const text = Array.from({ length: Math.floor(next() * 14) }, () => pick([...'aaabbcAB 1-\n_'], next)).join('');
    const from = Math.floor(next() * (text.length + 1));
    const linear = createMatcher({ ...pattern, engine: 'linear' });
    const native = createMatcher(pattern);
    const found = (matcher: typeof linear) => [
      matcher.search(text, from),
      matcher.matchAt(text, from),
      matcher.test(text),
    ];
    expect({ pattern: pattern.source, text, from, found: found(linear) }).toEqual({
      pattern: pattern.source,
      text,
      from,
      found: found(native),
    });
  }
});

it('gives groups by name', () => {
  const matcher = createMatcher({ source: '(?<key>[a-z]+)+=(?<value>x)?', flags: '', engine: 'linear' });
  expect(matcher.search('  ab=', 0)).toEqual({
    start: 2,
    end: 5,
    groups: [[2, 5], [2, 4], undefined],
    named: { key: [2, 4] },
  });
});

it('forgets a group at each new round as JavaScript does, or keeps it as Go does', () => {
  const groups = (flags: string) =>
    createMatcher({ source: '(?:(a)|b)*', flags, engine: 'linear' }).search('ab', 0)!.groups;
  expect([groups(''), groups('k')]).toEqual([
    [[0, 2], undefined],
    [
      [0, 2],
      [0, 1],
    ],
  ]);
});

it('finds matches one after the other', () => {
  const matcher = createMatcher({ source: '(?:a+)+b', flags: '', engine: 'linear' });
  const starts: number[] = [];
  const text = 'ab aab xb aaa ab';
  for (let match = matcher.search(text, 0); match; match = matcher.search(text, match.end)) starts.push(match.start);
  expect(starts).toEqual([0, 3, 14]);
});

it('stops at its limit of steps', () => {
  const matcher = createMatcher({ source: '(?:a*)*b', flags: '', engine: 'linear' }, { maxSteps: 1000 });
  expect(() => matcher.search('a'.repeat(10_000), 0)).toThrow(new PatternTooSlow(1000));
});

it('reads bytes above ASCII as they are', () => {
  const compiled = compilePattern('(?:é+)+[ß-ÿ]', { dialect: 'js' });
  const text = Buffer.from('xéééü').toString('latin1');
  expect([compiled.engine, createMatcher(compiled).search(text, 0)!.groups]).toEqual(['linear', [[1, 9]]]);
});
