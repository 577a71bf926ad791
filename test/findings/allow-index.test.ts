import { expect, it } from 'vitest';
import { indexAllows } from '../../src/findings/allow-index.ts';
import { readInlineAllows } from '../../src/findings/inline-allow.ts';

/** One line in four holds a directive; the same ones each time. */
const directives = [
  '# keyturn:allow',
  'x = 1 # keyturn:allow-next-line aws-*',
  '# kingfisher:ignore',
  'x = 1 # trufflehog:ignore',
  '# pragma: allowlist nextline secret',
  '// secretlint-disable',
  '// secretlint-enable',
  '// secretlint-disable-next-line',
  '"""',
];
const lines = Array.from({ length: 400 }, (_, i) => (i % 4 === 0 ? directives[(i * 7) % directives.length]! : 'x = 1'));

it.each([0, 1, 5, 30])('finds an allow for a secret of %i more lines where one of all covers it', (more) => {
  const allows = readInlineAllows(lines.join('\n'), 1, 'a.py', '2026-06-15');
  const find = indexAllows(allows);
  const places = lines.map((_, i) => ({ startLine: i + 1, endLine: i + 1 + more, secretEndColumn: 3 }));
  const isCovered = places.map((place) => allows.some((allow) => allow.covers(place, 'github-pat')));
  expect(places.map((place) => find(place, 'github-pat')?.covers(place, 'github-pat') ?? false)).toEqual(isCovered);
  expect(new Set(isCovered)).toEqual(new Set([true, false]));
});

it('finds nothing where there is nothing', () => {
  expect(indexAllows([])({ startLine: 1, endLine: 1 }, 'github-pat')).toBeUndefined();
});
