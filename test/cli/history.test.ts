import { describe, it } from 'vitest';
import type { Step } from '../helpers/fast-import.ts';
import { history } from '../helpers/history.ts';
import { audit, expectFindings } from '../helpers/history-findings.ts';
import { githubPat, stripeLive } from '../helpers/secrets.ts';

const env = (seed = 1) => `GITHUB_TOKEN=${githubPat(seed)}\n`;
const note = (text: string) => ({ 'notes.txt': `${text}\n` });
const base: Step = { commit: 'base', files: { 'notes.txt': 'first\n' } };

type Case = [title: string, steps: Step[], findings: string[]];

const lives: Case[] = [
  [
    'a secret that stays',
    [base, { commit: 'a', files: { 'app.env': env() } }, { commit: 'b', files: note('more') }],
    ['github-pat | app.env:1 | a..b x2 | head | main'],
  ],
  [
    'a secret in the very first commit',
    [{ commit: 'a', files: { 'app.env': env() } }],
    ['github-pat | app.env:1 | a..a x1 | head | main'],
  ],
  [
    'a file deleted long ago',
    [
      { commit: 'a', files: { 'app.env': env() } },
      { commit: 'b', files: note('more') },
      { commit: 'c', files: { 'app.env': null } },
      ...Array.from({ length: 30 }, (_, index) => ({ commit: `later${index}`, files: note(`note ${index}`) })),
    ],
    ['github-pat | app.env:1 | a..b x2 | gone | main'],
  ],
  [
    'a line taken out of a file that stays',
    [
      { commit: 'a', files: { 'app.env': `MODE=on\n${env()}` } },
      { commit: 'b', files: { 'app.env': 'MODE=on\n' } },
    ],
    ['github-pat | app.env:2 | a..a x1 | gone | main'],
  ],
  [
    'a secret taken out and put in again',
    [
      { commit: 'a', files: { 'app.env': env() } },
      { commit: 'b', files: { 'app.env': null } },
      { commit: 'c', files: { 'app.env': env() } },
      { commit: 'd', files: note('more') },
    ],
    ['github-pat | app.env:1 | a..d x3 | head | main'],
  ],
  [
    'a secret moved within its file: the line is that of the first commit',
    [
      { commit: 'a', files: { 'app.env': env() } },
      { commit: 'b', files: { 'app.env': `MODE=on\nLEVEL=3\n${env()}` } },
    ],
    ['github-pat | app.env:1 | a..b x2 | head | main'],
  ],
  [
    'a secret replaced by another',
    [
      { commit: 'a', files: { 'app.env': env(1) } },
      { commit: 'b', files: { 'app.env': env(2) } },
    ],
    ['github-pat | app.env:1 | a..a x1 | gone | main', 'github-pat | app.env:1 | b..b x1 | head | main'],
  ],
  [
    'a renamed file: two places of one secret',
    [
      { commit: 'a', files: { 'old.env': env() } },
      { commit: 'b', move: { 'old.env': 'conf/new.env' } },
      { commit: 'c', files: { 'conf/new.env': null } },
    ],
    ['github-pat | old.env:1 | a..b x2 | gone | main\n  old.env:1 | a..a x1 | gone\n  conf/new.env:1 | b..b x1 | gone'],
  ],
  [
    'the same secret under two paths, one of which goes',
    [
      { commit: 'a', files: { 'a.env': env(), 'b.env': `MODE=on\n${env()}` } },
      { commit: 'b', files: { 'a.env': null } },
    ],
    ['github-pat | a.env:1 | a..b x2 | head | main\n  a.env:1 | a..a x1 | gone\n  b.env:2 | a..b x2 | head'],
  ],
  [
    'the same secret where a specific rule names it and where only a generic one does',
    [
      { commit: 'a', files: { 'a.env': env() } },
      { commit: 'b', files: { 'b.yml': `password: ${githubPat()}\n` } },
    ],
    ['github-pat | a.env:1 | a..b x2 | head | main\n  a.env:1 | a..b x2 | head\n  b.yml:1 | b..b x1 | head'],
  ],
  [
    'the same secret plain and encoded',
    [
      { commit: 'a', files: { 'a.yml': `data: ${Buffer.from(env()).toString('base64')}\n` } },
      { commit: 'b', files: { 'b.env': env() } },
    ],
    ['github-pat | a.yml:1 | a..b x2 | head | main\n  a.yml:1 | a..b x2 | head\n  b.env:1 | b..b x1 | head'],
  ],
  [
    'several secrets in one file, each with a life of its own',
    [
      { commit: 'a', files: { 'app.env': env(1) } },
      { commit: 'b', files: { 'app.env': `${env(1)}STRIPE_KEY=${stripeLive()}\n` } },
      { commit: 'c', files: { 'app.env': `STRIPE_KEY=${stripeLive()}\n` } },
      { commit: 'd', files: { 'app.env': `STRIPE_KEY=${stripeLive()}\n${env(2)}` } },
    ],
    [
      'github-pat | app.env:1 | a..b x2 | gone | main',
      'github-pat | app.env:2 | d..d x1 | head | main',
      'stripe-secret-key | app.env:2 | b..d x3 | head | main',
    ],
  ],
  [
    'commits that change nothing',
    [
      { commit: 'empty1' },
      { commit: 'empty2' },
      { commit: 'a', files: { 'app.env': env() } },
      { commit: 'empty3' },
      { commit: 'empty4' },
    ],
    ['github-pat | app.env:1 | a..empty4 x3 | head | main'],
  ],
  [
    'a file made executable',
    [
      { commit: 'a', files: { 'run.sh': env() } },
      { commit: 'b', files: { 'run.sh': { mode: '100755', content: env() } } },
    ],
    ['github-pat | run.sh:1 | a..b x2 | head | main'],
  ],
  [
    'contents that come back, each from one that has the secret as well',
    [
      { commit: 'a', files: { 'app.env': env() } },
      { commit: 'b', files: { 'app.env': `${env()}MODE=on\n` } },
      { commit: 'c', files: { 'app.env': env(), ...note('more') } },
      { commit: 'd', files: { 'app.env': `${env()}MODE=on\n`, ...note('still more') } },
    ],
    ['github-pat | app.env:1 | a..d x4 | head | main'],
  ],
  [
    'a branch with a root of its own',
    [base, { commit: 'a', on: 'pages', from: [], files: { 'app.env': env() } }],
    ['github-pat | app.env:1 | a..a x1 | gone | pages'],
  ],
  [
    'the same change on two branches',
    [
      base,
      { commit: 'a', files: { 'app.env': env() } },
      { commit: 'x', on: 'release', from: ['base'], files: { 'app.env': env() } },
      { commit: 'y', on: 'release', files: { 'app.env': null } },
    ],
    ['github-pat | app.env:1 | a..x x2 | head | main release'],
  ],
  [
    'a clock that ran backwards: last is the newest by its date',
    [
      { commit: 'a', hour: 50, files: { 'app.env': env() } },
      { commit: 'b', hour: 40, files: note('more') },
      { commit: 'c', hour: 30, files: note('still more') },
    ],
    ['github-pat | app.env:1 | a..a x3 | head | main'],
  ],
  [
    'a file that becomes a folder, and a folder that becomes a file',
    [
      { commit: 'a', files: { conf: env(1), 'keys/app.env': env(2) } },
      { commit: 'b', files: { conf: null, 'conf/app.env': env(1), 'keys/app.env': null, keys: env(2) } },
    ],
    [
      'github-pat | conf:1 | a..b x2 | head | main\n  conf:1 | a..a x1 | gone\n  conf/app.env:1 | b..b x1 | head',
      'github-pat | keys/app.env:1 | a..b x2 | head | main\n  keys/app.env:1 | a..a x1 | gone\n  keys:1 | b..b x1 | head',
    ],
  ],
];

describe('the life of a secret', () => {
  it.each(lives)('is told for %s', async (_title, steps, findings) => {
    expectFindings(await audit(history(steps)), findings);
  });
});

const refs: Case[] = [
  [
    'every kind of ref',
    [
      base,
      { commit: 'a', on: 'refs/remotes/origin/work', from: ['base'], files: { 'a.env': env(1) } },
      { commit: 'b', on: 'refs/pull/7/head', from: ['base'], files: { 'b.env': env(2) } },
      { commit: 'c', on: 'refs/changes/01/1/1', from: ['base'], files: { 'c.env': env(3) } },
      { commit: 'd', on: 'refs/tags/light', from: ['base'], files: { 'd.env': env(4) } },
    ],
    [
      'github-pat | a.env:1 | a..a x1 | gone | remotes/origin/work',
      'github-pat | b.env:1 | b..b x1 | gone | pull/7/head',
      'github-pat | c.env:1 | c..c x1 | gone | changes/01/1/1',
      'github-pat | d.env:1 | d..d x1 | gone | tags/light',
    ],
  ],
  [
    'an annotated tag on a commit that no branch has',
    [
      base,
      { commit: 'a', on: 'gone', from: ['base'], files: { 'a.env': env(1) } },
      { tag: 'v1', of: 'a', message: 'first release\n' },
      { ref: 'gone', of: 'base' },
    ],
    ['github-pat | a.env:1 | a..a x1 | gone | tags/v1'],
  ],
  [
    'a tag of a tag of a tag',
    [
      base,
      { commit: 'a', on: 'gone', from: ['base'], files: { 'a.env': env(1) } },
      { tag: 'v1', of: 'a', message: 'one\n' },
      { tag: 'v2', of: 'v1', message: 'two\n' },
      { tag: 'v3', of: 'v2', message: 'three\n' },
      { ref: 'gone', of: 'base' },
    ],
    ['github-pat | a.env:1 | a..a x1 | gone | tags/v1 tags/v2 tags/v3'],
  ],
  [
    'more refs than are listed',
    [
      { commit: 'a', files: { 'a.env': env(1) } },
      ...Array.from({ length: 30 }, (_, index) => ({ ref: `b${String(index).padStart(2, '0')}`, of: 'a' })),
    ],
    [
      `github-pat | a.env:1 | a..a x1 | head | ${Array.from({ length: 20 }, (_, index) => `b${String(index).padStart(2, '0')}`).join(' ')} of 31`,
    ],
  ],
];

describe('the refs that hold a secret', () => {
  it.each(refs)('are told for %s', async (_title, steps, findings) => {
    expectFindings(await audit(history(steps)), findings);
  });
});
