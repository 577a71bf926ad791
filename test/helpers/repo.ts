import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';

/** A real git repository in a temporary folder that goes when the test file is done. */
export interface Repo {
  /** Absolute real path of its work tree. */
  path: string;
  /** Writes a file, making its folders; gives its absolute path. */
  write(path: string | Buffer, content: string | Uint8Array): string;
  /** Deletes a file or folder of the work tree. */
  remove(path: string): void;
  /** `git add`; everything if no path is named. */
  add(...paths: string[]): void;
  /** Commits the index, running no hook unless one was installed; gives the commit's id. */
  commit(message?: string): string;
  /** Runs git in it and gives what it prints, without the last newline. */
  git(...args: string[]): string;
}

const temporary: string[] = [];

afterAll(() => {
  for (const folder of temporary.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** An empty temporary folder outside of any repository. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'keyturn-')));
  temporary.push(folder);
  return folder;
}

/** Makes a repository with the branch `main`, a fixed identity and dates; in a given empty folder if one is named. */
export function repo(folder = temporaryFolder(), ...initArgs: string[]): Repo {
  mkdirSync(folder, { recursive: true });
  const made = openRepo(folder);
  made.git('init', '--quiet', '--initial-branch=main', ...initArgs);
  return made;
}

/** The same for a work tree that exists: a clone, a linked work tree, a submodule. */
export function openRepo(path: string): Repo {
  const git = (...args: string[]) => runGit(path, args);
  return {
    path,
    git,
    write(name, content) {
      const target = typeof name === 'string' ? join(path, name) : Buffer.concat([Buffer.from(`${path}/`), name]);
      if (typeof target === 'string') mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, content);
      return target.toString();
    },
    remove(name) {
      rmSync(join(path, name), { recursive: true });
    },
    add(...paths) {
      git('add', ...(paths.length > 0 ? ['--', ...paths] : ['--all']));
    },
    commit(message = 'a change') {
      git('commit', '--quiet', '--allow-empty', '--message', message);
      return git('rev-parse', 'HEAD');
    },
  };
}

/** The environment of the tests' git: nothing of the user's configuration, nor of a hook that runs the tests. */
export function gitTestEnv(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  return {
    ...Object.fromEntries(own),
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'Ada Example',
    GIT_AUTHOR_EMAIL: 'ada@example.com',
    GIT_AUTHOR_DATE: '2024-01-02T03:04:05Z',
    GIT_COMMITTER_NAME: 'Ada Example',
    GIT_COMMITTER_EMAIL: 'ada@example.com',
    GIT_COMMITTER_DATE: '2024-01-02T03:04:05Z',
  };
}

function runGit(cwd: string, args: string[]): string {
  const output = execFileSync('git', ['-c', 'protocol.file.allow=always', ...args], {
    cwd,
    env: gitTestEnv(),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 1 << 28,
  });
  return output.replace(/\n$/, '');
}
