import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { baselineName, baselineText, ends, newPlaces } from '../helpers/baseline.ts';
import { runDetectSecrets } from '../helpers/detect-secrets.ts';
import { type Repo, repo } from '../helpers/repo.ts';
import { awsPair, githubPat, stripeLive } from '../helpers/secrets.ts';

const token = githubPat();
const key = stripeLive();

function leaky(): Repo {
  const made = repo();
  const aws = awsPair();
  made.write('src/app.py', `TOKEN = "${token}"\nSTRIPE = "${key}"\n`);
  made.write('aws.ini', `[default]\naws_access_key_id = ${aws.id}\naws_secret_access_key = ${aws.secret}\n`);
  made.add();
  made.commit();
  return made;
}

interface Row {
  type: string;
  line_number: number;
  is_secret?: boolean;
}

const rowsOf = (cwd: string) => (JSON.parse(baselineText(cwd)) as { results: Record<string, Row[]> }).results;

it('writes a baseline that detect-secrets accepts, and that is in use from then on', async () => {
  const made = leaky();
  const { stdout } = await ends(0, made.path, 'baseline', 'create', '--compat', 'detect-secrets');
  expect(stdout).toMatch(/^\.secrets\.baseline: 3 known findings, for detect-secrets\. Its hashes have no key/);
  made.add();
  expect(await newPlaces(made.path, 'scan')).toEqual([]);
  const args = ['--no-verify', '--baseline', baselineName, 'src/app.py', 'aws.ini'];
  const { code, stdout: hooked } = runDetectSecrets('hook', args, { cwd: made.path });
  expect([code, hooked.split('\n')[0]]).toEqual(code === 0 ? [0, ''] : [3, 'The baseline file was updated.']);
  await ends(2, made.path, 'baseline', 'create', '--compat', 'detect-secrets');
});

it('updates the baseline that detect-secrets wrote, and keeps what an audit decided', async () => {
  const made = leaky();
  const theirs = runDetectSecrets('scan', ['scan', '--no-verify'], { cwd: made.path }).stdout;
  const audited = theirs.replace(
    /("type": "Stripe Access Key"[^}]*"line_number": 2)/,
    '$1,\n        "is_secret": true',
  );
  expect(audited).not.toBe(theirs);
  made.write(baselineName, audited);
  made.add();
  await ends(0, made.path, 'baseline', 'update');
  expect(baselineText(made.path)).toBe(audited);

  const added = stripeLive(2);
  made.write('src/app.py', `import os\n\nOTHER = "${added}"\nSTRIPE = "${key}"\n`);
  made.remove('aws.ini');
  expect(await newPlaces(made.path, 'scan')).toEqual(['src/app.py:3 stripe-secret-key']);
  const { stdout } = await ends(0, made.path, 'baseline', 'update');
  expect(stdout).toMatch(
    /^\.secrets\.baseline: \d+ rows? added, 0 moved, \d+ gone; it stays in detect-secrets' form\.\n$/,
  );
  expect(await newPlaces(made.path, 'scan')).toEqual([]);
  const rows = rowsOf(made.path);
  expect(Object.keys(rows)).toEqual(['src/app.py']);
  expect(rows['src/app.py']!.filter(({ type }) => type === 'Stripe Access Key')).toMatchObject([
    { line_number: 3 },
    { line_number: 4, is_secret: true },
  ]);
  const { code } = runDetectSecrets('hook', ['--no-verify', '--baseline', baselineName, 'src/app.py'], {
    cwd: made.path,
  });
  expect(code).not.toBe(2);
});

it.each([
  [['--compat', 'detect-secrets', '--history'], '--history: a baseline of detect-secrets knows files only'],
  [['--compat', 'gitleaks'], '--compat must be detect-secrets, got "gitleaks"'],
])('refuses %j', async (args, message) => {
  const made = leaky();
  const { stderr } = await ends(2, made.path, 'baseline', 'create', ...args);
  expect(stderr).toContain(message);
  expect(existsSync(join(made.path, baselineName))).toBe(false);
});
