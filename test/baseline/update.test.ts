import { expect, it } from 'vitest';
import type { Entry } from '../../src/baseline/format.ts';
import { compareBaseline } from '../../src/baseline/update.ts';
import type { KnownMark } from '../../src/model/known.ts';

const entry = (name: string, changes: Partial<Entry> = {}): Entry => ({
  hash: `hmac:${name}`,
  ruleId: 'acme-token',
  path: `src/${name}.ts`,
  decision: 'undecided',
  ...changes,
});
const mark = ({ hash, ruleId, path }: Entry, index?: number): KnownMark => ({
  hash,
  ruleId,
  path,
  ...(index !== undefined && { known: { decision: 'undecided', entry: index } }),
});
const always = () => true;

it('keeps what is found, adds what is new once, and takes out what is gone', () => {
  const entries = [entry('a', { decision: 'real' }), entry('b'), entry('c')];
  const marks = [mark(entries[0]!, 0), mark(entry('d')), mark(entry('d'))];
  expect(compareBaseline({ entries }, { marks, isGone: ({ path }) => path !== 'src/c.ts' })).toEqual({
    added: [entry('d')],
    moved: [],
    stale: [entries[1]],
    kept: [entries[0], entries[2]],
  });
});

it('follows a renamed file, with what was decided', () => {
  const from = entry('a', { decision: 'false-alarm', reason: 'r', until: '2030-01-01' });
  const to = { ...from, path: 'lib/a.ts' };
  expect(compareBaseline({ entries: [from] }, { marks: [mark(to)], isGone: always })).toEqual({
    added: [],
    moved: [{ from, to }],
    stale: [],
    kept: [],
  });
});

it('takes a copy of a secret for new as long as the old place is there', () => {
  const known = entry('a', { decision: 'test' });
  const copy = { ...known, path: 'lib/a.ts' };
  expect(compareBaseline({ entries: [known] }, { marks: [mark(known, 0), mark(copy)], isGone: always })).toEqual({
    added: [{ ...copy, decision: 'undecided' }],
    moved: [],
    stale: [],
    kept: [known],
  });
});

it('moves one entry for one place, by the name of the file where it can', () => {
  const from = entry('a', { path: 'old/x.ts', decision: 'test' });
  const [one, two] = [
    { ...from, path: 'new/y.ts' },
    { ...from, path: 'new/x.ts' },
  ] as const;
  const other = entry('a', { path: 'old/y.ts', decision: 'real' });
  expect(compareBaseline({ entries: [from, other] }, { marks: [mark(one), mark(two)], isGone: always }).moved).toEqual([
    { from: other, to: { ...other, path: 'new/y.ts' } },
    { from, to: two },
  ]);
});

it('marks what the history holds', () => {
  const historyKeys = new Set(['hmac:a\0acme-token\0src/a.ts']);
  const marks = [mark(entry('a')), mark(entry('b'))];
  expect(compareBaseline({ entries: [] }, { marks, historyKeys, isGone: always }).added).toEqual([
    entry('a', { history: true }),
    entry('b'),
  ]);
});
