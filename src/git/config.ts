import { spawnSync } from 'node:child_process';
import { UserError } from '../lib/user-error.ts';
import { gitEnv, type WorkTree } from './environment.ts';
import { gitProgram, startError } from './spawn.ts';

/** A value of git's configuration. */
export interface ConfigEntry {
  /** Section and name in lower case, the part between them as it is written. */
  key: string;
  value: string;
  /** `system`, `global`, `local`, `worktree` or `command`. */
  scope: string;
}

export interface ConfigPlace {
  /** Folder in which git runs; outside of a repository only the user's and the system's configuration count. */
  cwd: string;
  tree?: Pick<WorkTree, 'root' | 'gitDir'> | undefined;
  env?: NodeJS.ProcessEnv;
}

/**
 * The values of git's configuration whose keys match, in order of growing precedence. `isPath`: they are paths, in
 * which `~` is undone. Throws `UserError` where git is missing or the configuration cannot be read.
 */
export function readConfig(keys: RegExp, { cwd, tree, env = process.env }: ConfigPlace, isPath = false): ConfigEntry[] {
  const type = isPath ? ['--type=path'] : [];
  const args = ['--no-pager', 'config', '--null', '--show-scope', ...type, '--get-regexp', keys.source];
  const git = spawnSync(gitProgram(env), args, {
    cwd,
    env: gitEnv(env, tree, true),
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    windowsHide: true,
  });
  if (git.error) throw startError(git.error);
  // 1: there is none.
  if (git.status === 1) return [];
  if (git.status !== 0) throw new UserError('git-failed', `git config failed: ${git.stderr.trim().split('\n')[0]}`);
  const words = git.stdout.split('\0');
  const entries: ConfigEntry[] = [];
  for (let i = 0; i + 1 < words.length; i += 2) {
    const [, key = '', value = ''] = /^([^\n]*)\n?(.*)$/s.exec(words[i + 1]!) ?? [];
    entries.push({ scope: words[i]!, key, value });
  }
  return entries;
}
