import { appendFileSync, chmodSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { findRepository, type Repository } from '../../src/git/find-repository.ts';
import { patchArgs } from '../../src/git/patch-args.ts';
import { readAll, runGit, startGit } from '../../src/git/spawn.ts';
import { gitTestEnv, openRepo, type Repo, repo, temporaryFolder } from '../helpers/repo.ts';

const env = gitTestEnv();
const start = process.cwd();
afterEach(() => process.chdir(start));

function committed(...initArgs: string[]): Repo {
  const made = repo(undefined, ...initArgs);
  made.write('a/b.txt', 'one\n');
  made.add();
  made.commit();
  return made;
}

/** What a reader of histories runs, all in one. */
async function readHistory(found: Repository | undefined, base = env): Promise<string> {
  const git = { tree: found!, keepLocal: found!.keepLocal, env: base };
  const ids = (await runGit(['rev-list', '--all', '--parents'], git)).toString();
  const diff = startGit(['diff-tree', '--stdin', '--root', '--always', '--cc', ...patchArgs(0, false)], {
    ...git,
    withInput: true,
  });
  diff.input?.end(ids);
  return (await readAll(diff)).toString();
}

describe('findRepository', () => {
  it('takes a work tree, what lies in it, and its .git folder', async () => {
    const made = committed();
    const whole = { root: made.path, gitDir: join(made.path, '.git'), isBare: false, keepLocal: false };
    expect(findRepository(made.path, env)).toEqual({ ...whole, prefix: '' });
    expect(findRepository(join(made.path, 'a/b.txt'), env)).toEqual({ ...whole, prefix: 'a/b.txt' });
    expect(findRepository(join(made.path, '.git'), env)).toEqual({ ...whole, prefix: '' });
    expect(findRepository(join(made.path, '.git/refs/heads'), env)).toEqual({ ...whole, prefix: '' });
    process.chdir(join(made.path, 'a'));
    expect(findRepository(undefined, env)).toEqual({ ...whole, prefix: 'a' });
    expect(findRepository('.', env)).toEqual({ ...whole, prefix: 'a' });
    expect(await readHistory(findRepository('.', env))).toContain('+one');
  });

  it('takes a linked work tree, its .git file and its folder in the repository', async () => {
    const made = committed();
    const linked = join(temporaryFolder(), 'linked');
    made.git('worktree', 'add', '--quiet', linked);
    const gitDir = join(made.path, '.git/worktrees/linked');
    const expected = { root: linked, gitDir, prefix: '', isBare: false, keepLocal: false };
    for (const path of [linked, join(linked, '.git'), gitDir]) expect(findRepository(path, env)).toEqual(expected);
    expect(await readHistory(findRepository(linked, env))).toContain('+one');
    rmSync(linked, { recursive: true });
    expect(findRepository(gitDir, env)).toEqual({ root: gitDir, gitDir, prefix: '', isBare: true, keepLocal: false });
    expect(await readHistory(findRepository(gitDir, env))).toContain('+one');
  });

  it('takes a bare repository, what lies in it, and its name without .git', async () => {
    const store = join(temporaryFolder(), 'x.git');
    committed().git('clone', '--quiet', '--bare', '.', store);
    const expected = { root: store, gitDir: store, prefix: '', isBare: true, keepLocal: false };
    for (const path of [store, join(store, 'refs'), store.slice(0, -4)])
      expect(findRepository(path, env)).toEqual(expected);
    expect(await readHistory(findRepository(store, env))).toContain('+one');
  });

  it('takes a submodule and its repository', async () => {
    const outer = repo();
    outer.git('submodule', '--quiet', 'add', committed().path, 'lib');
    const gitDir = join(outer.path, '.git/modules/lib');
    expect(findRepository(join(outer.path, 'lib'), env)).toMatchObject({ root: join(outer.path, 'lib'), gitDir });
    expect(findRepository(gitDir, env)).toMatchObject({ root: gitDir, isBare: true });
    expect(await readHistory(findRepository(gitDir, env))).toContain('+one');
  });

  it('says what does not exist, and gives nothing where there is no repository', () => {
    const folder = temporaryFolder();
    expect(findRepository(folder, env)).toBeUndefined();
    writeFileSync(join(folder, '.git'), 'gitdir: /nonexistent\n');
    expect(findRepository(folder, env)).toBeUndefined();
    expect(() => findRepository(join(folder, 'none'), env)).toThrow(`${folder}/none does not exist`);
  });

  it('takes GIT_DIR for the current repository, and for a path where the disk gives no answer', () => {
    const hooked = committed();
    const made = committed();
    const store = repo(undefined, '--bare');
    const inHook = { ...env, GIT_DIR: join(hooked.path, '.git') };
    process.chdir(hooked.path);
    expect(findRepository(undefined, { ...env, GIT_DIR: '.git' })).toMatchObject({
      root: hooked.path,
      keepLocal: true,
    });
    expect(findRepository(hooked.path, inHook)).toMatchObject({ root: hooked.path, keepLocal: true });
    expect(findRepository(made.path, inHook)).toMatchObject({ root: made.path, keepLocal: false });
    process.chdir(store.path);
    expect(findRepository(undefined, { ...env, GIT_DIR: '.' })).toMatchObject({ root: store.path, keepLocal: true });
    expect(findRepository(undefined, { ...env, GIT_DIR: '/nonexistent' })).toMatchObject({ keepLocal: false });
    const home = temporaryFolder();
    const named = { ...inHook, GIT_WORK_TREE: home };
    expect(findRepository(home, named)).toMatchObject({ root: home, gitDir: inHook.GIT_DIR, isBare: false });
  });
});

describe('what git reads there', () => {
  it('works with SHA-256', async () => {
    expect(await readHistory(findRepository(committed('--object-format=sha256').path, env))).toContain('+one');
  });

  it('works in repositories of other users', async () => {
    const made = committed();
    const others = { ...env, GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' };
    expect(await readHistory(findRepository(made.path, others), others)).toContain('+one');
    const store = join(temporaryFolder(), 'x.git');
    made.git('clone', '--quiet', '--bare', '.', store);
    expect(await readHistory(findRepository(store, others), others)).toContain('+one');
  });

  it('works with alternates, and in a bare repository in which every setting says otherwise', async () => {
    const made = committed();
    const shared = join(temporaryFolder(), 'shared');
    made.git('clone', '--quiet', '--shared', '--bare', '.', shared);
    expect(await readHistory(findRepository(shared, env))).toContain('+one');
    openRepo(shared).git('config', 'core.bare', 'false');
    openRepo(shared).git('config', 'core.worktree', '/etc');
    expect(await readHistory(findRepository(shared, env))).toContain('+one');
  });

  it('finds what waits in quarantine while a hook judges a push', async () => {
    const store = repo(undefined, '--bare');
    const made = committed();
    const waiting = join(store.path, 'objects/incoming');
    mkdirSync(waiting, { recursive: true });
    made.git('clone', '--quiet', '--bare', '.', join(store.path, 'clone'));
    renameSync(join(store.path, 'clone/objects/pack'), join(waiting, 'pack'));
    for (const id of made.git('rev-list', '--objects', '--all').matchAll(/^([0-9a-f]{2})([0-9a-f]{38})/gm)) {
      mkdirSync(join(waiting, id[1]!), { recursive: true });
      renameSync(join(made.path, '.git/objects', id[1]!, id[2]!), join(waiting, id[1]!, id[2]!));
    }
    const inHook = {
      ...env,
      GIT_DIR: '.',
      GIT_OBJECT_DIRECTORY: waiting,
      GIT_ALTERNATE_OBJECT_DIRECTORIES: join(store.path, 'objects'),
    };
    process.chdir(store.path);
    const found = findRepository(undefined, inHook)!;
    const head = made.git('rev-parse', 'HEAD');
    const git = { tree: found, keepLocal: found.keepLocal, env: inHook };
    expect((await runGit(['rev-list', head], git)).toString()).toBe(`${head}\n`);
  });

  it('ignores replaced objects and grafts', async () => {
    const made = committed();
    const second = made.commit('second');
    const third = made.commit('third');
    made.git('replace', '--graft', third);
    made.write('.git/info/grafts', `${second}\n`);
    const git = { tree: findRepository(made.path, env)!, env };
    expect(made.git('rev-list', '--count', 'HEAD')).toBe('1');
    expect((await runGit(['rev-list', '--count', 'HEAD'], git)).toString()).toBe('3\n');
  });
});

describe('in a hostile repository', () => {
  /** A repository with one setting that names a program, which leaves a file when it runs. */
  function hostile(settings: readonly string[]): { made: Repo; marker: string } {
    const made = committed();
    const marker = join(made.path, '.git/was-run');
    const program = made.write('.git/program', `#!/bin/sh\necho "$0 $*" >>'${marker}'\ncat\n`);
    chmodSync(program, 0o755);
    made.write('.gitattributes', '* diff=own filter=own merge=own\n');
    made.write('a/b.txt', 'two\n');
    made.add();
    made.git('commit', '--quiet', '-m', 'second');
    made.git('config', 'core.repositoryFormatVersion', '1');
    for (const setting of settings) {
      const [name, value] = setting.split('=') as [string, string];
      made.git('config', name, value.replace('PROGRAM', program));
    }
    return { made, marker };
  }

  it.each([
    ['core.fsmonitor=PROGRAM'],
    ['core.pager=PROGRAM', 'pager.diff-tree=true', 'pager.rev-list=true', 'pager.for-each-ref=true'],
    ['pager.diff-tree=PROGRAM'],
    ['core.editor=PROGRAM'],
    ['core.sshCommand=PROGRAM', 'remote.origin.url=ssh://example.com/x'],
    ['core.gitProxy=PROGRAM', 'remote.origin.url=git://example.com/x'],
    ['core.askPass=PROGRAM'],
    ['core.alternateRefsCommand=PROGRAM'],
    ['credential.helper=PROGRAM'],
    ['diff.external=PROGRAM'],
    ['diff.own.command=PROGRAM'],
    ['diff.own.textconv=PROGRAM', 'diff.own.cachetextconv=true'],
    ['filter.own.clean=PROGRAM', 'filter.own.smudge=PROGRAM'],
    ['filter.own.process=PROGRAM', 'filter.own.required=true'],
    ['merge.own.driver=PROGRAM'],
    ['gpg.program=PROGRAM', 'log.showSignature=true'],
    ['gpg.ssh.program=PROGRAM', 'gpg.format=ssh', 'log.showSignature=true'],
    ['uploadpack.packObjectsHook=PROGRAM'],
    ['alias.rev-list=!PROGRAM', 'alias.diff-tree=!PROGRAM'],
    ['interactive.diffFilter=PROGRAM'],
    ['trace2.normalTarget=PROGRAM'],
    ['remote.origin.promisor=true', 'remote.origin.url=ext::PROGRAM', 'protocol.ext.allow=always'],
    ['remote.origin.promisor=true', 'remote.origin.vcs=ext', 'remote.origin.url=PROGRAM', 'protocol.allow=always'],
    ['extensions.partialClone=origin', 'remote.origin.url=/', 'remote.origin.uploadpack=PROGRAM'],
  ])('%s runs nothing', async (...settings) => {
    const { made, marker } = hostile(settings);
    await expectQuiet(made, marker);
  });

  it('core.hooksPath and hooks run nothing', async () => {
    const { made, marker } = hostile([]);
    for (const hook of ['post-index-change', 'reference-transaction', 'post-checkout', 'fsmonitor-watchman']) {
      const path = made.write(`.git/hooks/${hook}`, `#!/bin/sh\necho "$0 $*" >>'${marker}'\n`);
      chmodSync(path, 0o755);
    }
    made.git('config', 'core.hooksPath', join(made.path, '.git/hooks'));
    await expectQuiet(made, marker);
  });

  it('include.path and extensions.worktreeConfig run nothing', async () => {
    const { made, marker } = hostile(['extensions.worktreeConfig=true', 'include.path=more', 'gc.auto=1']);
    const more =
      '[diff]\n\texternal = PROGRAM\n[diff "own"]\n\ttextconv = PROGRAM\n\tcommand = PROGRAM\n[core]\n\tfsmonitor = PROGRAM\n\tpager = PROGRAM\n';
    const text = more.replaceAll('PROGRAM', join(made.path, '.git/program'));
    made.write('.git/more', text);
    made.write('.git/config.worktree', text);
    await expectQuiet(made, marker);
  });

  it('core.attributesFile and info/attributes run nothing', async () => {
    const { made, marker } = hostile([
      'core.attributesFile=other',
      'diff.own.textconv=PROGRAM',
      'diff.own.command=PROGRAM',
    ]);
    made.write('.git/info/attributes', '* diff=own\n');
    made.write('other', '* diff=own\n');
    await expectQuiet(made, marker);
  });

  it('can tell: plain git runs the program', () => {
    const { made, marker } = hostile(['diff.own.textconv=PROGRAM']);
    made.git('log', '-p');
    expect(existsSync(marker)).toBe(true);
  });

  /** Reads all, then again with an object missing. */
  async function expectQuiet(made: Repo, marker: string): Promise<void> {
    const secondBlob = made.git('rev-parse', 'HEAD:a/b.txt');
    rmSync(marker, { force: true });
    appendFileSync(join(made.path, 'a/b.txt'), 'changed\n');
    const found = findRepository(made.path, env)!;
    const patch = await readHistory(found);
    expect([patch.includes('+one'), patch.includes('+two')]).toEqual([true, true]);
    rmSync(join(made.path, '.git/objects', secondBlob.slice(0, 2), secondBlob.slice(2)));
    await expect(readHistory(found)).rejects.toMatchObject({ code: 'git-failed' });
    await runGit(['for-each-ref', '--format=%(objectname) %(refname)'], { tree: found, env });
    expect(existsSync(marker)).toBe(false);
  }
});
