import { expect, it } from 'vitest';
import type { Report } from '../../../src/model/report.ts';
import type { ReportContext } from '../../../src/reporters/index.ts';
import { reportTerminal } from '../../../src/reporters/terminal.ts';
import {
  commitId,
  makeFullHistoryReport,
  makeHistoryFinding,
  makeHistoryPlace,
  makeHistoryReport,
} from '../../helpers/history-report.ts';
import { collect, makeContext } from '../make-report.ts';

const print = (report: Partial<Report>, context?: Partial<ReportContext>) =>
  collect(reportTerminal(makeHistoryReport(report), makeContext(context)));

/** Titles and places of the secrets, in order. */
const order = (text: string) => text.match(/^ {2}(?:critical|high|medium|low|info) .*\n.*|^\S.*: \d+ secrets?$/gm);

it('says in one line that nothing was found, and in how much', async () => {
  expect(await print({})).toMatchInlineSnapshot(`
    "No secrets found in 19,252 commits, 61,203 blobs (1.1 GB), 143 refs in 6.40 s.
    "
  `);
  expect(await print({}, { quiet: true })).toBe('');
});

it('does not call a history clean that was not read to its end, or that lacks its beginning', async () => {
  const scanned = { files: 9, bytes: 99, commits: 1200, blobs: 8, skipped: [] };
  const history = { commits: 1300, refs: 1, isShallow: true, isPartial: true, notes: ['2 grafts are ignored'] };
  expect(await print({ scanned, history })).toMatchInlineSnapshot(`
    "No secrets found in what could be read: 1,200 of 1,300 commits, 8 blobs (99
    bytes), 1 ref in 6.40 s.
    Ended early: 100 commits not read.
    Shallow clone: older commits are not here; git fetch --unshallow brings them.
    Note: 2 grafts are ignored
    "
  `);
});

it('tells each secret with its commits, then what could not be read, a summary and what cleaning takes', async () => {
  expect(await print(makeFullHistoryReport())).toMatchInlineSnapshot(`
    "Still in HEAD: 1 secret

      high  Acme access token
      message of 1a1a1a1a1a, line 12  acme-token, confidence high
       12 | const key = '************';
          |              ^^^^^^^^^^^^
      Added: 1a1a1a1a1a on 2024-01-02 by Ada Example <ada@example.com>: "add the
             store"
      Still in HEAD: in 12 commits that no ref leads to
      Also at message of 1a1a1a1a1a, line 3 (in HEAD)
      Next: Revoke the token in the Acme console
            https://acme.example/settings/tokens

    In the history only: 1 secret

      high  Acme access token
      src/store.ts:12:14  acme-token, confidence high
       12 | const key = '************';
          |              ^^^^^^^^^^^^
      Added: 1a1a1a1a1a on 2024-01-02 by Ada Example <ada@example.com>: "add the
             store"
      Not in HEAD: last in 2b2b2b2b2b on 2024-05-06; in 12 commits on main and tag
                   v1.0
      Also at old/ünï.ts:3 (until 2b2b2b2b2b) and 128 more
      Next: Revoke the token in the Acme console
            https://acme.example/settings/tokens

    Not everything could be scanned:
      src/gone.ts: the blob is missing (object-missing)
        object 4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d
        of commits 5e5e5e5e5e and 6f6f6f6f6f
      interrupted (interrupted)

    2 findings: 2 high (1 still in HEAD)
    Read 1,200 of 1,300 commits, 8 blobs (99 bytes), 2 refs in 6.40 s.
    Ended early: 100 commits not read.
    Shallow clone: older commits are not here; git fetch --unshallow brings them.
    Note: 3 replaced objects are ignored
    Skipped 1: 1 LFS pointer.

    To take them out of the history:
      1. Rotate every value first, and check what it was used for. Clones, forks and
         caches keep the old history: rewriting it does not make a leaked value
         safe. What was never pushed needs only git rebase --interactive.
      2. Have the values written to a new FILE (an absolute path outside of the
         repository) that only you can read:
           keyturn history --replace-text FILE
      3. Rewrite a new mirror of the repository at URL (pip install
         git-filter-repo), then look at it:
           git clone --mirror URL clean.git && cd clean.git
           git filter-repo --replace-refs update-no-add \\
             --replace-text FILE \\
             --replace-message FILE
           git reflog expire --expire=now --all && git gc --prune=now
           keyturn history .
         Or, where all are values of one line in files, BFG instead of git
         filter-repo:
           bfg --no-blob-protection --replace-text FILE .
      4. When nobody has pushed meanwhile and branch protection is lifted, replace
         all branches and tags. All commits from the first changed one on get new
         ids; signatures go:
           git push --force --mirror URL
      5. Tell those who added them (Ada Example) and everybody who has a clone to
         delete it, stashes and all, and to clone anew: one push from an old clone
         brings everything back. Forks have it still; open pull requests must be
         made anew. Ask the host to drop cached pages and the refs of pull requests,
         which no push changes. Delete FILE.
    "
  `);
});

it('adds all refs, places, other rules and reasons when verbose, and leaves the advice out when quiet', async () => {
  const place = { inHead: true };
  const places = Array.from({ length: 5 }, (_, index) => makeHistoryPlace({ ...place, path: `f${index}.ts` }));
  const refs = Array.from({ length: 6 }, (_, index) => `refs/heads/b${index}`);
  const history = {
    places: [makeHistoryPlace(place), ...places],
    placeCount: 6,
    refs,
    refCount: 30,
    otherRules: ['x'],
  };
  const findings = [makeHistoryFinding({ place, history })];
  expect(await print({ findings }, { verbose: true, quiet: true })).toMatchInlineSnapshot(`
    "Still in HEAD: 1 secret

      high  Acme access token
      src/store.ts:12:14  acme-token, confidence high
       12 | const key = '************';
          |              ^^^^^^^^^^^^
      Added: 1a1a1a1a1a on 2024-01-02 by Ada Example <ada@example.com>: "add the
             store"
      Still in HEAD: in 12 commits on b0, b1, b2, b3, b4, b5 and 24 more
      Also at f0.ts:12 (in HEAD), f1.ts:12 (in HEAD), f2.ts:12 (in HEAD), f3.ts:12
              (in HEAD) and f4.ts:12 (in HEAD)
      Matches too: x
      Why: the prefix is Acme’s
      Fingerprint: f1
      Next: Revoke the token in the Acme console
            https://acme.example/settings/tokens

    "
  `);
});

it('puts the newest danger first: what is in HEAD, then the gravest, the surest, the newest', async () => {
  const findings = [
    makeHistoryFinding({ path: 'old.ts', place: { lastDate: '2020-01-01T00:00:00Z' } }),
    makeHistoryFinding({ path: 'undated.ts', place: { lastDate: '' } }),
    makeHistoryFinding({ path: 'new.ts', place: { lastDate: '2024-01-01T00:00:00Z' } }),
    makeHistoryFinding({ path: 'sure.ts', confidence: 'certain' }),
    makeHistoryFinding({ path: 'grave.ts', severity: 'critical', confidence: 'low' }),
    makeHistoryFinding({ path: 'head.ts', severity: 'low', place: { inHead: true } }),
  ];
  expect(order(await print({ findings }))?.map((each) => each.split('\n')[1]?.trim().split(':')[0] ?? each)).toEqual([
    'Still in HEAD: 1 secret',
    'head.ts',
    'In the history only: 5 secrets',
    'grave.ts',
    'sure.ts',
    'new.ts',
    'old.ts',
    'undated.ts',
  ]);
});

it.each([
  [['refs/heads/main', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main'], 3, 'on main and origin/main'],
  [['HEAD', 'refs/stash', 'refs/pull/1/head'], 3, 'on HEAD, refs/stash and refs/pull/1/head'],
  [
    ['refs/heads/a', 'refs/heads/b', 'refs/tags/c', 'refs/tags/d', 'refs/tags/e'],
    30,
    'on a, b, tag c, tag d and 26 more',
  ],
  [[], 0, 'that no ref leads to'],
  [[], 1, 'on 1 ref'],
])('says on which refs a secret is: %j of %d', async (refs, refCount, words) => {
  const text = await print({
    findings: [makeHistoryFinding({ place: { inHead: true }, history: { refs, refCount } })],
  });
  expect(/Still in HEAD: in 12 commits (.*)/.exec(text)![1]).toBe(words);
});

it.each([
  ['file', 'src/store.ts:12:14'],
  ['note', 'note src/store.ts:12:14'],
  ['message', 'message of 1a1a1a1a1a, line 12'],
  ['author', 'author of 1a1a1a1a1a'],
  ['committer', 'committer of 1a1a1a1a1a'],
  ['tag', 'annotated tag, line 12'],
  ['ref', 'name of a ref'],
  ['file-name', 'name of a file'],
] as const)('says where a secret stands: %s', async (kind, words) => {
  const text = await print({ findings: [makeHistoryFinding({ place: { kind } })] });
  expect(order(text)![1]!.split('\n')[1]).toBe(`  ${words}  acme-token, confidence high`);
});

it('lets no control character of a path, name, message, ref, note or error through', async () => {
  const evil = '\u001b]0;owned\u0007\r\n\u202e\u200b';
  const place = { path: `p${evil}`, author: `a${evil}`, email: `e${evil}` };
  const history = { message: `m${evil}`, refs: [`refs/heads/${evil}`], otherRules: [evil], places: [] };
  const findings = [
    makeHistoryFinding({ place, history: { ...history, places: [makeHistoryPlace({ path: `q${evil}` })] } }),
    makeHistoryFinding({ place, history, secretHash: 'h2', redacted: '', before: '', after: '' }),
  ];
  const errors = [{ code: 'object-missing', message: evil, path: evil, object: evil, commits: [evil] }];
  const scope = { commits: 1, refs: 1, isShallow: false, isPartial: false, notes: [evil] };
  const replacements = { file: `/tmp/${evil}`, count: 1, leftOut: [{ place: evil, reason: evil }] };
  const text = await print({ findings, errors, history: scope }, { verbose: true, replacements });
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(text).toContain('--path PATH');
});

it('keeps to 80 columns where words allow it', async () => {
  const text = await print(makeFullHistoryReport(), { verbose: true });
  expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
});

it('says no less without colours than with them', async () => {
  const colored = await print(makeFullHistoryReport(), { color: true });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escapes are what is looked for
  expect(colored.replaceAll(/\u001b\[\d+m/g, '')).toBe(await print(makeFullHistoryReport()));
});

it('names the commits of an object only as far as they are few', async () => {
  const commits = ['1', '2', '3', '4', '5', '6'].map(commitId);
  const errors = [{ code: 'object-damaged', message: 'bad data', object: commitId('ab'), commits }];
  expect((await print({ errors })).split('\n').slice(0, 4)).toEqual([
    'Not everything could be scanned:',
    '  bad data (object-damaged)',
    `    object ${commitId('ab')}`,
    '    of commits 1111111111, 2222222222, 3333333333, 4444444444 and 2 more',
  ]);
});
