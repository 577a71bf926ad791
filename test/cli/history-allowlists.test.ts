import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder } from '../helpers/folder.ts';
import { type HistoryRepo, history } from '../helpers/history.ts';
import { audit, type describeFindings } from '../helpers/history-findings.ts';
import { githubPat, stripeLive } from '../helpers/secrets.ts';

const made = history([
  { commit: 'a', files: { 'app.txt': `one ${githubPat(1)}\n`, 'docs/app.txt': `two ${githubPat(2)}\n` } },
  { commit: 'b', message: `about ${githubPat(3)}\n`, files: { 'pay.txt': `three ${stripeLive()}\n` } },
  { commit: 'c', message: `about ${githubPat(3)} again\n`, files: { 'other.txt': `one ${githubPat(1)}\n` } },
]);

/** What is found under this configuration, in short, and how many places were left out. */
async function foundWith(config: string, name = '.gitleaks.toml', repository: HistoryRepo = made) {
  const path = join(folder({ [name]: config }), name);
  const got = await audit(repository, ['--config', path]);
  expect([got.stderr, got.report.errors]).toEqual(['', []]);
  const { suppressed } = got.report as unknown as { suppressed: number };
  return { places: placesOf(got.report, repository), suppressed };
}

function placesOf(report: Parameters<typeof describeFindings>[0], repository: HistoryRepo): string[] {
  return report.findings
    .flatMap(({ places }) => places.map(({ path, commit }) => `${repository.nameOf(commit)} ${path}`))
    .sort();
}

const everything = ['a app.txt', 'a docs/app.txt', 'b (commit message)', 'b pay.txt', 'c other.txt'];
const without = (...places: string[]) => everything.filter((place) => !places.includes(place));
const toml = (lines: string, table = '[[allowlists]]') => `[extend]\nuseDefault = true\n${table}\n${lines}\n`;
const ofA = `commits = ["${made.id('a')}"]`;
const ofB = `commits = ["${made.id('b').toUpperCase()}"]`;

describe('an allowlist of a .gitleaks.toml that names commits', () => {
  it.each<[string, string, string[], number]>([
    ['nothing but a commit', toml(ofA), without('a app.txt', 'a docs/app.txt'), 2],
    ['a commit in capitals', toml(ofB), ['a app.txt', 'a docs/app.txt', 'c (commit message)', 'c other.txt'], 2],
    ['a commit or a path', toml(`${ofA}\npaths = ["pay"]`), without('a app.txt', 'a docs/app.txt', 'b pay.txt'), 2],
    ['a commit and a path', toml(`${ofA}\npaths = ["^docs/"]\ncondition = "AND"`), without('a docs/app.txt'), 1],
    [
      'a commit and a line',
      toml(`${ofA}\nregexes = ["^one "]\nregexTarget = "line"\ncondition = "AND"`),
      without('a app.txt'),
      1,
    ],
    ['a commit and what does not hold', toml(`${ofA}\nstopwords = ["nowhere"]\ncondition = "AND"`), everything, 0],
    ['a commit that is too short to name one', toml(`commits = ["${made.id('a').slice(0, 6)}", ""]`), everything, 0],
    [
      'a commit for another rule',
      toml(`${ofB}\ntargetRules = ["github-pat"]`),
      without('b (commit message)').concat('c (commit message)').sort(),
      1,
    ],
    ['the old form', toml(ofA, '[allowlist]'), without('a app.txt', 'a docs/app.txt'), 2],
    [
      'that of a rule',
      toml(`id = "github-pat"\n[[rules.allowlists]]\n${ofB}`, '[[rules]]'),
      without('b (commit message)').concat('c (commit message)').sort(),
      1,
    ],
  ])('with %s leaves out what that commit brought', async (_, config, places, suppressed) => {
    expect(await foundWith(config)).toEqual({ places, suppressed });
  });
});

it('counts in an allowlist of keyturn.yaml as well, by the beginning of its id', async () => {
  const config = `allowlists:\n  - commits: ['${made.id('a').slice(0, 7)}']\n    paths: [docs]\n    condition: and\n`;
  expect(await foundWith(config, 'keyturn.yaml')).toEqual({ places: without('a docs/app.txt'), suppressed: 1 });
});
