import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import schema from '../../src/reporters/doctor.schema.json' with { type: 'json' };
import { tracked } from '../helpers/doctor.ts';
import { repo, temporaryFolder } from '../helpers/repo.ts';
import { program, run } from '../helpers/run.ts';
import { githubPat } from '../helpers/secrets.ts';
import { findSchemaFaults } from '../reporters/validate-json.ts';

const env = { GIT_CONFIG_GLOBAL: '/dev/null' };
const doctor = (cwd: string, ...args: string[]) => run(['doctor', ...args], { cwd, env });

describe('keyturn doctor', () => {
  it('is content with a healthy repository', async () => {
    const { path } = tracked({ 'a.txt': 'hello\n' });
    const { code, stdout, stderr } = await doctor(path, '--skip', 'hooks');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Healthy: 13 checks in [\d.]+ s\n$/);
  });

  it('says what is wrong, why, and what to do, within 80 columns', async () => {
    const { path } = tracked({ '.env': `GITHUB_TOKEN=${githubPat()}\n` });
    const { code, stdout } = await doctor(path);
    expect(code).toBe(1);
    expect(stdout.replace(/in [\d.]+ s/, 'in 0 s')).toBe(`.env

  high  a file of settings is tracked, with GitHub personal access token
  .env:1  doctor-tracked-secret
  Why: everyone who can clone can read it, and the history keeps it when the
       file is gone
  Fix: git rm --cached -- .env
       add to .gitignore: /.env
       then rotate what it held: the history still has it (keyturn history shows
       since when)

This machine

  low  no hook scans what is committed
  doctor-hooks
  Why: a secret that is stopped before the commit need not be rotated
  Fix: keyturn hook install

2 problems: 1 high, 1 low
14 checks in 0 s.
keyturn doctor --fix mends 2 of them, and asks before.
`);
  });

  it('takes a folder, and only the checks and severities that are asked for', async () => {
    const { path } = tracked({ '.env': `GITHUB_TOKEN=${githubPat()}\n`, 'package.json': '{}' });
    const cwd = temporaryFolder();
    expect((await doctor(cwd, path, '--only', 'hooks,doctor-docker', '--min-severity', 'medium')).code).toBe(0);
    expect((await doctor(cwd, path, '--only', 'tracked-secret', '--min-severity', 'high')).code).toBe(1);
    expect((await doctor(cwd, path, '--only', 'tracked-secret', '--min-severity', 'critical')).code).toBe(0);
  });

  it('lists its checks', async () => {
    const { code, stdout } = await doctor(temporaryFolder(), '--list');
    expect(code).toBe(0);
    expect(
      stdout
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => line.split(' ')[0]),
    ).toEqual(schema.$defs.check.enum);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(120);
  });

  it.each([
    [['--only', 'gitignor'], /--only: unknown check gitignor; did you mean gitignore\?/],
    [['--yes'], /--yes goes with --fix only/],
    [['--min-severity', 'worst'], /--min-severity must be one of /],
    [['--format', 'gitleaks-json'], /--format must be one of terminal, json, sarif/],
  ])('refuses %j', async (args, message) => {
    const { code, stdout, stderr } = await doctor(tracked({}).path, ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });

  it('refuses what is no work tree', async () => {
    const bare = repo(temporaryFolder(), '--bare');
    expect((await doctor(bare.path)).stderr).toMatch(/is a bare repository: doctor looks into a work tree/);
    expect((await doctor(temporaryFolder())).stderr).toMatch(/is in no git repository/);
  });

  it('ends with 2 where it could not look into something', async () => {
    const { path } = tracked({ '.github/workflows/a.yml': 'on: [\n', 'a.txt': '' });
    const { code, stdout } = await doctor(path, '--skip', 'hooks');
    expect(code).toBe(2);
    expect(stdout).toMatch(/^Not everything could be looked into:\n {2}\.github\/workflows\/a\.yml:/);
  });

  it('ends with 2 for a damaged baseline', async () => {
    const { path } = tracked({ '.secrets.baseline': '{ damaged' });
    const { code } = await doctor(path, '--only', 'baseline');
    expect(code).toBe(2);
  });

  it('tells of stale entries of the baseline', async () => {
    const made = tracked({ 'a.txt': `token = ${githubPat()}\n` });
    await run(['baseline', 'create'], { cwd: made.path, env });
    expect((await doctor(made.path, '--only', 'baseline')).code).toBe(0);
    made.write('a.txt', 'nothing\n');
    const { code, stdout } = await doctor(made.path, '--only', 'baseline');
    expect(code).toBe(1);
    expect(stdout).toMatch(/1 entry that nothing matches any more: a\.txt github-pat/);
  });

  it('writes JSON by its schema', async () => {
    const { path } = tracked({ '.env': `GITHUB_TOKEN=${githubPat()}\n`, '.travis.yml': 'a: [' });
    const { stdout } = await doctor(path, '--format', 'json');
    const report = JSON.parse(stdout);
    expect(findSchemaFaults(schema, report)).toEqual([]);
    expect(stdout).not.toContain(path);
    expect(stdout).not.toContain(githubPat());
    expect(report.problems[0]).toMatchObject({ check: 'doctor-tracked-secret', path: '.env', line: 1, canFix: true });
  });

  it('writes SARIF to a file, and again over it', async () => {
    const { path } = tracked({ '.env': `GITHUB_TOKEN=${githubPat()}\n` });
    for (const _time of [1, 2]) {
      const { code, stderr } = await doctor(path, '--output', 'doctor.sarif');
      expect({ code, stderr }).toEqual({ code: 1, stderr: 'keyturn: 2 problems; report written to doctor.sarif\n' });
    }
    const [first] = JSON.parse(readFileSync(join(path, 'doctor.sarif'), 'utf8')).runs;
    expect(first.results.map(({ ruleId, level }: { ruleId: string; level: string }) => [ruleId, level])).toEqual([
      ['doctor-tracked-secret', 'error'],
      ['doctor-hooks', 'note'],
    ]);
  });
});

describe('keyturn doctor --fix', () => {
  const broken = () => {
    const made = tracked({
      '.gitignore': 'dist',
      'package.json': '{"dependencies":{"dotenv":"1"}}',
      'a.js': 'process.env.NEW_NAME',
      '.env.example': 'PORT=\r\n',
      'deploy.env': `GITHUB_TOKEN=${githubPat()}\n`,
    });
    made.commit();
    return made;
  };

  it('shows what it would do, and does nothing where nobody can be asked', async () => {
    const made = broken();
    const { code, stderr } = await doctor(made.path, '--fix');
    expect(code).toBe(1);
    expect(stderr).toBe(`.gitignore:
  + /deploy.env
  + .env
.env.example:
  + NEW_NAME=
git rm --cached -- deploy.env
  (the file stays on disk; the history still has it, so what it holds has to be rotated)
chmod 600 deploy.env
keyturn hook install
keyturn: nothing was done: there is no terminal to ask on; --yes does it

`);
    expect(made.git('status', '--porcelain')).toBe('');
  });

  it('does what is safe, keeps the file, and has nothing left to do', async () => {
    const made = broken();
    made.write('.gitignore', 'dist\nunstaged');
    const { code } = await doctor(made.path, '--fix', '--yes');
    expect(code).toBe(1);
    expect(readFileSync(join(made.path, '.gitignore'), 'utf8')).toBe('dist\nunstaged\n/deploy.env\n.env\n');
    expect(readFileSync(join(made.path, '.env.example'), 'utf8')).toBe('PORT=\r\nNEW_NAME=\r\n');
    expect(readFileSync(join(made.path, 'deploy.env'), 'utf8')).toBe(`GITHUB_TOKEN=${githubPat()}\n`);
    expect(statSync(join(made.path, 'deploy.env')).mode & 0o777).toBe(0o600);
    expect(made.git('status', '--porcelain').split('\n').sort()).toEqual([
      ' M .env.example',
      ' M .gitignore',
      'D  deploy.env',
    ]);
    const again = await doctor(made.path, '--fix', '--yes', '--skip', 'hooks');
    expect(again.code).toBe(0);
    expect(again.stderr).toBe('Nothing that --fix can do.\n\n');
    expect(again.stdout).toMatch(/^Healthy: /);
  });

  it('installs the hook only where that was asked for by name', async () => {
    const made = tracked({ 'a.txt': '' });
    expect((await doctor(made.path, '--fix', '--yes')).code).toBe(1);
    expect((await doctor(made.path, '--fix', '--yes', '--only', 'hooks')).code).toBe(0);
    expect((await run(['hook', 'status'], { cwd: made.path, env })).code).toBe(0);
  });

  it('leaves alone what is a link, and says so', async () => {
    const made = tracked({ 'package.json': '{"dependencies":{"dotenv":"1"}}' });
    const outside = join(temporaryFolder(), 'ignore');
    writeFileSync(outside, 'kept\n');
    symlinkSync(outside, join(made.path, '.gitignore'));
    const { code, stderr } = await doctor(made.path, '--fix', '--yes', '--skip', 'hooks');
    expect(code).toBe(2);
    expect(stderr).toBe('keyturn: .gitignore is no regular file: left as it is\nNothing that --fix can do.\n\n');
    expect(readFileSync(outside, 'utf8')).toBe('kept\n');
  });

  it('moves the credentials of a remote to the helper of the user, and no other', async () => {
    const made = tracked({ 'a.txt': '' });
    made.git('config', 'remote.origin.url', `https://ada:${githubPat()}@example.com/ada/app.git`);
    made.git('config', 'credential.helper', `!touch ${made.path}/ran; cat`);
    const none = await doctor(made.path, '--fix', '--yes', '--only', 'remote-url');
    expect(none.code).toBe(2);
    expect(none.stderr).toMatch(/the credentials stay where they are: no credential helper is set to keep them/);
    expect(made.git('config', 'remote.origin.url')).toContain(githubPat());
    const home = temporaryFolder();
    const helper = join(home, 'helper');
    const lines = [
      '#!/bin/sh',
      `[ "$1" = store ] && cat > ${home}/kept`,
      `[ "$1" = get ] && [ -f ${home}/kept ] && cat ${home}/kept`,
      'true',
    ];
    writeFileSync(helper, `${lines.join('\n')}\n`, { mode: 0o755 });
    writeFileSync(join(home, 'config'), `[credential]\n\thelper = ${helper}\n`);
    const user = { GIT_CONFIG_GLOBAL: join(home, 'config') };
    const done = await run(['doctor', '--fix', '--yes', '--only', 'remote-url'], { cwd: made.path, env: user });
    expect({ code: done.code, end: done.stderr.split('\n').at(-3) }).toEqual({
      code: 0,
      end: '  the credentials for example.com are with helper now',
    });
    expect(done.stdout + done.stderr).not.toContain(githubPat());
    expect(made.git('config', 'remote.origin.url')).toBe('https://ada@example.com/ada/app.git');
    expect(readFileSync(join(home, 'kept'), 'utf8')).toContain(`password=${githubPat()}`);
    expect(existsSync(join(made.path, 'ran'))).toBe(false);
  });

  it('asks for each step on a terminal, and does what is agreed to', () => {
    const made = broken();
    const { stdout } = runOnTerminal(made.path, ['doctor', '--fix', '--only', 'gitignore,env-example,hooks'], 'yny');
    expect(stdout.match(/Do this\? \[[^\]]+\]/g)).toEqual([
      'Do this? [y/N/a/q]',
      'Do this? [y/N/a/q]',
      'Do this? [y/N/q]',
    ]);
    expect(stdout).toMatch(/exit 1\s*$/);
    expect(readFileSync(join(made.path, '.gitignore'), 'utf8')).toBe('dist\n.env\n');
    expect(readFileSync(join(made.path, '.env.example'), 'utf8')).toBe('PORT=\r\n');
    expect(existsSync(join(made.path, '.git/hooks/pre-commit'))).toBe(true);
    const all = runOnTerminal(made.path, ['doctor', '--fix', '--skip', 'hooks'], 'a');
    expect(all.stdout).toMatch(/Healthy: [^\n]*\s+exit 0\s*$/);
  });
});

/** Runs the program on a terminal of its own; a letter is typed at each question. */
function runOnTerminal(cwd: string, args: readonly string[], answers: string): { stdout: string } {
  const script = `
import os, pty, sys
cwd, answers, command = sys.argv[1], list(sys.argv[2]), sys.argv[3:]
pid, terminal = pty.fork()
if pid == 0:
    os.chdir(cwd)
    os.execv(command[0], command)
seen, asked = b'', 0
while True:
    try:
        part = os.read(terminal, 4096)
    except OSError:
        break
    if not part:
        break
    seen += part
    if seen.count(b'q] ') > asked and answers:
        asked += 1
        os.write(terminal, (answers.pop(0) + chr(10)).encode())
print(seen.decode())
print('exit', os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
`;
  const home = temporaryFolder();
  const { stdout } = spawnSync('python3', ['-c', script, cwd, answers, process.execPath, program, ...args], {
    env: { PATH: process.env.PATH ?? '', HOME: home, GIT_CONFIG_NOSYSTEM: '1', ...env },
    encoding: 'utf8',
  });
  return { stdout };
}
