import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { CommitStep, Step } from '../helpers/fast-import.ts';
import { type HistoryRepo, history } from '../helpers/history.ts';
import { audit, expectFindings } from '../helpers/history-findings.ts';
import { gitTestEnv } from '../helpers/repo.ts';
import { fakeSecret, githubPat, pemKey } from '../helpers/secrets.ts';

const base: Step = { commit: 'base', files: { 'notes.txt': 'first\n' } };
const later: Step = { commit: 'later', files: { 'notes.txt': 'second\n' } };

const commits: [title: string, step: Omit<CommitStep, 'commit'>, finding: string][] = [
  [
    'message',
    { message: `Log in with ${githubPat()}\n` },
    'github-pat | message (commit message):1 | a..a x1 | head | main',
  ],
  [
    'body of a long message',
    { message: `Log in\n\n${'Many words that say nothing.\n'.repeat(500)}\nGITHUB_TOKEN=${githubPat()}\n` },
    'github-pat | message (commit message):504 | a..a x1 | head | main',
  ],
  [
    'message of another encoding',
    { encoding: 'ISO-8859-1', message: Buffer.from(`Schl\xfcssel ${githubPat()}\n`, 'latin1') },
    'github-pat | message (commit message):1 | a..a x1 | head | main',
  ],
  [
    'message in an encoding that nobody knows',
    { encoding: 'x-nobody', message: Buffer.from(`\xff\xfe\xfd ${githubPat()}\n`, 'latin1') },
    'github-pat | message (commit message):1 | a..a x1 | head | main',
  ],
  [
    'message that holds a whole private key',
    { message: `The key:\n\n${pemKey('EC PRIVATE KEY')}\n` },
    'private-key | message (commit message):3 | a..a x1 | head | main',
  ],
  [
    "author's name",
    { author: `${githubPat()} <ada@example.com>` },
    'github-pat | author (author):1 | a..a x1 | head | main',
  ],
  [
    "author's address",
    { author: `Ada <${githubPat()}@example.com>` },
    'github-pat | author (author):1 | a..a x1 | head | main',
  ],
  [
    "committer's name",
    { committer: `${githubPat()} <ada@example.com>` },
    'github-pat | committer (committer):1 | a..a x1 | head | main',
  ],
];

describe('a commit', () => {
  it.each(commits)('is read with its %s', async (_title, step, finding) => {
    expectFindings(await audit(history([base, { commit: 'a', ...step }, later])), [finding]);
  });

  it('is read behind a NUL in its message', async () => {
    const made = history([base]);
    const people = 'Ada <ada@example.com> 1704067200 +0000';
    const text = [
      `tree ${made.git('rev-parse', 'HEAD^{tree}')}`,
      `parent ${made.id('base')}`,
      `author ${people}`,
      `committer ${people}`,
      '',
      `hidden\0GITHUB_TOKEN=${githubPat()}\n`,
    ].join('\n');
    commitAs(made, 'a', text);
    expectFindings(await audit(made), ['github-pat | message (commit message):1 | a..a x1 | head | main']);
  });

  it('is read where a header of it holds the secret', async () => {
    const made = history([base]);
    const people = 'Ada <ada@example.com> 1704067200 +0000';
    const text = [
      `tree ${made.git('rev-parse', 'HEAD^{tree}')}`,
      `author ${people}`,
      `committer ${people}`,
      `note GITHUB_TOKEN=${githubPat()}`,
      '',
      'nothing here\n',
    ].join('\n');
    commitAs(made, 'a', text);
    const { findings } = await audit(made);
    expect(findings.map((each) => each.split(' | ')[0])).toEqual(['github-pat']);
  });

  it('with the same secret in several messages is one finding', async () => {
    const message = `Use ${githubPat()}\n`;
    const made = history([{ commit: 'a', message }, base, { commit: 'b', message }]);
    expectFindings(await audit(made), ['github-pat | message (commit message):1 | a..b x2 | head | main']);
  });

  it('with the same secret in message and file is one finding with both places', async () => {
    const made = history([
      { commit: 'a', message: `Use ${githubPat()}\n` },
      { commit: 'b', files: { 'app.env': `GITHUB_TOKEN=${githubPat()}\n` } },
      later,
    ]);
    const { findings } = await audit(made);
    expect(findings).toEqual([
      'github-pat | message (commit message):1 | a..later x3 | head | main\n' +
        '  message (commit message):1 | a..a x1 | head\n  app.env:1 | b..later x2 | head',
    ]);
  });
});

describe('a tag', () => {
  it('is read with its message, and with those of the tags that it stands for', async () => {
    const made = history([
      base,
      { tag: 'v1', of: 'base', message: `one ${githubPat(1)}\n` },
      { tag: 'v2', of: 'v1', message: `two ${githubPat(2)}\n` },
    ]);
    made.git('tag', '--delete', 'v1');
    const { findings, report } = await audit(made);
    expect(findings.map((each) => each.split(' | ')[0])).toEqual(['github-pat', 'github-pat']);
    expect(report.findings.map(({ kind, refs }) => [kind, refs])).toEqual([
      ['tag', ['refs/tags/v2']],
      ['tag', ['refs/tags/v2']],
    ]);
  });

  it("is read with its tagger's name", async () => {
    const tag = { tag: 'v1', of: 'base', message: 'one\n', tagger: `${githubPat()} <ada@example.com>` };
    const { report } = await audit(history([base, tag]));
    expect(report.findings.map(({ ruleId, kind }) => [ruleId, kind])).toEqual([['github-pat', 'tag']]);
  });

  it('of a blob that no tree has is read with that blob', async () => {
    const made = history([base]);
    made.write('loose.env', `GITHUB_TOKEN=${githubPat()}\n`);
    const blob = made.git('hash-object', '-w', 'loose.env');
    made.git('tag', '--annotate', '--message', 'a blob', 'thing', blob);
    const { report } = await audit(made);
    expect(report.findings.map(({ ruleId, refs }) => [ruleId, refs])).toEqual([['github-pat', ['refs/tags/thing']]]);
  });

  it('of a tree that no commit has is read with its files', async () => {
    const made = history([base]);
    made.write('conf/loose.env', `GITHUB_TOKEN=${githubPat()}\n`);
    made.add();
    made.git('tag', 'thing', made.git('write-tree'));
    const { report } = await audit(made);
    expect(report.findings.map(({ ruleId, path, refs }) => [ruleId, path, refs])).toEqual([
      ['github-pat', 'conf/loose.env', ['refs/tags/thing']],
    ]);
  });
});

describe('what has a name', () => {
  it.each([
    ['branch', `refs/heads/use-${githubPat()}`],
    ['tag', `refs/tags/${githubPat()}`],
    ['remote branch', `refs/remotes/origin/${githubPat()}`],
  ])('is read with it: a %s', async (_title, ref) => {
    const { report } = await audit(history([base, { ref, of: 'base' }]));
    expect(report.findings.map(({ ruleId, kind }) => [ruleId, kind])).toEqual([['github-pat', 'ref']]);
  });

  it('is read with it: a file that is gone', async () => {
    const name = `backup-${githubPat()}.txt`;
    const made = history([base, { commit: 'a', files: { [name]: 'x\n' } }, { commit: 'b', files: { [name]: null } }]);
    const { report, findings } = await audit(made);
    expect(report.findings.map(({ ruleId, kind }) => [ruleId, kind])).toEqual([['github-pat', 'file-name']]);
    expect(findings[0]).toMatch(/ \| a\.\.a x1 \| gone \| main$/);
  });

  it('is read with it: a folder', async () => {
    const made = history([
      { commit: 'a', files: { [`${githubPat()}/one.txt`]: 'x\n', [`${githubPat()}/two.txt`]: 'y\n' } },
    ]);
    const { report } = await audit(made);
    expect(report.findings.map(({ ruleId, kind, commitCount }) => [ruleId, kind, commitCount])).toEqual([
      ['github-pat', 'file-name', 1],
    ]);
  });

  it('is named without the secret where another secret is found in it', async () => {
    const name = `${githubPat(1)}.env`;
    const made = history([{ commit: 'a', files: { [name]: `GITHUB_TOKEN=${githubPat(2)}\n` } }]);
    const { report } = await audit(made);
    expect(report.findings.map(({ kind }) => kind).sort()).toEqual(['file', 'file-name']);
  });
});

describe('a note', () => {
  it('is read, each version of it', async () => {
    const made = history([base]);
    made.git('notes', 'add', '--message', `use ${githubPat(1)}`, 'HEAD');
    made.git('notes', 'add', '--force', '--message', `use ${githubPat(2)}`, 'HEAD');
    made.git('notes', '--ref', 'review', 'add', '--message', `use ${githubPat(3)}`, 'HEAD');
    const { report } = await audit(made);
    expect(report.findings.map(({ kind, refs, inHead }) => [kind, refs[0], inHead]).sort()).toEqual([
      ['note', 'refs/notes/commits', false],
      ['note', 'refs/notes/commits', false],
      ['note', 'refs/notes/review', false],
    ]);
  });
});

describe('the stash', () => {
  it('is read with all its entries: work tree, index and untracked files', async () => {
    const made = history([base]);
    made.git('reset', '--quiet', '--hard');
    for (const seed of [1, 2, 3]) {
      made.write('notes.txt', `staged ${githubPat(seed)}\n`);
      made.add('notes.txt');
      made.write('notes.txt', `work tree ${githubPat(seed + 10)}\n`);
      made.write('new.env', `GITHUB_TOKEN=${githubPat(seed + 20)}\n`);
      made.git('stash', 'push', '--quiet', '--include-untracked', '--message', `entry ${seed}`);
    }
    const { report } = await audit(made);
    expect(report.findings.map(({ path, refs, inHead }) => `${path} ${refs} ${inHead}`).sort()).toEqual([
      ...['stash', 'stash@{1}', 'stash@{2}'].map((entry) => `new.env refs/${entry} false`),
      ...['stash', 'stash', 'stash@{1}', 'stash@{1}', 'stash@{2}', 'stash@{2}'].map(
        (entry) => `notes.txt refs/${entry} false`,
      ),
    ]);
  });

  it('hides no message: one with a secret', async () => {
    const made = history([base]);
    made.git('reset', '--quiet', '--hard');
    made.write('notes.txt', 'changed\n');
    made.git('stash', 'push', '--quiet', '--message', `try ${githubPat()}`);
    const { report } = await audit(made);
    expect(report.findings.map(({ kind }) => kind)).toEqual(['message']);
  });
});

describe("a finding's commit", () => {
  it('is told with author, date and the first line of its message, every secret in it hidden', async () => {
    const made = history([
      {
        commit: 'a',
        author: 'Grace Example <grace@example.com>',
        message: `Use ${githubPat(2)} for now\n\nMore.\n`,
        files: { 'app.env': `GITHUB_TOKEN=${githubPat(1)}\n` },
      },
    ]);
    const { report } = await audit(made);
    const told = report.findings.map(({ kind, author, email, date, message }) => {
      return [kind, author, email, new Date(date).getTime(), message];
    });
    const facts = ['Grace Example', 'grace@example.com', Date.UTC(2024, 0, 1, 1), 'Use [hidden] for now'];
    expect(told.sort()).toEqual([
      ['file', ...facts],
      ['message', ...facts],
    ]);
  });

  it('is told without the secret in its author', async () => {
    const password = fakeSecret('<<base62:20>>', 4);
    const made = history([
      {
        commit: 'a',
        author: `${githubPat(2)} <ada@example.com>`,
        files: { 'app.env': `DB_PASSWORD=${password}\n` },
      },
    ]);
    const { stdout } = await audit(made);
    expect(stdout).not.toContain(password);
  });
});

function commitAs(made: HistoryRepo, name: string, text: string): void {
  const options = { cwd: made.path, env: gitTestEnv(), input: Buffer.from(text) };
  const id = execFileSync('git', ['hash-object', '-t', 'commit', '-w', '--stdin', '--literally'], options);
  made.name(name, id.toString().trim());
  made.git('update-ref', 'refs/heads/main', made.id(name));
}
