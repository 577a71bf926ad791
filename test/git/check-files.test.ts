import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkGitFiles } from '../../src/git/check-files.ts';
import { type Repo, repo, temporaryFolder } from '../helpers/repo.ts';
import { run } from '../helpers/run.ts';

function committed(): Repo {
  const made = repo();
  made.write('a.txt', 'a\n');
  made.add();
  made.git('commit', '--quiet', '--message', 'first');
  return made;
}

/** Puts a named pipe where a file was, or was not. */
function pipe(path: string): string {
  mkdirSync(dirname(path), { recursive: true });
  rmSync(path, { force: true });
  execFileSync('mkfifo', [path]);
  return path;
}

function check(made: Repo, isWhole = false): void {
  checkGitFiles({ root: made.path, gitDir: join(made.path, '.git') }, isWhole);
}

const always = [
  ...[
    '.git/HEAD',
    '.git/config',
    '.git/index',
    '.git/packed-refs',
    '.git/shallow',
    '.git/MERGE_HEAD',
    '.git/commondir',
  ],
  ...['.git/info/exclude', '.git/info/attributes', '.git/objects/info/alternates', '.git/objects/info/commit-graph'],
  ...['.git/objects/pack/pack-1.idx', '.git/refs/heads/main', '.gitignore', '.gitattributes'],
];

describe.skipIf(process.platform === 'win32')('a repository with a pipe in it', () => {
  it.each(always)('is refused for %s', (name) => {
    const made = committed();
    check(made);
    const path = pipe(join(made.path, name));
    expect(() => check(made)).toThrow(`${path} is a named pipe, for which git would wait: it must be a regular file`);
  });

  it.each(['.git/refs/heads/other', '.git/objects/12/34', '.git/logs/HEAD'])('is refused for %s as a whole', (name) => {
    const made = committed();
    const path = pipe(join(made.path, name));
    expect(() => check(made)).not.toThrow();
    expect(() => check(made, true)).toThrow(path);
  });

  it.each([
    ['an ignore file', (path: string) => `[core]\n\texcludesFile = ${path}\n`],
    ['an ignore file on one line', (path: string) => `[Core] excludesfile="${path}" ; mine\n`],
    ['what it includes', (path: string) => `[include]\n\tpath = ${path}\n`],
    ['what it includes under a condition', (path: string) => `[includeIf "gitdir:**"]\n\tpath=${path}\n`],
  ])('is refused where its configuration names one as %s', (_, config) => {
    const made = committed();
    const path = pipe(join(temporaryFolder(), 'pipe'));
    made.write('.git/more', config(path));
    made.git('config', 'include.path', 'more');
    expect(() => check(made)).toThrow(`${path} is a named pipe`);
  });

  it('is refused for a device, but not for nothing at all', () => {
    const made = committed();
    symlinkSync('/dev/null', join(made.path, '.git/info/attributes'));
    made.git('config', 'core.excludesFile', '/dev/null');
    check(made, true);
    made.git('config', 'core.excludesFile', '/dev/zero');
    expect(() => check(made)).toThrow('/dev/zero is a device, for which git would wait');
  });

  it.each(['scan', 'staged', 'history'])('ends %s with a message', async (command) => {
    const made = committed();
    const path = pipe(join(made.path, '.git/config'));
    const { code, stdout, stderr } = await run([command], { cwd: made.path });
    expect([code, stdout, stderr]).toEqual([
      2,
      '',
      `keyturn: ${path} is a named pipe, for which git would wait: it must be a regular file\n`,
    ]);
  });
});
