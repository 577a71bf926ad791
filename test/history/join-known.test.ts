import { expect, it } from 'vitest';
import { joinKnown } from '../../src/history/join-known.ts';
import type { Known, KnownMark } from '../../src/model/known.ts';
import { makeFinding } from '../reporters/make-report.ts';

const known = (decision: Known['decision'], entry: number): Known => ({ decision, entry });
const mark = (path: string): KnownMark => ({ ruleId: 'acme-token', path, hash: 'hmac:1' });

it('says of a secret what matters most of its places', () => {
  const places = [known('false-alarm', 0), known('real', 1), known('test', 2)];
  expect(joinKnown(places.map((each) => makeFinding({ known: each })))).toEqual({ known: places[1] });
});

it('says nothing where one of the places is not known', () => {
  expect(joinKnown([makeFinding({ known: known('real', 0) }), makeFinding()])).toEqual({});
});

it('says that one has expired', () => {
  const expired: Known = { decision: 'test', until: '2020-01-01', isExpired: true, entry: 1 };
  expect(joinKnown([makeFinding({ known: known('real', 0) }), makeFinding({ known: expired })])).toEqual({
    known: expired,
  });
});

it('gathers the marks of all places, each once', () => {
  const places = [mark('a'), mark('b'), mark('a')].map((each) => makeFinding({ marks: [each] }));
  expect(joinKnown(places)).toEqual({ marks: [mark('a'), mark('b')] });
});
