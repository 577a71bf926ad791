import { chmodSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { gitArgs, gitEnv } from '../../src/git/environment.ts';
import { findWorkTree, listFiles } from '../../src/git/list-files.ts';
import { patchArgs } from '../../src/git/patch-args.ts';
import { runGit } from '../../src/git/spawn.ts';
import { createStagedSource } from '../../src/sources/staged.ts';
import { collect } from '../helpers/collect.ts';
import { gitTestEnv, type Repo, repo } from '../helpers/repo.ts';

/** A repository that tries to run a program wherever git would let it; the program leaves a file. */
function hostileRepo(): { made: Repo; marker: string } {
  const made = repo();
  const marker = join(made.path, '.git/was-run');
  made.write('a.txt', 'one\n');
  made.write('b.pdf', 'one\n');
  made.write('c.enc', 'one\n');
  made.add();
  made.commit();
  const program = made.write('.git/program', `#!/bin/sh\necho "$0 $*" >>'${marker}'\ncat\n`);
  for (const hook of ['post-index-change', 'pre-commit', 'reference-transaction', 'fsmonitor-watchman']) {
    chmodSync(made.write(`.git/hooks/${hook}`, `#!/bin/sh\necho "$0 $*" >>'${marker}'\n`), 0o755);
  }
  chmodSync(program, 0o755);
  made.write('.gitattributes', '*.pdf diff=pdf\n*.enc filter=enc diff=enc\n');
  made.git('add', '.gitattributes');
  made.write('a.txt', 'one\ntwo\n');
  made.write('b.pdf', 'one\ntwo\n');
  made.write('c.enc', 'one\ntwo\n');
  made.write('d.bin', Buffer.from([0, 1]));
  made.add();
  const settings = {
    'core.fsmonitor': program,
    'core.pager': program,
    'pager.diff': program,
    'pager.ls-files': program,
    'core.editor': program,
    'core.sshCommand': program,
    'core.askPass': program,
    'core.gitProxy': program,
    'core.alternateRefsCommand': program,
    'core.hooksPath': join(made.path, '.git/hooks'),
    'credential.helper': program,
    'diff.external': program,
    'diff.pdf.command': program,
    'diff.pdf.textconv': program,
    'diff.enc.textconv': program,
    'filter.enc.clean': program,
    'filter.enc.smudge': program,
    'filter.enc.process': program,
    'filter.enc.required': 'true',
    'gpg.program': program,
    'log.showSignature': 'true',
    'interactive.diffFilter': program,
    'sequence.editor': program,
    'uploadpack.packObjectsHook': program,
    'alias.diff': `!${program}`,
    'alias.ls-files': `!${program}`,
    'alias.cat-file': `!${program}`,
    'remote.origin.url': `ext::${program}`,
    'remote.origin.vcs': 'ext',
    'remote.origin.uploadpack': program,
    'remote.origin.promisor': 'true',
    'remote.origin.partialCloneFilter': 'blob:none',
    'extensions.partialClone': 'origin',
    'core.repositoryFormatVersion': '1',
    'protocol.allow': 'always',
    'protocol.ext.allow': 'always',
  };
  for (const [name, value] of Object.entries(settings)) made.git('config', name, value);
  rmSync(marker, { force: true });
  return { made, marker };
}

const env = { ...gitTestEnv(), GIT_PAGER_IN_USE: '1' };

it('can tell: plain git runs the programs of this repository', () => {
  const { made, marker } = hostileRepo();
  expect(() => made.git('diff', '--cached', '--ext-diff')).toThrow();
  expect(existsSync(marker)).toBe(true);
});

it('runs no program of a hostile repository while it lists files', async () => {
  const { made, marker } = hostileRepo();
  const { files } = await listFiles(findWorkTree(made.path, {})!, { env });
  expect(files.map(({ path }) => path)).toEqual(['.gitattributes', 'a.txt', 'b.pdf', 'c.enc', 'd.bin']);
  expect(existsSync(marker)).toBe(false);
});

it('runs no program of a hostile repository while it reads what is staged', async () => {
  const { made, marker } = hostileRepo();
  const source = createStagedSource({ cwd: made.path, maxFileSize: 1 << 20, isIncluded: () => true, env });
  expect(await collect(source)).toEqual({
    fragments: [
      { path: '.gitattributes', text: '*.pdf diff=pdf\n*.enc filter=enc diff=enc\n', added: 'all' },
      ...['a.txt', 'b.pdf', 'c.enc'].map((path) => ({ path, text: 'one\ntwo\n', added: [2] })),
    ],
    skipped: [['d.bin', 'binary']],
    errors: [],
    done: [
      ['.gitattributes', 41],
      ['a.txt', 8],
      ['b.pdf', 8],
      ['c.enc', 8],
    ],
  });
  expect(existsSync(marker)).toBe(false);
});

it('runs no program of a hostile repository while it reads commits, nor fetches what is missing', async () => {
  const { made, marker } = hostileRepo();
  const git = { tree: { root: made.path, gitDir: join(made.path, '.git') }, env };
  const id = made.git('rev-parse', 'HEAD:a.txt');
  made.remove(`.git/objects/${id.slice(0, 2)}/${id.slice(2)}`);
  await expect(runGit(['cat-file', 'blob', id], git)).rejects.toMatchObject({ code: 'git-failed' });
  await expect(runGit(['diff-tree', '--root', ...patchArgs(3), 'HEAD'], git)).rejects.toMatchObject({
    code: 'git-failed',
  });
  await runGit(['log', '--max-count=1'], git);
  expect(existsSync(marker)).toBe(false);
});

it('runs no program of a hostile submodule', async () => {
  const { made: inner, marker } = hostileRepo();
  const outer = repo();
  outer.git('-c', 'advice.addEmbeddedRepo=false', 'clone', '--quiet', inner.path, 'inner');
  outer.git('add', 'inner');
  outer.git('config', '-f', join(outer.path, 'inner/.git/config'), 'core.fsmonitor', join(inner.path, '.git/program'));
  outer.write('inner/a.txt', 'changed\n');
  rmSync(marker, { force: true });
  const source = createStagedSource({ cwd: outer.path, maxFileSize: 1 << 20, isIncluded: () => true, env });
  expect((await collect(source)).skipped).toEqual([['inner', 'submodule']]);
  expect((await listFiles(findWorkTree(outer.path, {})!, { env })).files).toEqual([{ path: 'inner', mode: 0o160000 }]);
  expect(existsSync(marker)).toBe(false);
});

it('does not leave the work tree when core.worktree points elsewhere', async () => {
  const made = repo();
  made.git('config', 'core.worktree', '/etc');
  await expect(listFiles(findWorkTree(made.path, {})!, { env })).resolves.toEqual({ files: [], unlisted: [] });
});

it('keeps the environment, save what changes the output or belongs to another repository', () => {
  const given = {
    PATH: '/bin',
    GIT_DIFF_OPTS: '-u0',
    GIT_INDEX_FILE: 'i',
    GIT_DIR: 'd',
    GIT_TRACE: '0',
    LC_ALL: 'de_DE',
  };
  const ours = {
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_GRAFT_FILE: '/dev/null',
    GIT_NO_LAZY_FETCH: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    LC_ALL: 'C',
  };
  expect(gitEnv(given)).toEqual({ PATH: '/bin', GIT_TRACE: '0', ...ours });
  expect(gitEnv(given, undefined, true)).toEqual({
    PATH: '/bin',
    GIT_TRACE: '0',
    GIT_INDEX_FILE: 'i',
    GIT_DIR: 'd',
    ...ours,
  });
  expect(gitEnv(given, { root: '/r', gitDir: '/r/.git' })).toMatchObject({ GIT_DIR: '/r/.git', GIT_WORK_TREE: '/r' });
});

it('puts the settings before the command', () => {
  const args = gitArgs(['status']);
  expect([args[0], args.includes('core.fsmonitor=false'), args.at(-1)]).toEqual(['--no-pager', true, 'status']);
});
