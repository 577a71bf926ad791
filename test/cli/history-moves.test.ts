import { describe, expect, it } from 'vitest';
import type { CommitStep, Content } from '../helpers/fast-import.ts';
import { history } from '../helpers/history.ts';
import { audit } from '../helpers/history-findings.ts';
import { githubPat } from '../helpers/secrets.ts';

const token = `GITHUB_TOKEN=${githubPat(1)}\n`;
const other = `OTHER_TOKEN=${githubPat(2)}\n`;
const lines = Array.from({ length: 40 }, (_, at) => `setting_${at} = on\n`).join('');
const elsewhere: CommitStep = { commit: 'elsewhere', files: { 'notes.md': 'notes\n' } };

/** What the commits behind the first bring, by a range and by each commit's own. */
async function rangeOf(before: Readonly<Record<string, Content>>, steps: readonly CommitStep[]): Promise<string[]> {
  const made = history([{ commit: 'base', files: before }, ...steps]);
  const { findings } = await audit(made, ['--range', `${made.id('base')}..main`]);
  return findings;
}

describe('of what stood before it, a range does not tell', () => {
  it.each<[what: string, before: Record<string, Content>, steps: CommitStep[]]>([
    [
      'a file that a later commit changes beside it',
      { 'app.env': token },
      [elsewhere, { commit: 'a', files: { 'app.env': `MODE=on\n${token}` } }],
    ],
    [
      'a file that a merge changes beside it',
      { 'app.env': token },
      [
        elsewhere,
        { commit: 's', on: 'side', from: ['base'], files: { 'side.md': 'x\n' } },
        { commit: 'm', from: ['elsewhere', 's'], files: { 'app.env': `MODE=on\n${token}` } },
      ],
    ],
    ['a file that is renamed', { 'app.env': token }, [{ commit: 'a', move: { 'app.env': 'new.env' } }]],
    [
      'a file that a later commit renames',
      { 'app.env': token },
      [elsewhere, { commit: 'a', move: { 'app.env': 'new.env' } }],
    ],
    [
      'a file that is renamed and changed at once',
      { 'app.env': lines + token },
      [{ commit: 'a', files: { 'app.env': null, 'conf/main.env': `${token}${lines}MODE=on\n` } }],
    ],
    [
      'a file that is renamed, changed and renamed again',
      { 'app.env': token },
      [
        { commit: 'a', move: { 'app.env': 'b.env' } },
        { commit: 'b', files: { 'b.env': `MODE=on\n${token}` } },
        { commit: 'c', move: { 'b.env': 'c.env' } },
      ],
    ],
    [
      'a file that is renamed and gets its name back',
      { 'app.env': token },
      [elsewhere, { commit: 'a', move: { 'app.env': 'b.env' } }, { commit: 'b', move: { 'b.env': 'app.env' } }],
    ],
    [
      'the files of a folder that is renamed',
      { 'old/one.env': token, 'old/deep/two.env': other },
      [{ commit: 'a', move: { old: 'new' } }],
    ],
    [
      'a file that a merged branch renames',
      { 'app.env': token },
      [
        elsewhere,
        { commit: 's', on: 'side', from: ['base'], move: { 'app.env': 'new.env' } },
        { commit: 'm', from: ['elsewhere', 's'], move: { 'app.env': 'new.env' } },
      ],
    ],
    [
      'files that are joined into one',
      { 'one.env': token, 'two.env': other },
      [{ commit: 'a', files: { 'one.env': null, 'two.env': null, 'all.env': token + other } }],
    ],
  ])('%s', async (_, before, steps) => {
    expect(await rangeOf(before, steps)).toEqual([]);
  });
});

describe('a range tells', () => {
  it.each<[what: string, before: Record<string, Content>, steps: CommitStep[], findings: string[]]>([
    [
      'what is added in the commit that renames the file',
      { 'app.env': token },
      [{ commit: 'a', move: { 'app.env': 'new.env' }, files: { 'new.env': token + other } }],
      ['github-pat | new.env:2 | a..a x1 | head | main'],
    ],
    [
      'what is added to another file of a commit that renames one',
      { 'app.env': token },
      [{ commit: 'a', move: { 'app.env': 'new.env' }, files: { 'other.env': other } }],
      ['github-pat | other.env:1 | a..a x1 | head | main'],
    ],
    [
      'a copy, as it is one more place from which the secret has to go',
      { 'app.env': token },
      [{ commit: 'a', files: { 'copy.env': token } }],
      ['github-pat | copy.env:1 | a..a x1 | head | main'],
    ],
    [
      'a copy in a commit that takes away a file without the secret',
      { 'app.env': token, 'other.env': other },
      [{ commit: 'a', files: { 'copy.env': token, 'other.env': null } }],
      ['github-pat | copy.env:1 | a..a x1 | head | main'],
    ],
    [
      'what a commit of it had taken out, and a later one brings back',
      { 'app.env': token },
      [
        { commit: 'a', files: { 'app.env': 'MODE=on\n' } },
        { commit: 'b', files: { 'app.env': null, 'new.env': token } },
      ],
      ['github-pat | new.env:1 | b..b x1 | head | main'],
    ],
    [
      'what a commit of it brings and another moves, at both paths',
      { 'app.env': 'MODE=on\n' },
      [
        { commit: 'a', files: { 'app.env': token } },
        { commit: 'b', move: { 'app.env': 'new.env' } },
      ],
      [
        [
          'github-pat | app.env:1 | a..b x2 | head | main',
          'app.env:1 | a..a x1 | gone',
          'new.env:1 | b..b x1 | head',
        ].join('\n  '),
      ],
    ],
  ])('%s', async (_, before, steps, findings) => {
    expect(await rangeOf(before, steps)).toEqual(findings);
  });
});
