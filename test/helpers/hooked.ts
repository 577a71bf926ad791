import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { gitTestEnv, temporaryFolder } from './repo.ts';
import { program } from './run.ts';

/** How a command ended and all that it printed. */
export interface Ending {
  code: number | null;
  output: string;
}

const home = temporaryFolder;
let isolated: NodeJS.ProcessEnv | undefined;

/** The environment of git and of the hooks that it runs. */
function environment(extra: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  isolated ??= { ...gitTestEnv(), HOME: home(), NODE_EXTRA_CA_CERTS: undefined };
  return { ...isolated, ...extra };
}

function end(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv, input?: string): Ending {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    env: environment(env),
    encoding: 'utf8',
    ...(input !== undefined && { input }),
  });
  if (error) throw error;
  return { code: status, output: stdout + stderr };
}

/** Runs git as a user would, hooks and all. */
export function tryGit(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Ending {
  return end('git', ['-c', 'protocol.file.allow=always', ...args], cwd, env);
}

/** Runs keyturn in a repository, with git's test configuration. */
export function keyturn(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = {}, input?: string): Ending {
  return end(process.execPath, [program, ...args], cwd, env, input);
}

/** Writes a shell script, its folder too. */
export function writeScript(path: string, text: string, mode = 0o755): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, mode);
}
