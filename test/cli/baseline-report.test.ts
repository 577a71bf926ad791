import { expect, it } from 'vitest';
import { baselineText, ends } from '../helpers/baseline.ts';
import { runDetectSecrets } from '../helpers/detect-secrets.ts';
import { type Repo, repo } from '../helpers/repo.ts';
import { githubPat, stripeLive } from '../helpers/secrets.ts';

const soon = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
const advice =
  'Revoke it in Settings > Developer settings > Personal access tokens, then issue a fine-grained one with fewer scopes.';

/** An entry that nobody has decided on, a real secret whose term is over, and a test value whose term soon is. */
async function decided(): Promise<Repo> {
  const made = repo();
  made.write('a.ts', `const key = '${stripeLive()}';\n`);
  made.write('b.ts', `const token = '${githubPat()}';\n`);
  made.write('c_d.ts', `const key = '${stripeLive(2)}';\n`);
  await ends(0, made.path, 'baseline', 'create');
  const real =
    '"path": "b.ts", "decision": "real", "reason": "see #1", "by": "ada", "at": "2026-01-02", "until": "2026-01-03"';
  const test = `"path": "c_d.ts", "decision": "test", "by": "bob", "until": "${soon}"`;
  const text = baselineText(made.path).replace('"path": "b.ts"', real).replace('"path": "c_d.ts"', test);
  made.write('.secrets.baseline', text);
  return made;
}

async function idsOf(cwd: string): Promise<string[]> {
  const { stdout } = await ends(0, cwd, 'baseline', 'report', '-f', 'json');
  return (JSON.parse(stdout) as { entries: { id: string }[] }).entries.map(({ id }) => id);
}

it('says who decided what, when, why and until when, and of real secrets what to do', async () => {
  const { path } = await decided();
  const [b, a, c] = await idsOf(path);
  expect((await ends(0, path, 'baseline', 'report')).stdout).toBe(`Real secrets, to be rotated: 1
  b.ts  github-pat  ${b}
      by ada on 2026-01-02 expired on 2026-01-03: "see #1"
      ${advice}
      https://github.com/settings/tokens

Not yet decided: 1
  a.ts  stripe-secret-key  ${a}

Test values: 1
  c_d.ts  stripe-secret-key  ${c}
      by bob soon to expire, on ${soon}

.secrets.baseline: 3 known findings; 1 of them expired: new again; 1 to expire within 30 days; keyturn baseline audit decides on what is open.
`);
});

it('says it to programs', async () => {
  const { path } = await decided();
  const [b, a, c] = await idsOf(path);
  expect(JSON.parse((await ends(0, path, 'baseline', 'report', '--format', 'json')).stdout)).toEqual({
    baseline: '.secrets.baseline',
    counts: { undecided: 1, real: 1, 'false-alarm': 0, test: 1, expired: 1, expiring: 1 },
    entries: [
      {
        id: b,
        ruleId: 'github-pat',
        path: 'b.ts',
        decision: 'real',
        reason: 'see #1',
        by: 'ada',
        at: '2026-01-02',
        until: '2026-01-03',
        isExpired: true,
        advice,
        adviceUrl: 'https://github.com/settings/tokens',
      },
      { id: a, ruleId: 'stripe-secret-key', path: 'a.ts', decision: 'undecided' },
      {
        id: c,
        ruleId: 'stripe-secret-key',
        path: 'c_d.ts',
        decision: 'test',
        by: 'bob',
        until: soon,
        isExpiring: true,
      },
    ],
  });
});

it('says it as a page, in which names are nothing but names', async () => {
  const { path } = await decided();
  const [b, a, c] = await idsOf(path);
  expect(
    (await ends(0, path, 'baseline', 'report', '-f', 'markdown')).stdout,
  ).toBe(`# .secrets.baseline: 3 known findings

## Real secrets, to be rotated: 1

| Entry | File | Rule | Decision | What to do |
| --- | --- | --- | --- | --- |
| ${b} | b.ts | github-pat | by ada on 2026-01-02 expired on 2026-01-03: "see \\#1" | ${advice.replaceAll('>', '\\>')} https://github.com/settings/tokens |

## Not yet decided: 1

| Entry | File | Rule | Decision |
| --- | --- | --- | --- |
| ${a} | a.ts | stripe-secret-key |  |

## Test values: 1

| Entry | File | Rule | Decision |
| --- | --- | --- | --- |
| ${c} | c\\_d.ts | stripe-secret-key | by bob soon to expire, on ${soon} |
`);
});

it('tells of a baseline of detect-secrets too', async () => {
  const made = repo();
  made.write('a.py', `KEY = "${stripeLive()}"\n`);
  made.add();
  made.commit();
  made.write('.secrets.baseline', runDetectSecrets('scan', ['scan', '--no-verify'], { cwd: made.path }).stdout);
  const { entries } = JSON.parse((await ends(0, made.path, 'baseline', 'report', '-f', 'json')).stdout) as {
    entries: { ruleId: string; decision: string }[];
  };
  const rules = entries.map(({ ruleId, decision }) => `${ruleId}: ${decision}`);
  expect(rules).toContain('Stripe Access Key: undecided');
});

it('refuses a format that it does not have', async () => {
  const made = repo();
  expect((await ends(2, made.path, 'baseline', 'report', '-f', 'sarif')).stderr).toContain(
    '--format must be one of terminal, json, markdown, got "sarif"',
  );
});
