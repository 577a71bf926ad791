import { describe, it } from 'vitest';
import type { Step } from '../helpers/fast-import.ts';
import { history } from '../helpers/history.ts';
import { audit, expectFindings } from '../helpers/history-findings.ts';
import { githubPat } from '../helpers/secrets.ts';

const env = (seed = 1) => `GITHUB_TOKEN=${githubPat(seed)}\n`;
const base: Step = { commit: 'base', files: { 'app.env': 'MODE=on\n' } };

/** Two branches from `base`, each with a file of its own. */
const forked: Step[] = [
  base,
  { commit: 'm', files: { 'main.txt': 'one\n' } },
  { commit: 's', on: 'side', from: ['base'], files: { 'side.txt': 'two\n' } },
];

const cases: [title: string, steps: Step[], findings: string[]][] = [
  [
    'what a branch brought into a merge without conflict',
    [
      base,
      { commit: 'm', files: { 'main.txt': 'one\n' } },
      { commit: 's', on: 'side', from: ['base'], files: { 'side.env': env() } },
      { commit: 'merge', from: ['m', 's'], files: { 'side.env': env() } },
      { commit: 'after', files: { 'side.env': null } },
    ],
    ['github-pat | side.env:1 | s..merge x2 | gone | main side'],
  ],
  [
    'a conflict resolved with a secret that neither side has',
    [
      base,
      { commit: 'm', files: { 'app.env': 'MODE=off\n' } },
      { commit: 's', on: 'side', from: ['base'], files: { 'app.env': 'MODE=auto\n' } },
      { commit: 'merge', from: ['m', 's'], files: { 'app.env': `MODE=auto\n${env()}` } },
      { commit: 'after', files: { 'app.env': 'MODE=auto\n' } },
    ],
    ['github-pat | app.env:2 | merge..merge x1 | gone | main'],
  ],
  [
    'a file that only the merge added',
    [...forked, { commit: 'merge', from: ['m', 's'], files: { 'new.env': env() } }, { commit: 'z', isAfresh: true }],
    ['github-pat | new.env:1 | merge..merge x1 | gone | main'],
  ],
  [
    'a line that only the merge added to a file that differs from both',
    [
      base,
      { commit: 'm', files: { 'app.env': 'MODE=on\nA=1\n' } },
      { commit: 's', on: 'side', from: ['base'], files: { 'app.env': 'B=1\nMODE=on\n' } },
      { commit: 'merge', from: ['m', 's'], files: { 'app.env': `B=1\nMODE=on\n${env()}A=1\n` } },
    ],
    ['github-pat | app.env:3 | merge..merge x1 | head | main'],
  ],
  [
    'an octopus merge that added a secret of its own',
    [
      ...forked,
      { commit: 't', on: 'third', from: ['base'], files: { 'third.txt': 'three\n' } },
      { commit: 'merge', from: ['m', 's', 't'], files: { 'app.env': `MODE=on\n${env()}` } },
      { commit: 'after', files: { 'app.env': 'MODE=on\n' } },
    ],
    ['github-pat | app.env:2 | merge..merge x1 | gone | main'],
  ],
  [
    'a secret that came through the third parent of an octopus',
    [
      ...forked,
      { commit: 't', on: 'third', from: ['base'], files: { 'third.env': env() } },
      { commit: 'merge', from: ['m', 's', 't'], files: { 'third.env': env() } },
    ],
    ['github-pat | third.env:1 | t..merge x2 | head | main third'],
  ],
  [
    'a merge that dropped what the side brought',
    [
      base,
      { commit: 'm', files: { 'main.txt': 'one\n' } },
      { commit: 's', on: 'side', from: ['base'], files: { 'side.env': env() } },
      { commit: 'merge', from: ['m', 's'] },
    ],
    ['github-pat | side.env:1 | s..s x1 | gone | main side'],
  ],
  [
    'a merge that took the side on which a secret was gone',
    [
      { commit: 'a', files: { 'app.env': env() } },
      { commit: 's', on: 'side', from: ['a'], files: { 'app.env': null } },
      { commit: 'm', files: { 'main.txt': 'one\n' } },
      { commit: 'merge', from: ['m', 's'], files: { 'app.env': null } },
    ],
    ['github-pat | app.env:1 | a..m x2 | gone | main side'],
  ],
  [
    'a merge that kept what one side had taken out',
    [
      { commit: 'a', files: { 'app.env': env() } },
      { commit: 's', on: 'side', from: ['a'], files: { 'app.env': null } },
      { commit: 'm', files: { 'main.txt': 'one\n' } },
      { commit: 'merge', from: ['m', 's'] },
    ],
    ['github-pat | app.env:1 | a..merge x3 | head | main side'],
  ],
  [
    'the side chosen by the parents that a merge names in the other order',
    [
      { commit: 'a', files: { 'app.env': env() } },
      { commit: 's', on: 'side', from: ['a'], files: { 'app.env': 'MODE=on\n' } },
      { commit: 'm', files: { 'main.txt': 'one\n' } },
      { commit: 'merge', from: ['s', 'm'], files: { 'main.txt': 'one\n', 'app.env': env() } },
    ],
    ['github-pat | app.env:1 | a..merge x3 | head | main side'],
  ],
  [
    'histories that cross and cross again',
    [
      base,
      { commit: 'm1', files: { 'a.env': env(1) } },
      { commit: 's1', on: 'side', from: ['base'], files: { 'b.env': env(2) } },
      { commit: 'm2', from: ['m1', 's1'], files: { 'b.env': env(2) } },
      { commit: 's2', on: 'side', from: ['s1', 'm1'], files: { 'a.env': env(1) } },
      { commit: 'm3', from: ['m2', 's2'], files: { 'a.env': null } },
    ],
    ['github-pat | a.env:1 | m1..s2 x3 | gone | main side', 'github-pat | b.env:1 | s1..m3 x4 | head | main side'],
  ],
  [
    'two histories without a common root',
    [
      { commit: 'a', files: { 'a.txt': 'a\n' } },
      { commit: 'b', on: 'other', from: [], files: { 'b.env': env() } },
      { commit: 'merge', from: ['a', 'b'], files: { 'b.env': env() } },
    ],
    ['github-pat | b.env:1 | b..merge x2 | head | main other'],
  ],
  [
    'a merge of a commit with itself',
    [base, { commit: 'merge', from: ['base', 'base'], files: { 'new.env': env() } }],
    ['github-pat | new.env:1 | merge..merge x1 | head | main'],
  ],
  [
    'a secret split over the two sides, whole only in the merge',
    [
      { commit: 'base', files: { 'app.yml': 'a: 1\n\n\nz: 1\n' } },
      { commit: 'm', files: { 'app.yml': `a: 1\npassword:\n\nz: 1\n` } },
      { commit: 's', on: 'side', from: ['base'], files: { 'app.yml': `a: 1\n\n  ${githubPat()}\nz: 1\n` } },
      { commit: 'merge', from: ['m', 's'], files: { 'app.yml': `a: 1\npassword:\n  ${githubPat()}\nz: 1\n` } },
    ],
    ['github-pat | app.yml:3 | s..merge x2 | head | main side'],
  ],
  [
    'binary on both sides, text in the merge',
    [
      { commit: 'base', files: { 'app.bin': 'a\0a\n' } },
      { commit: 'm', files: { 'app.bin': 'b\0b\n' } },
      { commit: 's', on: 'side', from: ['base'], files: { 'app.bin': 'c\0c\n' } },
      { commit: 'merge', from: ['m', 's'], files: { 'app.bin': env() } },
    ],
    ['github-pat | app.bin:1 | merge..merge x1 | head | main'],
  ],
];

describe('a merge', () => {
  it.each(cases)('tells %s', async (_title, steps, findings) => {
    expectFindings(await audit(history(steps)), findings);
  });
});
