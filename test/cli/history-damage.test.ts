import { readdirSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { damageObject, deleteObjects, makeLoose, makePacked, partialClone } from '../helpers/damage.ts';
import { type HistoryRepo, history } from '../helpers/history.ts';
import { type Audit, audit } from '../helpers/history-findings.ts';
import { githubPat } from '../helpers/secrets.ts';

const steps = [1, 2, 3, 4, 5, 6];

/** Each commit brings a secret in a folder of its own, and changes a file that has none. */
function sixSecrets(): HistoryRepo {
  return history(
    steps.map((step) => ({
      commit: `c${step}`,
      files: { [`d${step}/in/app.env`]: `TOKEN=${githubPat(step)}\n`, 'notes.txt': `note ${step}\n` },
    })),
  );
}

function pathsOf({ report }: Audit): string[] {
  return report.findings.map(({ path }) => path).sort();
}

const secretsOf = (wanted: readonly number[]) => wanted.map((step) => `d${step}/in/app.env`);

/** What is said of the secret of a step where nothing else is amiss. */
function lifeOf(step: number): string {
  return `github-pat | d${step}/in/app.env:1 | c${step}..c6 x${7 - step} | head | main`;
}

function errorsOf({ report }: Audit, made: HistoryRepo): [code: string, object: string | undefined, commits: string][] {
  return report.errors.map(({ code, object, commits = [] }) => [
    code,
    object,
    commits.map(made.nameOf).sort().join(' '),
  ]);
}

const stores = [
  ['loose', makeLoose],
  ['packed', makePacked],
] as const;

const harms = [
  ['missing', deleteObjects],
  ['damaged', damageObject],
] as const;

const cases = stores.flatMap(([how, store]) => harms.map(([problem, harm]) => ({ how, store, problem, harm })));

describe.each(cases)('an object that is $problem, $how', ({ store, problem, harm }) => {
  it.each([1, 3, 6])('a file of commit %i', async (step) => {
    const made = sixSecrets();
    const id = made.git('rev-parse', `${made.id(`c${step}`)}:d${step}/in/app.env`);
    store(made);
    harm(made, id);
    const got = await audit(made);
    expect(got.findings).toEqual(steps.filter((each) => each !== step).map(lifeOf));
    expect(errorsOf(got, made)).toEqual([[`object-${problem}`, id, `c${step}`]]);
    expect(got.code).toBe(2);
  });

  it.each([1, 3, 6])('a folder of commit %i', async (step) => {
    const made = sixSecrets();
    const id = made.git('rev-parse', `${made.id(`c${step}`)}:d${step}/in`);
    store(made);
    harm(made, id);
    const got = await audit(made);
    expect(got.findings).toEqual(steps.filter((each) => each !== step).map(lifeOf));
    expect(errorsOf(got, made)).toEqual([[`object-${problem}`, id, `c${step}`]]);
    expect(got.code).toBe(2);
  });

  it.each([1, 3, 6])('the top folder of commit %i: what it brought stands in the next one', async (step) => {
    const made = sixSecrets();
    const id = made.git('rev-parse', `${made.id(`c${step}`)}^{tree}`);
    store(made);
    harm(made, id);
    const got = await audit(made);
    expect(pathsOf(got)).toEqual(secretsOf(step === 6 ? [1, 2, 3, 4, 5] : steps));
    expect(errorsOf(got, made)).toEqual([[`object-${problem}`, id, `c${step}`]]);
    expect(got.code).toBe(2);
  });

  it.each([1, 3, 5])('commit %i: all that the next one has counts as its own', async (step) => {
    const made = sixSecrets();
    const id = made.id(`c${step}`);
    store(made);
    harm(made, id);
    const got = await audit(made);
    expect(pathsOf(got)).toEqual(secretsOf(steps));
    expect(errorsOf(got, made)).toEqual([[`object-${problem}`, id, `c${step} c${step + 1}`]]);
    expect(got.code).toBe(2);
  });

  it('the newest commit of a branch, beside another branch', async () => {
    const made = sixSecrets();
    made.git('branch', 'older', made.id('c4'));
    store(made);
    harm(made, made.id('c6'));
    const got = await audit(made);
    // What lies behind it is found, though nothing leads there.
    expect(pathsOf(got)).toEqual(secretsOf([1, 2, 3, 4, 5]));
    // Of a damaged commit git can still tell that it is one.
    const code = problem === 'missing' ? 'ref-unreadable' : 'object-damaged';
    expect(got.report.errors).toMatchObject([{ code, object: made.id('c6') }]);
    expect(got.code).toBe(2);
  });
});

describe('repositories of which much is gone', () => {
  it('reads all else where many objects are', async () => {
    const made = sixSecrets();
    makeLoose(made);
    const blob = made.git('rev-parse', `${made.id('c2')}:d2/in/app.env`);
    const folder = made.git('rev-parse', `${made.id('c4')}:d4`);
    const notes = made.git('rev-parse', `${made.id('c5')}:notes.txt`);
    damageObject(made, blob, 'short');
    damageObject(made, notes, 'empty');
    deleteObjects(made, folder, made.id('c1'));
    const got = await audit(made);
    expect(pathsOf(got)).toEqual(secretsOf([1, 3, 5, 6]));
    expect(errorsOf(got, made).sort()).toEqual(
      [
        ['object-damaged', blob, 'c2'],
        ['object-damaged', notes, 'c5'],
        ['object-missing', folder, 'c4'],
        ['object-missing', made.id('c1'), 'c1 c2'],
      ].sort(),
    );
    expect(got.code).toBe(2);
  });

  it.each(['blob:none', 'tree:0'])('lists what a partial clone left out (%s)', async (filter) => {
    const source = sixSecrets();
    const partial = partialClone(source, filter);
    const got = await audit({ ...source, path: partial.path });
    expect(got.code).toBe(2);
    expect(got.report.findings).toEqual([]);
    expect(new Set(got.report.errors.map(({ code }) => code))).toEqual(new Set(['object-missing']));
    const lost = steps.map((step) =>
      filter === 'tree:0'
        ? source.git('rev-parse', `${source.id(`c${step}`)}^{tree}`)
        : source.git('rev-parse', `${source.id(`c${step}`)}:d${step}/in/app.env`),
    );
    expect(got.report.errors.map(({ object }) => object)).toEqual(expect.arrayContaining(lost));
    expect(got.report.scanned.commits).toBe(6);
  });

  it('says so where nothing can be read', async () => {
    const made = sixSecrets();
    makePacked(made);
    const folder = join(made.path, '.git/objects/pack');
    for (const name of readdirSync(folder)) {
      if (name.endsWith('.pack')) {
        const file = join(folder, name);
        rmSync(file.replace('.pack', '.rev'), { force: true });
        truncateSync(file, 100);
      }
    }
    const got = await audit(made);
    expect(got.code).toBe(2);
    expect(got.report.errors.length).toBeGreaterThan(0);
  });
});
