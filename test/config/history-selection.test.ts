import { expect, it } from 'vitest';
import { type SelectionFlags, settleSelection } from '../../src/config/history-selection.ts';

const all = { range: [], branches: [], firstParent: false, unreachable: false };

it.each<[string, SelectionFlags, object]>([
  ['nothing', {}, all],
  ['a range', { range: 'main..HEAD' }, { ...all, range: ['main..HEAD'] }],
  ['several revisions', { range: ' main  ^v1 ' }, { ...all, range: ['main', '^v1'] }],
  ['spaces in braces', { range: 'main@{2 weeks ago}..main' }, { ...all, range: ['main@{2 weeks ago}..main'] }],
  [
    'branches',
    { branch: ['main', 'release/*'], firstParent: true },
    { ...all, branches: ['main', 'release/*'], firstParent: true },
  ],
  ['a number', { maxCommits: '10', unreachable: false }, { ...all, maxCommits: 10 }],
  ['dates', { since: '@10', until: '@20', unreachable: true }, { ...all, since: 10, until: 20, unreachable: true }],
])('settles %s', (_title, flags, expected) => {
  expect(settleSelection(flags)).toEqual(expected);
});

it.each<[SelectionFlags, string]>([
  [{ range: '' }, '--range must name commits, as in main..HEAD, got ""'],
  [{ range: '--output=x' }, '--range must name commits and hold no options, got "--output=x"'],
  [{ range: 'main -n' }, '--range must name commits and hold no options, got "main -n"'],
  [{ branch: ['main', ' '] }, '--branch must not be empty, got ""'],
  [{ maxCommits: '0' }, '--max-commits must be a whole number from 1 to 1000000000, got "0"'],
  [{ maxCommits: 'ten' }, '--max-commits must be a whole number from 1 to 1000000000, got "ten"'],
  [{ since: '@20', until: '@10' }, '--since must not be later than --until "@10", got "@20"'],
  [{ until: 'soon' }, '--until must be a date such as'],
  [{ range: 'a', branch: ['b'] }, '--range cannot be given together with --branch'],
  [{ unreachable: true, range: 'a' }, '--unreachable cannot be given together with --range'],
  [{ unreachable: true, firstParent: true }, '--unreachable cannot be given together with --first-parent'],
])('refuses %j', (flags, message) => {
  expect(() => settleSelection(flags)).toThrow(message);
});
