import { expect, it } from 'vitest';
import type { Baseline, Entry } from '../../src/baseline/format.ts';
import { newBaseline } from '../../src/baseline/hash.ts';
import { parseBaseline } from '../../src/baseline/parse.ts';
import { printBaseline } from '../../src/baseline/print.ts';
import { createRandom } from '../../src/rules/sample-random.ts';
import { baselineName, baselineText, ends } from '../helpers/baseline.ts';
import { type Repo, repo } from '../helpers/repo.ts';
import { program } from '../helpers/run.ts';

const empty = newBaseline();
const random = createRandom(7);

/** Entries with hashes as random as real ones. */
function makeEntries(name: string, count: number): Entry[] {
  return Array.from({ length: count }, (_, index) => ({
    hash: `hmac:${random.bytes(16).toString('hex')}`,
    ruleId: 'acme-token',
    path: `src/${name}-${index}.ts`,
    decision: 'undecided',
  }));
}

function write(made: Repo, baseline: Baseline, message: string): void {
  made.write(baselineName, printBaseline(baseline));
  made.add();
  made.commit(message);
}

interface Sides {
  base: Entry[];
  ours: Entry[];
  theirs: Entry[];
}

/** Merges by git what two branches made of one file; whether git did so by itself. */
function merge(made: Repo, { base, ours, theirs }: Sides): boolean {
  made.git('checkout', '--quiet', '--force', '-B', 'ours');
  write(made, { ...empty, entries: base }, 'base');
  made.git('checkout', '--quiet', '-B', 'theirs');
  write(made, { ...empty, entries: theirs }, 'theirs');
  made.git('checkout', '--quiet', 'ours');
  write(made, { ...empty, entries: ours }, 'ours');
  try {
    made.git('merge', '--quiet', '--no-edit', 'theirs');
    return true;
  } catch {
    return false;
  }
}

/** A repository in which baselines are merged in this way. */
function merging(attribute?: string): Repo {
  const made = repo();
  made.git(
    'config',
    'merge.keyturn-baseline.driver',
    `'${process.execPath}' '${program}' baseline merge-driver %O %A %B`,
  );
  if (attribute !== undefined) made.write('.gitattributes', `${baselineName} merge=${attribute}\n`);
  made.add();
  made.commit();
  return made;
}

function merged(made: Repo): string[] {
  return sorted(parseBaseline(baselineText(made.path), baselineName).entries);
}

function sorted(entries: readonly Entry[]): string[] {
  return entries.map((entry) => JSON.stringify(entry)).sort();
}

it.each([0, 3, 100])('git by itself merges what two branches add to %i entries', (count) => {
  const made = merging();
  for (let trial = 0; trial < 8; trial++) {
    const base = makeEntries('base', count);
    const [ours, theirs] = [
      [...base, ...makeEntries('ours', 1)],
      [...base, ...makeEntries('theirs', 1)],
    ];
    expect(merge(made, { base, ours, theirs })).toBe(true);
    expect(merged(made)).toEqual(sorted([...ours, ...theirs.slice(count)]));
    expect(baselineText(made.path)).toBe(printBaseline({ ...empty, entries: [...ours, ...theirs.slice(count)] }));
  }
});

it.each(['keyturn-baseline', 'union'])('merge=%s merges whatever two branches add', (attribute) => {
  const made = merging(attribute);
  for (let trial = 0; trial < 4; trial++) {
    const base = makeEntries('base', trial * 20);
    const [added, others] = [makeEntries('ours', 40), makeEntries('theirs', 40)];
    expect(merge(made, { base, ours: [...base, ...added], theirs: [...base, ...others] })).toBe(true);
    expect(merged(made)).toEqual(sorted([...base, ...added, ...others]));
  }
});

it('the driver takes out what either took out, and keeps what either decided', () => {
  const made = merging('keyturn-baseline');
  const base = makeEntries('base', 6) as [Entry, Entry, Entry, Entry, Entry, Entry];
  const [one, two, three, four, five, six] = base;
  const decide = (entry: Entry, at: string): Entry => ({ ...entry, decision: 'test', reason: 'r', by: 'ada', at });
  const ours = [one, decide(two, '2026-01-01'), four, decide(five, '2026-01-01')];
  const theirs = [two, decide(three, '2026-01-02'), decide(four, '2026-01-02'), five, six];
  expect(merge(made, { base, ours, theirs })).toBe(true);
  expect(merged(made)).toEqual(
    sorted([
      decide(two, '2026-01-01'),
      decide(three, '2026-01-02'),
      decide(four, '2026-01-02'),
      decide(five, '2026-01-01'),
    ]),
  );
});

it('the driver calls it a conflict where both have decided otherwise, with the newer decision in the file', () => {
  const made = merging('keyturn-baseline');
  const [entry] = makeEntries('base', 1) as [Entry];
  const ours: Entry = { ...entry, decision: 'false-alarm', at: '2026-01-01' };
  const theirs: Entry = { ...entry, decision: 'real', at: '2026-01-02' };
  expect(merge(made, { base: [entry], ours: [ours], theirs: [theirs] })).toBe(false);
  expect(merged(made)).toEqual(sorted([theirs]));
});

it('the driver merges two files that begin alike, and refuses two that were created apart', async () => {
  const made = repo();
  const [one, other] = [makeEntries('one', 2), makeEntries('other', 2)];
  made.write('base', '');
  made.write('ours', printBaseline({ ...empty, entries: one }));
  made.write('theirs', printBaseline({ ...empty, entries: other }));
  await ends(0, made.path, 'baseline', 'merge-driver', 'base', 'ours', 'theirs');
  expect(parseBaseline(baselineText(made.path, 'ours'), 'ours').entries).toHaveLength(4);
  const before = baselineText(made.path, 'ours');
  made.write('theirs', printBaseline({ ...newBaseline(), entries: other }));
  const { stderr } = await ends(2, made.path, 'baseline', 'merge-driver', 'base', 'ours', 'theirs');
  expect(stderr).toContain('the two baselines were created apart, under keys of their own');
  expect(baselineText(made.path, 'ours')).toBe(before);
});

it('a union of two that were created apart is refused, and nothing counts as known', async () => {
  const made = merging('union');
  made.git('checkout', '--quiet', '-b', 'theirs');
  write(made, { ...newBaseline(), entries: makeEntries('theirs', 1) }, 'theirs');
  made.git('checkout', '--quiet', 'main');
  write(made, { ...newBaseline(), entries: makeEntries('ours', 1) }, 'ours');
  made.git('merge', '--quiet', '--no-edit', 'theirs');
  expect((await ends(2, made.path, 'scan')).stderr).toContain('was merged from two baselines that were created apart');
});

it('what git leaves with its conflict markers is named as that', async () => {
  const made = merging();
  const [entry] = makeEntries('base', 1) as [Entry];
  const ours: Entry = { ...entry, decision: 'false-alarm' };
  expect(merge(made, { base: [entry], ours: [ours], theirs: [{ ...entry, decision: 'real' }] })).toBe(false);
  expect((await ends(2, made.path, 'scan')).stderr).toMatch(
    /^keyturn: \.secrets\.baseline:\d+:1: has git's conflict markers: settle the merge first\n$/,
  );
});
