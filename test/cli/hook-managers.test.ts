import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { keyturn, tryGit, writeScript } from '../helpers/hooked.ts';
import { type Repo, repo, temporaryFolder } from '../helpers/repo.ts';
import { program } from '../helpers/run.ts';
import { githubPat } from '../helpers/secrets.ts';

/** What husky 9 puts into `.husky/_`: each hook runs the file of its name in `.husky`, with the package's commands on PATH. */
const runner =
  '#!/bin/sh\nf=".husky/$(basename "$0")"\n[ ! -f "$f" ] || PATH="node_modules/.bin:$PATH" sh -e "$f" "$@"\n';

function withHusky(): Repo {
  const made = repo();
  made.git('config', 'core.hooksPath', '.husky/_');
  for (const name of ['pre-commit', 'pre-push', 'commit-msg']) writeScript(join(made.path, '.husky/_', name), runner);
  writeScript(
    join(made.path, 'node_modules/.bin/keyturn'),
    `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`,
  );
  made.write('.gitignore', 'node_modules\n');
  return made;
}

it('goes into the files of husky, before the lines of the team, and out again', () => {
  const made = withHusky();
  const file = join(made.path, '.husky/pre-commit');
  const theirs = '#!/bin/sh\necho "tests run"\nexit 0';
  writeScript(file, theirs, 0o644);
  const { code, output } = keyturn(made.path, ['hook', 'install', '--pre-commit', '--commit-msg']);
  expect({ code, output }).toEqual({
    code: 0,
    output: expect.stringContaining(
      'Installed pre-commit: .husky/pre-commit\nInstalled commit-msg: .husky/commit-msg\n',
    ),
  });
  expect(keyturn(made.path, ['hook', 'install']).output).toContain('Updated pre-commit');
  made.add();
  expect(tryGit(made.path, ['commit', '-q', '-m', 'x']).output).toMatch(/No secrets found[\s\S]*tests run/);
  made.write('app.env', `GITHUB_TOKEN=${githubPat()}\n`);
  made.add();
  const blocked = tryGit(made.path, ['commit', '-m', 'x']);
  expect(blocked.code).toBe(1);
  expect(blocked.output).not.toContain('tests run');
  expect(keyturn(made.path, ['hook', 'status']).output).toMatch(/^pre-commit +installed: \.husky\/pre-commit$/m);
  keyturn(made.path, ['hook', 'uninstall']);
  expect(readFileSync(file, 'utf8')).toBe(theirs);
  expect(statSync(file).mode & 0o777).toBe(0o644);
  expect(existsSync(join(made.path, '.husky/commit-msg'))).toBe(false);
});

it("hands git's list of what is pushed on to the lines that follow", () => {
  const made = withHusky();
  const remote = repo(temporaryFolder(), '--bare');
  made.git('remote', 'add', 'origin', remote.path);
  writeScript(join(made.path, '.husky/pre-push'), 'read -r local _; echo "pushes $local"\n', 0o644);
  keyturn(made.path, ['hook', 'install', '--pre-push']);
  made.add();
  made.commit();
  const { code, output } = tryGit(made.path, ['push', '-q', 'origin', 'main']);
  expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('pushes refs/heads/main\n') });
});

it('goes into the hooks of husky before version 9, after its own line', () => {
  const made = withHusky();
  made.git('config', 'core.hooksPath', '.husky');
  writeScript(join(made.path, '.husky/_/husky.sh'), 'PATH="node_modules/.bin:$PATH"\n');
  keyturn(made.path, ['hook', 'install']);
  made.write('app.env', `GITHUB_TOKEN=${githubPat()}\n`);
  made.add();
  expect(tryGit(made.path, ['commit', '-m', 'x']).output).toContain('Commit blocked');
  keyturn(made.path, ['hook', 'uninstall']);
  expect(existsSync(join(made.path, '.husky/pre-commit'))).toBe(false);
});

it('says what to add where lefthook or husky 4 write the hooks, and writes nothing', () => {
  const made = repo();
  made.write('lefthook.yml', 'pre-commit:\n  commands: {}\n');
  expect(keyturn(made.path, ['hook', 'install', '--pre-commit', '--pre-push'])).toEqual({
    code: 2,
    output: `keyturn: lefthook writes the hooks of this repository and would replace others; add to lefthook.yml:
  pre-commit:
    commands:
      keyturn:
        run: keyturn hook run pre-commit
  pre-push:
    commands:
      keyturn:
        run: keyturn hook run pre-push {1} {2}
        use_stdin: true
`,
  });
  expect(existsSync(join(made.path, '.git/hooks/pre-commit'))).toBe(false);
  made.write('lefthook.yml', 'pre-commit:\n  commands:\n    keyturn:\n      run: keyturn hook run pre-commit\n');
  expect(keyturn(made.path, ['hook', 'status'])).toEqual({
    code: 0,
    output: expect.stringMatching(/^lefthook\.yml starts keyturn too$/m),
  });
  const old = repo();
  writeScript(join(old.path, '.git/hooks/pre-commit'), '#!/bin/sh\n# husky\n. "$(dirname "$0")/husky.sh"\n');
  expect(keyturn(old.path, ['hook', 'install'])).toEqual({
    code: 2,
    output: expect.stringContaining('"pre-commit": "keyturn hook run pre-commit $HUSKY_GIT_PARAMS"'),
  });
});
