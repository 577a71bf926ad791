import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keyturn, tryGit, writeScript } from '../helpers/hooked.ts';
import { type Repo, repo, temporaryFolder } from '../helpers/repo.ts';
import { program } from '../helpers/run.ts';
import { githubPat } from '../helpers/secrets.ts';

const hooksOf = ({ path }: Pick<Repo, 'path'>) => join(path, '.git/hooks');
const listed = (folder: string) =>
  readdirSync(folder)
    .filter((name) => !name.endsWith('.sample'))
    .sort();

/** A repository with a commit, and a hook for what is staged. */
function hooked(...flags: string[]): Repo {
  const made = repo();
  made.write('README', 'a shop\n');
  made.add();
  made.commit();
  expect(keyturn(made.path, ['hook', 'install', ...flags]).code).toBe(0);
  return made;
}

function stageSecret({ write, add }: Repo, name = 'app.env', seed = 1): void {
  write(name, `GITHUB_TOKEN=${githubPat(seed)}\n`);
  add();
}

describe('an installed hook', () => {
  it('stops a commit that adds a secret, and lets it pass when that is mended', () => {
    const made = hooked();
    stageSecret(made);
    const stopped = tryGit(made.path, ['commit', '-m', 'configure']);
    expect(stopped.code).toBe(1);
    expect(stopped.output).toContain('Commit blocked');
    expect(stopped.output).not.toContain(githubPat());
    made.write('app.env', 'GITHUB_TOKEN=\n');
    made.add();
    expect(tryGit(made.path, ['commit', '-m', 'configure']).code).toBe(0);
  });

  it.each([
    ['commit --all', ['commit', '--all', '-m', 'x']],
    ['commit --amend', ['commit', '--all', '--amend', '--no-edit']],
    ['commit of a path', ['commit', '-m', 'x', 'README']],
  ])('stops %s', (_title, args) => {
    const made = hooked();
    made.write('README', `token: ${githubPat()}\n`);
    expect(tryGit(made.path, args).code).toBe(1);
    expect(made.git('log', '--format=%s')).toBe('a change');
  });

  it('lets a rebase and a merge of what is clean pass', () => {
    const made = hooked('--pre-commit', '--commit-msg', '--prepare-commit-msg', '--pre-push');
    made.git('checkout', '--quiet', '-b', 'side');
    made.write('side', 'one\n');
    made.add();
    made.commit('side');
    made.git('checkout', '--quiet', 'main');
    made.write('main', 'two\n');
    made.add();
    made.commit('main');
    expect(tryGit(made.path, ['rebase', '--quiet', 'main', 'side']).code).toBe(0);
    made.git('checkout', '--quiet', 'main');
    expect(tryGit(made.path, ['merge', '--no-ff', '-m', 'join', 'side']).code).toBe(0);
    expect(tryGit(made.path, ['commit', '--amend', '-m', 'joined']).code).toBe(0);
  });

  it('needs nothing on PATH, as under a graphical client', () => {
    const made = hooked();
    stageSecret(made);
    const bin = temporaryFolder();
    for (const name of ['git', 'sh']) {
      symlinkSync(execFileSync('which', [name], { encoding: 'utf8' }).trim(), join(bin, name));
    }
    const { code, output } = tryGit(made.path, ['commit', '-m', 'x'], { PATH: bin });
    expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining('Commit blocked') });
  });

  it('scans nothing, and says so, with KEYTURN_SKIP', () => {
    const made = hooked();
    stageSecret(made);
    const { code, output } = tryGit(made.path, ['commit', '-q', '-m', 'x'], { KEYTURN_SKIP: '1' });
    expect({ code, output }).toEqual({
      code: 0,
      output: 'keyturn: KEYTURN_SKIP is set: pre-commit scans nothing\n',
    });
  });

  it('blocks and says what to do where the program is gone, but takes one from PATH', () => {
    const made = hooked();
    made.write('more', 'text\n');
    made.add();
    const hook = join(hooksOf(made), 'pre-commit');
    const gone = '/nowhere/keyturn.cjs';
    writeFileSync(hook, readFileSync(hook, 'utf8').replace(/^program='.*'$/m, `program='${gone}'`));
    const stopped = tryGit(made.path, ['commit', '-q', '-m', 'x']);
    expect(stopped).toEqual({
      code: 1,
      output: `keyturn: not found: neither ${gone} nor keyturn on PATH; nothing was scanned.
  Install it and run: keyturn hook install
  To go on without: KEYTURN_SKIP=1 git commit ...
`,
    });
    const bin = temporaryFolder();
    writeScript(join(bin, 'keyturn'), `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`);
    expect(tryGit(made.path, ['commit', '-q', '-m', 'x'], { PATH: `${bin}:${process.env.PATH}` }).code).toBe(0);
  });

  it('takes the package of the work tree only where it was installed from there', () => {
    const made = repo();
    const own = join(made.path, 'node_modules/keyturn/dist');
    mkdirSync(own, { recursive: true });
    for (const name of readdirSync(join(program, '..'))) {
      if (statSync(join(program, '..', name)).isFile()) copyFileSync(join(program, '..', name), join(own, name));
    }
    writeScript(join(made.path, 'node_modules/.bin/keyturn'), '#!/bin/sh\necho local; exit 3\n');
    const hook = join(hooksOf(made), 'pre-commit');
    keyturn(made.path, ['hook', 'install']);
    expect(readFileSync(hook, 'utf8')).not.toContain('node_modules/.bin');
    execFileSync(process.execPath, [join(own, 'keyturn.cjs'), 'hook', 'install'], { cwd: made.path });
    expect(readFileSync(hook, 'utf8')).toContain("if [ -x './node_modules/.bin/keyturn' ]");
    rmSync(own, { recursive: true });
    expect(tryGit(made.path, ['commit', '--allow-empty', '-m', 'x'])).toEqual({ code: 1, output: 'local\n' });
  });
});

describe('a hook that was there before', () => {
  const before = '#!/bin/sh\necho "before $(basename "$0") $#"\ntest ! -e stop || exit 7';

  it('runs first, its exit code counts, and it comes back byte for byte with its mode', () => {
    const made = repo();
    const hook = join(hooksOf(made), 'pre-commit');
    writeScript(hook, before, 0o750);
    expect(keyturn(made.path, ['hook', 'install'])).toEqual({
      code: 0,
      output:
        'Installed pre-commit: .git/hooks/pre-commit; the hook that was there runs first, as .git/hooks/pre-commit.before-keyturn\n',
    });
    made.write('app.txt', 'text\n');
    made.add();
    expect(tryGit(made.path, ['commit', '-q', '-m', 'x'])).toEqual({
      code: 0,
      output: expect.stringMatching(/^before pre-commit\.before-keyturn 0\nNo secrets found/),
    });
    stageSecret(made);
    expect(tryGit(made.path, ['commit', '-q', '-m', 'x']).output).toMatch(/^before [\s\S]*Commit blocked/);
    made.write('stop', '');
    expect(tryGit(made.path, ['hook', 'run', 'pre-commit'])).toEqual({
      code: 7,
      output: 'before pre-commit.before-keyturn 0\n',
    });
    expect(keyturn(made.path, ['hook', 'uninstall'])).toEqual({
      code: 0,
      output: 'Removed pre-commit: .git/hooks/pre-commit; the hook that was there before is back\n',
    });
    expect(readFileSync(hook, 'utf8')).toBe(before);
    expect(statSync(hook).mode & 0o777).toBe(0o750);
    expect(listed(hooksOf(made))).toEqual(['pre-commit']);
  });

  it('stays off if it was off, and is linked to as before', () => {
    const made = repo();
    const hook = join(hooksOf(made), 'pre-commit');
    writeScript(join(made.path, 'tools/check'), before, 0o644);
    mkdirSync(hooksOf(made), { recursive: true });
    symlinkSync('../../tools/check', hook);
    keyturn(made.path, ['hook', 'install']);
    expect(tryGit(made.path, ['commit', '-q', '--allow-empty', '-m', 'x']).output).not.toContain('before');
    keyturn(made.path, ['hook', 'uninstall']);
    expect(readFileSync(hook, 'utf8')).toBe(before);
  });

  it('gets what git tells of a push, as ours does', () => {
    const made = hooked();
    const remote = repo(temporaryFolder(), '--bare');
    made.git('remote', 'add', 'origin', remote.path);
    writeScript(join(hooksOf(made), 'pre-push'), '#!/bin/sh\necho "$1"; cat\n');
    keyturn(made.path, ['hook', 'install', '--pre-push']);
    stageSecret(made);
    tryGit(made.path, ['commit', '-q', '--no-verify', '-m', 'x']);
    const { code, output } = tryGit(made.path, ['push', '-q', 'origin', 'main']);
    expect(code).toBe(1);
    expect(output).toMatch(/^origin\nrefs\/heads\/main [0-9a-f]{40} refs\/heads\/main 0{40}\n[\s\S]*Push blocked/);
  });

  it('is not overwritten where another was kept already', () => {
    const made = repo();
    writeScript(join(hooksOf(made), 'pre-commit'), before);
    writeScript(join(hooksOf(made), 'pre-commit.before-keyturn'), '#!/bin/sh\n');
    expect(keyturn(made.path, ['hook', 'install'])).toEqual({
      code: 2,
      output: `keyturn: ${hooksOf(made)}/pre-commit.before-keyturn is there already: move it away, then install again\n`,
    });
    expect(readFileSync(join(hooksOf(made), 'pre-commit'), 'utf8')).toBe(before);
  });
});

describe('hook install', () => {
  it('does the same twice as once', () => {
    const made = hooked('--pre-commit', '--pre-push');
    const texts = () => listed(hooksOf(made)).map((name) => [name, readFileSync(join(hooksOf(made), name), 'utf8')]);
    const once = texts();
    expect(keyturn(made.path, ['hook', 'install', '--pre-push']).output).toBe(
      'Already installed: pre-push: .git/hooks/pre-push\n',
    );
    expect(texts()).toEqual(once);
    expect(keyturn(made.path, ['hook', 'status'])).toEqual({
      code: 0,
      output: `pre-commit          installed: .git/hooks/pre-commit
commit-msg          not installed
prepare-commit-msg  not installed
pre-push            installed: .git/hooks/pre-push
`,
    });
    keyturn(made.path, ['hook', 'uninstall', '--pre-commit']);
    expect(listed(hooksOf(made))).toEqual(['pre-push']);
  });

  it('leaves a hook of ours alone that was changed', () => {
    const made = hooked();
    const hook = join(hooksOf(made), 'pre-commit');
    const text = `${readFileSync(hook, 'utf8')}npm test\n`;
    writeFileSync(hook, text);
    for (const command of ['install', 'uninstall']) {
      expect(keyturn(made.path, ['hook', command])).toEqual({
        code: 2,
        output: `keyturn: ${hook} was changed since keyturn wrote it: take your lines out, or the file away\n`,
      });
    }
    expect(readFileSync(hook, 'utf8')).toBe(text);
    expect(keyturn(made.path, ['hook', 'status']).code).toBe(1);
  });

  it('works in a linked work tree, for it and the main one', () => {
    const made = hooked();
    keyturn(made.path, ['hook', 'uninstall']);
    const linked = join(temporaryFolder(), 'linked');
    made.git('worktree', 'add', '--quiet', linked);
    expect(keyturn(linked, ['hook', 'install']).code).toBe(0);
    writeFileSync(join(linked, 'app.env'), `GITHUB_TOKEN=${githubPat()}\n`);
    tryGit(linked, ['add', '.']);
    expect(tryGit(linked, ['commit', '-m', 'x']).code).toBe(1);
    stageSecret(made);
    expect(tryGit(made.path, ['commit', '-m', 'x']).code).toBe(1);
  });

  it('works in a submodule', () => {
    const inner = hooked();
    const outer = repo();
    outer.git('submodule', '--quiet', 'add', inner.path, 'inner');
    const sub = join(outer.path, 'inner');
    expect(keyturn(sub, ['hook', 'install']).code).toBe(0);
    writeFileSync(join(sub, 'app.env'), `GITHUB_TOKEN=${githubPat()}\n`);
    tryGit(sub, ['add', '.']);
    expect(tryGit(sub, ['commit', '-m', 'x']).code).toBe(1);
    expect(readdirSync(join(outer.path, '.git/modules/inner/hooks'))).toContain('pre-commit');
  });

  it.each(["it's here", 'a "b" $(c)', 'two\nlines'])('works in a folder that is called %j', (name) => {
    const made = repo(join(temporaryFolder(), name));
    writeScript(join(hooksOf(made), 'pre-commit'), '#!/bin/sh\necho first\n');
    expect(keyturn(made.path, ['hook', 'install']).code).toBe(0);
    stageSecret(made);
    expect(tryGit(made.path, ['commit', '-m', 'x']).output).toMatch(/^first\n[\s\S]*Commit blocked/);
  });

  it('makes the folder of hooks where there is none, and says where it cannot', () => {
    const made = repo();
    rmSync(hooksOf(made), { recursive: true, force: true });
    expect(keyturn(made.path, ['hook', 'install']).code).toBe(0);
    rmSync(hooksOf(made), { recursive: true });
    writeFileSync(hooksOf(made), '');
    expect(keyturn(made.path, ['hook', 'install'])).toEqual({
      code: 2,
      output: expect.stringMatching(/^keyturn: .*hooks\/pre-commit cannot be written: \w+\n$/),
    });
  });

  it('follows core.hooksPath, and says whom it is about', () => {
    const made = repo();
    made.git('config', 'core.hooksPath', 'tools/my hooks');
    const { code, output } = keyturn(made.path, ['hook', 'install']);
    expect({ code, output }).toEqual({
      code: 0,
      output: `Installed pre-commit: tools/my hooks/pre-commit
keyturn: ${made.path}/tools/my hooks is part of the work tree: the hooks name paths of this machine; elsewhere they take keyturn from PATH
`,
    });
    stageSecret(made);
    expect(tryGit(made.path, ['commit', '-m', 'x']).code).toBe(1);
    const shared = temporaryFolder();
    const globalConfig = join(temporaryFolder(), 'config');
    writeFileSync(globalConfig, `[core]\n\thooksPath = ${shared}\n`);
    const other = repo();
    expect(keyturn(other.path, ['hook', 'install'], { GIT_CONFIG_GLOBAL: globalConfig }).output).toContain(
      `core.hooksPath is set in the global configuration: hooks in ${shared} run in all repositories`,
    );
    expect(listed(shared)).toEqual(['pre-commit']);
  });

  it('writes into a template, from which git makes repositories', () => {
    const template = temporaryFolder();
    const { output } = keyturn(temporaryFolder(), ['hook', 'install', `--template=${template}`]);
    expect(output).toContain(`git config --global init.templateDir '${template}'`);
    const made = repo(temporaryFolder(), `--template=${template}`);
    stageSecret(made);
    expect(tryGit(made.path, ['commit', '-m', 'x']).code).toBe(1);
    expect(keyturn(made.path, ['hook', 'install', '--template'])).toEqual({
      code: 2,
      output: 'keyturn: --template must name a folder, as in --template=DIR: init.templateDir is not set\n',
    });
    expect(keyturn(made.path, ['hook', 'uninstall', `--template=${template}`]).code).toBe(0);
    expect(listed(join(template, 'hooks'))).toEqual([]);
  });

  it('says that there is no repository', () => {
    const folder = temporaryFolder();
    for (const command of ['install', 'uninstall', 'status']) {
      expect(keyturn(folder, ['hook', command])).toEqual({
        code: 2,
        output: `keyturn: ${folder} is in no git repository\n`,
      });
    }
  });
});
