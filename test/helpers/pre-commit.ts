import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const version = '4.7.0';

/**
 * The environment in which `python3 -m pre_commit` is the real pre-commit, from the Python index, kept in
 * `node_modules/.cache`. Throws where it cannot be had: what it proves must not be skipped.
 */
export function preCommitEnv(): NodeJS.ProcessEnv {
  const folder = fileURLToPath(new URL(`../../node_modules/.cache/pre-commit-${version}`, import.meta.url));
  if (!existsSync(join(folder, `pre_commit-${version}.dist-info/RECORD`))) {
    const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-compile'];
    try {
      execFileSync('python3', [...install, '--upgrade', '--target', folder, `pre-commit==${version}`], {
        stdio: 'pipe',
      });
    } catch (error) {
      throw new Error('pip cannot install pre-commit: its hooks cannot be tested', { cause: error });
    }
  }
  return { PYTHONPATH: folder };
}
