import { join } from 'node:path';
import { expect, it } from 'vitest';
import { UserError } from '../src/lib/user-error.ts';
import { scan } from '../src/library.ts';
import { folder } from './helpers/folder.ts';
import { repo } from './helpers/repo.ts';
import { placesOf } from './helpers/scan.ts';
import { githubPat, slackBot } from './helpers/secrets.ts';

it('gives findings as they come, and each with all its places in the end', async () => {
  const cwd = folder({ 'a.txt': githubPat(), 'b.txt': githubPat(), 'c.txt': slackBot() });
  const run = scan({ cwd });
  const seen = [];
  for await (const finding of run) seen.push(finding);
  const report = await run.report;
  expect(seen.length).toBe(3);
  expect(new Set(seen)).toEqual(new Set(report.findings));
  expect(placesOf(report)).toEqual(['a.txt:1:1 github-pat', 'b.txt:1:1 github-pat', 'c.txt:1:1 slack-bot-token']);
  expect(seen.find(({ path }) => path === 'a.txt')!.places.map(({ path }) => path)).toEqual(['a.txt', 'b.txt']);
});

it('can be awaited without iterating, and iterated after it ended', async () => {
  const run = scan({ cwd: folder({ 'a.txt': githubPat() }) });
  expect((await run.report).findings.length).toBe(1);
  const seen = [];
  for await (const { ruleId } of run) seen.push(ruleId);
  expect(seen).toEqual(['github-pat']);
});

it('can be left early', async () => {
  const run = scan({ cwd: folder({ 'a.txt': `${githubPat(1)}\n${githubPat(2)}` }) });
  for await (const { ruleId } of run) {
    expect(ruleId).toBe('github-pat');
    break;
  }
  expect((await run.report).findings.length).toBe(2);
});

it('takes the options of the command line', async () => {
  const cwd = folder({ 'a.txt': githubPat(), 'sub/b.txt': slackBot(), 'sub/c.md': githubPat() });
  const places = async (input: object) => placesOf(await scan({ cwd, ...input }).report);
  expect(await places({ paths: ['sub'], exclude: ['*.md'] })).toEqual(['b.txt:1:1 slack-bot-token']);
  expect(await places({ rule: ['slack-*'] })).toEqual(['sub/b.txt:1:1 slack-bot-token']);
});

it('shows no secret unless asked to', async () => {
  const secret = githubPat();
  const cwd = folder({ 'a.txt': `x = ${secret}` });
  expect(JSON.stringify((await scan({ cwd }).report).findings)).not.toContain(secret.slice(4));
  expect((await scan({ cwd, redact: 0 }).report).findings[0]!.redacted).toBe(secret);
});

it('reads what is staged', async () => {
  const made = repo();
  made.write('a.txt', githubPat());
  made.add();
  made.write('b.txt', slackBot());
  const report = await scan({ cwd: join(made.path), staged: true }).report;
  expect([report.command, placesOf(report)]).toEqual(['staged', ['a.txt:1:1 github-pat']]);
});

it('ends early on a signal', async () => {
  const run = scan({ cwd: folder({ 'a.txt': githubPat() }), signal: AbortSignal.abort() });
  expect((await run.report).errors.map(({ code }) => code)).toEqual(['interrupted']);
});

it('rejects with a UserError, from the report and from the iteration, where it cannot begin', async () => {
  const run = scan({ cwd: folder(), minConfidence: 'huge' as 'high' });
  await expect(run.report).rejects.toThrow(UserError);
  await expect(
    (async () => {
      for await (const _ of run);
    })(),
  ).rejects.toThrow(/^minConfidence must be one of/);
});

it.each([
  [
    'an unknown option',
    { minConfidnce: 'low' },
    '"minConfidnce" is not an option of scan; did you mean "minConfidence"?',
  ],
  ['an option of the command line only', { format: 'json' }, /^"format" is not an option of scan; known are cwd, /],
  ['a string for a list', { paths: 'src' }, 'paths must be a list of strings, got "src"'],
  ['a list of something else', { rule: [1] }, 'rule must be a list of strings, got [1]'],
  ['a string for a truth value', { gitignore: 'no' }, 'gitignore must be true or false, got "no"'],
  ['something else for a signal', { signal: {} }, 'signal must be an AbortSignal, got {}'],
  ['a number out of range', { redact: 101 }, 'redact must be a whole number from 0 to 100, got 101'],
  ['a size that is none', { maxFileSize: 'big' }, 'maxFileSize must be a size such as 500kB or 10MB, got "big"'],
  ['a time below zero', { timeout: -1 }, 'timeout must be a number of seconds from 0 to 1000000, got -1'],
  ['an empty path', { paths: [''] }, 'paths must not be empty, got ""'],
  ['an open bracket', { include: ['[a'] }, 'include must close its "["; \\[ stands for the character itself, got "[a"'],
  ['an unknown rule', { rule: ['githup-pat'] }, 'rule githup-pat: no rule has this id; did you mean "github-pat"?'],
  [
    'an unknown rule to skip',
    { skipRule: ['zzz-*'] },
    'skipRule zzz-*: no rule has this id; `keyturn rules list` shows them',
  ],
  ['a file that is missing', { config: 'none.yaml' }, 'config must name a file that exists, got "none.yaml"'],
  ['a folder that is missing', { cwd: '/no/such' }, 'cwd must be a folder that exists, got "/no/such"'],
] as [string, object, string | RegExp][])('refuses %s in its own words', async (_, input, message) => {
  await expect(scan({ cwd: folder(), ...input }).report).rejects.toThrow(message);
});

it('refuses what is no object of options, and takes options that are undefined', async () => {
  await expect(scan('src' as never).report).rejects.toThrow('scan takes an object of options, got "src"');
  expect((await scan({ cwd: folder(), paths: undefined as never }).report).errors).toEqual([]);
});
