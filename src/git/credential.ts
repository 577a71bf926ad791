import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { UserError } from '../lib/user-error.ts';
import { readConfig } from './config.ts';
import { gitEnv } from './environment.ts';
import { gitProgram, startError } from './spawn.ts';

export interface Credential {
  protocol: string;
  host: string;
  user: string;
  password: string;
}

/** Nobody is asked for anything meanwhile. */
const patience = 20_000;

/**
 * Hands a credential to the user's own helper and makes sure that it is there. A helper that the repository names is never
 * run. Throws `UserError` where there is none, where it keeps plain text, or knows another password for the same user.
 */
export function keepCredential(credential: Credential, env: NodeJS.ProcessEnv): { helper: string } {
  const fields = [credential.protocol, credential.host, credential.user, credential.password];
  if (fields.some((text) => /[\0\r\n]/.test(text))) throw fault('they hold a line break, which no helper takes');
  const folder = mkdtempSync(join(tmpdir(), 'keyturn-'));
  try {
    const outside = {
      ...gitEnv(env),
      GIT_CEILING_DIRECTORIES: dirname(folder),
      GIT_ASKPASS: '',
      GCM_INTERACTIVE: 'never',
    };
    const helper = findHelper(folder, outside);
    const ask = () => passwordOf(run('fill', { ...credential, password: '' }, folder, outside));
    const known = ask();
    if (known !== undefined && known !== credential.password) {
      throw fault(`${helper} keeps another password for ${credential.host}`);
    }
    if (known === undefined) run('approve', credential, folder, outside);
    if (ask() !== credential.password) throw fault(`${helper} did not keep them`);
    return { helper };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function findHelper(cwd: string, env: NodeJS.ProcessEnv): string {
  const entries = readConfig(/^credential(\..*)?\.helper$/, { cwd, env });
  const helpers = entries.map(({ value }) => value).slice(entries.findLastIndex(({ value }) => value === '') + 1);
  const isPlain = (helper: string) => /^(?:store|.*git-credential-store)(?:\s|$)/.test(helper);
  const [first] = helpers;
  if (first === undefined) {
    throw fault(
      'no credential helper is set to keep them: git config --global credential.helper cache (or one of your system)',
    );
  }
  if (helpers.some(isPlain)) throw fault('your credential helper, store, keeps them in plain text too');
  return first;
}

function run(
  action: 'fill' | 'approve',
  { protocol, host, user, password }: Credential,
  cwd: string,
  env: NodeJS.ProcessEnv,
): string {
  const lines = { protocol, host, username: user, ...(password !== '' && { password }) };
  const input = `${Object.entries(lines)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('')}\n`;
  const git = spawnSync(gitProgram(env), ['-c', 'credential.interactive=false', 'credential', action], {
    cwd,
    env,
    input,
    encoding: 'utf8',
    timeout: patience,
    windowsHide: true,
  });
  if (git.error) throw startError(git.error);
  return git.status === 0 ? git.stdout : '';
}

function passwordOf(output: string): string | undefined {
  return /^password=(.+)$/m.exec(output)?.[1];
}

function fault(problem: string): UserError {
  return new UserError('fix-failed', `the credentials stay where they are: ${problem}`);
}
