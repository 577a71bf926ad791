import { expect, it } from 'vitest';
import { keyturn, tryGit } from '../helpers/hooked.ts';
import { type Repo, repo } from '../helpers/repo.ts';
import { githubPat } from '../helpers/secrets.ts';

function hooked(): Repo {
  const made = repo();
  keyturn(made.path, ['hook', 'install', '--commit-msg']);
  return made;
}

/** An editor that puts text before what git offers. */
const typing = (text: string) =>
  `sh -c 'f="$1"; { printf "%b\\n" "${text}"; cat "$f"; } > "$f.new"; mv "$f.new" "$f"' --`;

it('stops a commit whose message holds a secret, and is silent about others', () => {
  const { path, git } = hooked();
  const message = `use the token\n\nit is ${githubPat()}`;
  const { code, output } = tryGit(path, ['commit', '--quiet', '--allow-empty', '-m', message]);
  expect(code).toBe(1);
  expect(output).toContain('(commit message):3:7');
  expect(output).toContain('Commit blocked: its message holds a secret.');
  expect(output).not.toContain(githubPat());
  expect(tryGit(path, ['commit', '--quiet', '--allow-empty', '-m', 'use the token'])).toEqual({ code: 0, output: '' });
  expect(git('log', '--format=%s')).toBe('use the token');
});

it('lets a message pass that says why', () => {
  const { path } = hooked();
  const message = `the vendor's sample ${githubPat()} keyturn:allow github-pat reason="revoked"`;
  expect(tryGit(path, ['commit', '--quiet', '--allow-empty', '-m', message])).toEqual({ code: 0, output: '' });
});

it('leaves out what git takes out of an edited message: comments, and the change under the scissors', () => {
  const made = hooked();
  const { path } = made;
  made.write('app.env', `GITHUB_TOKEN=${githubPat()}\n`);
  made.add();
  const args = ['commit', '--quiet', '--verbose'];
  expect(tryGit(path, args, { GIT_EDITOR: typing(`ok\\n# was ${githubPat(2)}`) })).toEqual({ code: 0, output: '' });
  const amend = [...args, '--amend'];
  expect(tryGit(path, amend, { GIT_EDITOR: typing(`is ${githubPat(2)}`) }).output).toContain('(commit message):1:4');
});

it('reads comments that git keeps: those of a message that nobody edits', () => {
  const { path } = hooked();
  const { output } = tryGit(path, ['commit', '--quiet', '--allow-empty', '-m', `x\n\n# is ${githubPat()}`]);
  expect(output).toContain('(commit message):3:6');
});

it.each([
  ['core.commentChar', ';', `ok\\n; was ${githubPat()}`, 0],
  ['core.commentChar', ';', `ok\\n# was ${githubPat()}`, 1],
  ['core.commentChar', 'auto', `ok\\n# was ${githubPat()}`, 0],
  ['commit.cleanup', 'scissors', `ok\\n# was ${githubPat()}`, 1],
  ['commit.cleanup', 'whitespace', `ok\\n# was ${githubPat()}`, 1],
])('goes by %s = %s', (key, value, text, expected) => {
  const made = hooked();
  made.git('config', key, value);
  expect(tryGit(made.path, ['commit', '--quiet', '--allow-empty'], { GIT_EDITOR: typing(text) }).code).toBe(expected);
});

it('says what is wrong with the file that it is given', () => {
  const { path } = hooked();
  expect(keyturn(path, ['hook', 'run', 'commit-msg', 'gone'])).toEqual({
    code: 2,
    output: 'keyturn: gone cannot be read: ENOENT\n',
  });
  expect(keyturn(path, ['hook', 'run', 'commit-msg', '.git'])).toEqual({
    code: 2,
    output: 'keyturn: .git must be a file with the message\n',
  });
  expect(keyturn(path, ['hook', 'run', 'commit-msg'])).toEqual({
    code: 2,
    output: 'keyturn: hook run commit-msg needs the file of the message\n  see: keyturn hook run --help\n',
  });
});
