import { execFileSync } from 'node:child_process';
import { copyFileSync, lstatSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Ending, keyturn, tryGit, writeScript } from '../helpers/hooked.ts';
import { preCommitEnv } from '../helpers/pre-commit.ts';
import { type Repo, repo, temporaryFolder } from '../helpers/repo.ts';
import { program } from '../helpers/run.ts';
import { githubPat } from '../helpers/secrets.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const bin = temporaryFolder();
let env: NodeJS.ProcessEnv = {};

beforeAll(() => {
  writeScript(join(bin, 'keyturn'), `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`);
  env = { ...preCommitEnv(), PRE_COMMIT_HOME: temporaryFolder(), PATH: `${bin}:${process.env.PATH}` };
}, 120_000);

const preCommit = ({ path }: Repo, ...args: string[]): Ending =>
  tryGit(path, ['-c', 'alias.framework=!python3 -m pre_commit', 'framework', ...args], env);
const git = ({ path }: Repo, ...args: string[]): Ending => tryGit(path, args, env);

/** A repository of hooks with our manifest, at its commit. */
function hooksRepo(paths: readonly string[]): { path: string; rev: string } {
  const made = repo();
  for (const path of paths) {
    mkdirSync(dirname(join(made.path, path)), { recursive: true });
    copyFileSync(join(root, path), join(made.path, path));
  }
  made.add();
  return { path: made.path, rev: made.commit() };
}

/** A repository that uses these hooks, which are installed. */
function using(ids: readonly string[], { path, rev } = hooksRepo(['.pre-commit-hooks.yaml'])): Repo {
  const made = repo();
  const hooks = ids.map((id) => `      - id: ${id}\n`).join('');
  made.write('.pre-commit-config.yaml', `repos:\n  - repo: ${path}\n    rev: ${rev}\n    hooks:\n${hooks}`);
  made.add();
  made.commit();
  const types = ['pre-commit', 'commit-msg', 'pre-push'].flatMap((type) => ['--hook-type', type]);
  expect(preCommit(made, 'install', '--install-hooks', ...types).code).toBe(0);
  return made;
}

const secret = (seed = 1) => `GITHUB_TOKEN=${githubPat(seed)}\n`;
const places = (output: string) =>
  [...output.matchAll(/^ {2}(\S.*?)(?: {2}|\n {2})[a-z-]+, conf/gm)].map(([, place]) => place);

describe('with pre-commit', () => {
  it('blocks a commit, lets it pass once mended, and is skipped by SKIP', () => {
    const made = using(['keyturn-system']);
    made.write('-app.env', secret());
    made.add();
    const blocked = git(made, 'commit', '-m', 'configure');
    expect({ code: blocked.code, places: places(blocked.output) }).toEqual({ code: 1, places: ['-app.env:1:14'] });
    expect(blocked.output).not.toContain(githubPat());
    made.write('-app.env', 'GITHUB_TOKEN=\n');
    made.add();
    expect(git(made, 'commit', '-m', 'configure').code).toBe(0);
    made.write('-app.env', secret());
    made.add();
    expect(tryGit(made.path, ['commit', '-m', 'x'], { ...env, SKIP: 'keyturn-system' }).code).toBe(0);
  });

  it('judges what a commit adds, and with --all-files everything', () => {
    const made = using(['keyturn-system']);
    made.write('old.env', secret());
    made.write('a[1].txt', 'text\n');
    made.add();
    made.git('commit', '--quiet', '--no-verify', '--message', 'old');
    made.write('old.env', `${secret()}MORE=1\n`);
    made.add();
    expect(git(made, 'commit', '--quiet', '-m', 'more').code).toBe(0);
    const all = preCommit(made, 'run', '--all-files');
    expect({ code: all.code, places: places(all.output) }).toEqual({ code: 1, places: ['old.env:1:14'] });
    expect(preCommit(made, 'run').code).toBe(0);
  });

  it('reads the commits between --from-ref and --to-ref', () => {
    const made = using(['keyturn-system']);
    made.write('app.env', secret());
    made.add();
    made.git('commit', '--quiet', '--no-verify', '--message', 'add');
    made.write('app.env', 'GITHUB_TOKEN=\n');
    made.add();
    made.git('commit', '--quiet', '--no-verify', '--message', 'take out');
    const { code, output } = preCommit(made, 'run', '--from-ref', 'HEAD~2', '--to-ref', 'HEAD');
    expect({ code, places: places(output) }).toEqual({ code: 1, places: ['app.env:1:14'] });
  });

  it('stops messages and pushes', () => {
    const made = using(['keyturn-commit-msg-system', 'keyturn-pre-push-system']);
    expect(places(git(made, 'commit', '--allow-empty', '-m', `use ${githubPat()}`).output)).toEqual([
      '(commit message):1:5',
    ]);
    const remote = repo(temporaryFolder(), '--bare');
    made.git('remote', 'add', 'origin', remote.path);
    expect(git(made, 'push', '--quiet', 'origin', 'main')).toEqual({
      code: 0,
      output: expect.stringContaining('Passed'),
    });
    made.write('app.env', secret());
    made.add();
    git(made, 'commit', '--quiet', '--message', 'add');
    const pushed = git(made, 'push', '--quiet', 'origin', 'main');
    expect({ code: pushed.code, places: places(pushed.output) }).toEqual({ code: 1, places: ['app.env:1:14'] });
    expect(git(made, 'push', '--quiet', 'origin', 'HEAD~1:refs/heads/copy').code).toBe(0);
  });

  it('lives beside a hook of our own, whichever is installed first and last', () => {
    const made = using(['keyturn-system']);
    const hook = join(made.path, '.git/hooks/pre-commit');
    const theirs = readFileSync(hook, 'utf8');
    expect(keyturn(made.path, ['hook', 'install']).code).toBe(0);
    made.write('a.txt', 'text\n');
    made.add();
    const both = git(made, 'commit', '-m', 'x');
    expect(both).toEqual({ code: 0, output: expect.stringMatching(/Passed\n[\s\S]*No secrets found/) });
    expect(preCommit(made, 'install').code).toBe(0);
    made.write('a.txt', secret());
    made.add();
    expect(git(made, 'commit', '-m', 'x').output).toMatch(/Commit blocked[\s\S]*Failed/);
    expect(keyturn(made.path, ['hook', 'status']).output).toMatch(/^pre-commit +installed: .*pre-commit\.legacy/);
    expect(keyturn(made.path, ['hook', 'uninstall']).code).toBe(0);
    expect(readFileSync(hook, 'utf8').replace(/^# ID.*$/m, '')).toBe(theirs.replace(/^# ID.*$/m, ''));
    expect(git(made, 'commit', '-m', 'x').output).toMatch(/Failed/);
  });

  it('is built from this repository, with nothing installed before', () => {
    const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root });
    const paths = listed
      .toString()
      .split('\0')
      .filter((path) => path !== '' && !/^(?:test|fixtures)\//.test(path));
    const source = hooksRepo(paths.filter((path) => lstatSync(join(root, path), { throwIfNoEntry: false })?.isFile()));
    const made = using(['keyturn'], source);
    made.write('app.env', secret());
    made.add();
    const { code, output } = tryGit(made.path, ['commit', '-m', 'x'], { ...env, PATH: process.env.PATH });
    expect({ code, places: places(output) }).toEqual({ code: 1, places: ['app.env:1:14'] });
  }, 300_000);
});
