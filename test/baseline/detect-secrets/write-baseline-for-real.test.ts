import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDetectSecrets } from '../../../src/baseline/detect-secrets/known.ts';
import { toRows, writeDetectSecrets } from '../../../src/baseline/detect-secrets/write-baseline.ts';
import { runDetectSecrets } from '../../helpers/detect-secrets.ts';
import { rawFindings } from '../../helpers/raw-findings.ts';
import { type Repo, repo } from '../../helpers/repo.ts';
import { awsPair, fakeSecret, githubPat, pemKey, slackBot, stripeLive } from '../../helpers/secrets.ts';

const name = '.secrets.baseline';
const now = new Date('2026-03-04T05:06:07Z');

function leaky(): Repo {
  const made = repo();
  // detect-secrets does not undo git's quoting.
  made.git('config', 'core.quotePath', 'off');
  const aws = awsPair();
  made.write('src/app.py', `import os\n\nTOKEN = "${githubPat()}"\nSTRIPE_KEY = '${stripeLive()}'\n`);
  made.write('deploy/app.yml', `db:\n  url: postgres://app:${fakeSecret('<<base62:18>>')}@db.example.org/app\n`);
  made.write('.env', `SLACK_TOKEN=${slackBot()}\nGITHUB_TOKEN=${githubPat(2)}\n`);
  made.write('aws.ini', `[default]\naws_access_key_id = ${aws.id}\naws_secret_access_key = ${aws.secret}\n`);
  made.write('kéy/id_rsa', pemKey());
  made.add();
  made.commit();
  return made;
}

const rowsIn = (path: string) =>
  (JSON.parse(readFileSync(path, 'utf8')) as { results: Record<string, { type: string; hashed_secret: string }[]> })
    .results;

describe('a baseline written for detect-secrets', () => {
  it('is accepted by its hook, its scan and its audit, and honoured by us', () => {
    const made = leaky();
    const found = rawFindings(made);
    const text = writeDetectSecrets(found.map(toRows), now);
    const path = made.write(name, text);
    made.add();
    const run = (tool: 'scan' | 'hook', ...args: string[]) => runDetectSecrets(tool, args, { cwd: made.path });
    const files = made.git('-c', 'core.quotePath=off', 'ls-files').split('\n');

    // It finds nothing new. What it would not have found itself it takes out, says so, and is content from then on.
    const check = () => run('hook', '--no-verify', '--baseline', name, ...files.filter((file) => file !== name));
    expect(check()).toMatchObject({ code: 3, stdout: expect.stringMatching(/^The baseline file was updated/) });
    made.add();
    expect(check()).toEqual({ code: 0, stdout: '', stderr: '' });
    made.write(name, text);

    const report = run('scan', 'audit', '--report', name);
    expect(report.stderr).toBe('');
    const secrets = (JSON.parse(report.stdout) as { results: { secrets: string }[] }).results;
    expect(secrets.map((each) => each.secrets)).toEqual(expect.arrayContaining([stripeLive(), slackBot()]));
    expect(run('scan', 'audit', '--stats', '--json', name)).toMatchObject({ code: 0, stderr: '' });

    const before = rowsIn(path);
    expect(run('scan', 'scan', '--no-verify', '--baseline', name)).toMatchObject({ code: 0, stderr: '' });
    const after = rowsIn(path);
    const keys = (rows: typeof after) =>
      Object.entries(rows).flatMap(([file, list]) => list.map((row) => `${file} ${row.type} ${row.hashed_secret}`));
    expect(keys(before)).toEqual(expect.arrayContaining(keys(after)));
    expect(Object.keys(after)).toEqual(Object.keys(before));

    const known = openDetectSecrets({ text, name, today: '2026-03-04' });
    const answers = found.map(({ parts: _, ...each }) => known.find({ ...each, lineText: () => each.line }));
    expect(answers.map((each) => each?.decision)).toEqual(found.map(() => 'undecided'));
    expect(found.length).toBeGreaterThan(6);
  });

  it('with nothing found is the one that detect-secrets writes of an empty folder', () => {
    const made = repo();
    const { stdout } = runDetectSecrets('scan', ['scan'], { cwd: made.path });
    const theirs = stdout.replace(/"generated_at": ".*"/, '"generated_at": "2026-03-04T05:06:07Z"');
    expect(writeDetectSecrets([], now)).toBe(theirs);
  });
});

describe('a baseline that detect-secrets wrote', () => {
  it('covers what we find of it, with what was decided', () => {
    const made = leaky();
    made.write(name, runDetectSecrets('scan', ['scan', '--no-verify'], { cwd: made.path }).stdout);
    const text = readFileSync(join(made.path, name), 'utf8');
    const known = openDetectSecrets({ text, name, today: '2026-03-04' });
    const unknown = rawFindings(made).filter(
      ({ parts: _, ...each }) => !known.find({ ...each, lineText: () => each.line }),
    );
    expect(unknown.map(({ path, ruleId }) => `${path} ${ruleId}`)).toEqual([]);
  });
});
