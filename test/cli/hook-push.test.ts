import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { keyturn, tryGit } from '../helpers/hooked.ts';
import { openRepo, type Repo, repo, temporaryFolder } from '../helpers/repo.ts';
import { githubPat } from '../helpers/secrets.ts';

const secret = (seed = 1) => `GITHUB_TOKEN=${githubPat(seed)}\n`;

/** A repository whose remote has its first commit, with a hook for pushes. */
function pushing(): { made: Repo; remote: Repo } {
  const remote = repo(temporaryFolder(), '--bare');
  const made = repo();
  change(made, 'README', 'a shop\n');
  made.git('remote', 'add', 'origin', remote.path);
  made.git('push', '--quiet', 'origin', 'main');
  expect(keyturn(made.path, ['hook', 'install', '--pre-push']).code).toBe(0);
  return { made, remote };
}

function change({ write, add, commit }: Repo, name: string, text: string, message = name): string {
  write(name, text);
  add();
  return commit(message);
}

/** Exit code, and the paths and lines of what was found. */
function push({ path }: Repo, ...args: string[]): [code: number | null, found: string[]] {
  const { code, output } = tryGit(path, ['push', '--quiet', ...args]);
  expect(output).not.toContain(githubPat());
  const found = [...output.matchAll(/^ {2}(\S.*?)(?: {2}|\n {2})[a-z-]+, confidence/gm)].map(([, place]) => place!);
  return [code, found.sort()];
}

describe('the hook for pushes', () => {
  it('stops what is new on a branch, and nothing reaches the remote', () => {
    const { made, remote } = pushing();
    change(made, 'app.env', secret());
    change(made, 'app.env', '');
    expect(push(made, 'origin', 'main')).toEqual([1, ['app.env:1:14']]);
    expect(remote.git('log', '--format=%s', 'main')).toBe('README');
  });

  it('does not look again at what the remote has', () => {
    const { made } = pushing();
    change(made, 'app.env', secret());
    expect(tryGit(made.path, ['push', '--quiet', '--no-verify', 'origin', 'main']).code).toBe(0);
    change(made, 'more', 'text\n');
    expect(push(made, 'origin', 'main')).toEqual([0, []]);
    expect(push(made, 'origin', 'main:copy')).toEqual([0, []]);
    made.git('checkout', '--quiet', '-b', 'topic');
    change(made, 'topic.env', secret(2));
    expect(push(made, 'origin', 'topic')).toEqual([1, ['topic.env:1:14']]);
  });

  it('reads all of what goes to another remote', () => {
    const { made } = pushing();
    change(made, 'app.env', secret());
    tryGit(made.path, ['push', '--quiet', '--no-verify', 'origin', 'main']);
    const other = repo(temporaryFolder(), '--bare');
    expect(push(made, other.path, 'main')).toEqual([1, ['app.env:1:14']]);
    const [, url = ''] = [made, made.git('remote', 'get-url', 'origin')] as const;
    expect(push(made, url, 'main:again')).toEqual([0, []]);
  });

  it('reads what a force-push puts in the place of what was there', () => {
    const { made } = pushing();
    change(made, 'old', 'text\n');
    expect(push(made, 'origin', 'main')).toEqual([0, []]);
    made.git('reset', '--quiet', '--hard', 'HEAD~1');
    change(made, 'new.env', secret());
    expect(push(made, '--force', 'origin', 'main')).toEqual([1, ['new.env:1:14']]);
  });

  it('knows the old tip of a branch by what git tells, though nothing here leads to it', () => {
    const { made } = pushing();
    change(made, 'app.env', secret());
    tryGit(made.path, ['push', '--quiet', '--no-verify', 'origin', 'main']);
    made.git('update-ref', '-d', 'refs/remotes/origin/main');
    change(made, 'more', 'text\n');
    expect(push(made, 'origin', 'main')).toEqual([0, []]);
  });

  it('reads tags: their messages, their names, and what only they lead to', () => {
    const { made } = pushing();
    made.git('tag', '--annotate', 'v1', '--message', `token ${githubPat()}`);
    expect(push(made, 'origin', 'v1')).toEqual([1, ['annotated tag, line 4']]);
    made.git('checkout', '--quiet', '--detach');
    change(made, 'detached.env', secret(2));
    made.git('tag', 'v2');
    expect(push(made, 'origin', 'v2')).toEqual([1, ['detached.env:1:14']]);
    made.git('tag', `v-${githubPat(3)}`, 'main');
    expect(push(made, 'origin', `v-${githubPat(3)}`)).toEqual([1, ['name of a ref']]);
  });

  it('reads several refs at once, and lets a deletion pass', () => {
    const { made } = pushing();
    for (const [index, name] of ['one', 'two', 'three'].entries()) {
      made.git('checkout', '--quiet', '-b', name, 'main');
      change(made, `${name}.env`, name === 'three' ? '' : secret(index + 1));
    }
    expect(push(made, 'origin', 'one', 'two', 'three')).toEqual([1, ['one.env:1:14', 'two.env:1:14']]);
    expect(push(made, 'origin', 'three')).toEqual([0, []]);
    expect(push(made, 'origin', ':three')).toEqual([0, []]);
    expect(push(made, '--mirror', 'origin')[0]).toBe(1);
  });

  it('reads messages, and works in a shallow clone', () => {
    const { made, remote } = pushing();
    change(made, 'app.env', secret());
    tryGit(made.path, ['push', '--quiet', '--no-verify', 'origin', 'main']);
    const path = join(temporaryFolder(), 'shallow');
    remote.git('clone', '--quiet', '--depth=1', pathToFileURL(remote.path).href, path);
    const shallow = openRepo(path);
    keyturn(path, ['hook', 'install', '--pre-push']);
    change(shallow, 'more', 'text\n');
    expect(push(shallow, 'origin', 'HEAD:main')).toEqual([0, []]);
    const id = change(shallow, 'again', 'text\n', `use ${githubPat(2)}`);
    expect(push(shallow, 'origin', 'HEAD:main')).toEqual([1, [`message of ${id.slice(0, 10)}, line 1`]]);
  });

  it('passes over a broken ref that is not pushed', () => {
    const { made } = pushing();
    made.write('.git/refs/heads/broken', `${'1'.repeat(40)}\n`);
    change(made, 'more', 'text\n');
    expect(push(made, 'origin', 'main')).toEqual([0, []]);
  });

  it('refuses a list that is none of git’s', () => {
    const { made } = pushing();
    expect(keyturn(made.path, ['hook', 'run', 'pre-push', 'origin', 'url'], {}, 'main\n')).toEqual({
      code: 2,
      output:
        'keyturn: pre-push: standard input must be lines of <local ref> <local id> <remote ref> <remote id>, got "main"\n',
    });
    expect(keyturn(made.path, ['hook', 'run', 'pre-psh'])).toEqual({
      code: 2,
      output: 'keyturn: hook run knows no hook "pre-psh"; did you mean pre-push?\n  see: keyturn hook run --help\n',
    });
  });
});

describe('the hook for merges', () => {
  it('stops a merge of commits that hold a secret, and says how to go on', () => {
    const made = repo();
    change(made, 'README', 'a shop\n');
    made.git('checkout', '--quiet', '-b', 'side');
    change(made, 'app.env', secret());
    change(made, 'app.env', '');
    made.git('checkout', '--quiet', 'main');
    change(made, 'more', 'text\n');
    keyturn(made.path, ['hook', 'install', '--prepare-commit-msg']);
    const { code, output } = tryGit(made.path, ['merge', '--no-edit', 'side']);
    expect(code).toBe(1);
    expect(output).toContain('Merge stopped');
    expect(output).toContain('app.env:1:14');
    expect(tryGit(made.path, ['commit', '--no-edit'], { KEYTURN_SKIP: '1' }).code).toBe(0);
    expect(tryGit(made.path, ['commit', '--allow-empty', '-m', 'no merge'])).toMatchObject({ code: 0 });
  });
});
