import { expect, it } from 'vitest';
import type { Finding } from '../../../src/model/finding.ts';
import { explainBlocked } from '../../../src/reporters/terminal/blocked.ts';
import { createStyle } from '../../../src/reporters/terminal/style.ts';
import { commitId, makeHistoryFinding } from '../../helpers/history-report.ts';
import { makeContext, makeFinding, makeReport } from '../make-report.ts';

async function explain(command: string, findings: Finding[], exitCode = 1): Promise<string | undefined> {
  const context = makeContext({ exitCode });
  const report = makeReport({ command, findings });
  return explainBlocked({ style: await createStyle(context), context, root: report.root }, report);
}

it('says how to go on after a blocked commit, in lines of 80 columns', async () => {
  const text = await explain('staged', [makeFinding({ path: 'deploy/app.env' })]);
  expect(text).toMatchInlineSnapshot(`
    "Commit blocked. To go on:
      - If a value was ever pushed or shared, rotate it first.
      - Move it to an environment variable or a secret store, then stage the file
        again, or leave the file out:
          git add deploy/app.env
          git reset -- deploy/app.env
      - A false alarm? Say why, in a comment on that line or alone above it:
          # keyturn:allow acme-token reason="..."
        or, where no comment can stand, in the baseline of what is known:
          keyturn baseline create
    "
  `);
});

it('says how to mend a message', async () => {
  expect(await explain('commit-msg', [makeFinding({ path: '(commit message)' })])).toMatchInlineSnapshot(`
    "Commit blocked: its message holds a secret. To go on:
      - Nothing is lost: take the value out of the message and commit again:
          git commit --edit --file="$(git rev-parse --git-path COMMIT_EDITMSG)"
      - A false alarm? Say why, on a line of the message:
          keyturn:allow acme-token reason="..."
    "
  `);
});

it('names the oldest commit that is to be changed before a push', async () => {
  const at = (digit: string, date: string) =>
    makeHistoryFinding({ place: { path: `${digit}.json`, commit: commitId(digit), date } });
  const text = await explain('pre-push', [at('b', '2024-02-02T00:00:00Z'), at('a', '2024-01-02T00:00:00Z')]);
  expect(text).toMatchInlineSnapshot(`
    "Push blocked, nothing was sent. To go on:
      - If a value was ever pushed elsewhere or shared, rotate it first.
      - Move it to an environment variable or a secret store; out of the commits:
          git rebase --interactive aaaaaaaaaa^
      - A false alarm? Say why, in a comment on that line or alone above it:
          keyturn:allow acme-token reason="..."
        or, where no comment can stand, in the baseline of what is known:
          keyturn baseline create
    "
  `);
});

it('says how to go on with a merge', async () => {
  expect(await explain('prepare-commit-msg', [makeFinding()])).toMatchInlineSnapshot(`
    "Merge stopped: what it brings in holds a secret. To go on:
      - Rotate what was pushed or shared; whoever wrote the commits should know.
      - Merge when they are mended:
          git merge --abort
      - Or take them as they are:
          KEYTURN_SKIP=1 git commit --no-edit
      - A false alarm? Say why, in a comment on that line or alone above it:
          // keyturn:allow acme-token reason="..."
        or, where no comment can stand, in the baseline of what is known:
          keyturn baseline create
    "
  `);
});

it('says what to do of a range that a hook was given', async () => {
  expect(await explain('pre-commit', [makeFinding()])).toMatchInlineSnapshot(`
    "These commits hold a secret. To go on:
      - Rotate it, if it was pushed or shared.
      - A false alarm? Say why, in a comment on that line or alone above it:
          // keyturn:allow acme-token reason="..."
        or, where no comment can stand, in the baseline of what is known:
          keyturn baseline create
    "
  `);
});

it.each([
  ['what is clean', 'staged', [], 1],
  ['findings that block nothing', 'staged', [makeFinding()], 0],
  ['what no hook runs', 'scan', [makeFinding()], 1],
])('has nothing to say after %s', async (_title, command, findings, exitCode) => {
  expect(await explain(command, findings, exitCode)).toBeUndefined();
});
