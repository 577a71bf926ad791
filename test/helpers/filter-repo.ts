import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const version = '2.47.0';

/**
 * A folder for PATH in which the real git-filter-repo is: that of the machine, or else the one of the Python index, kept
 * in `node_modules/.cache`. Throws where it cannot be had: what it proves must not be skipped.
 */
export function filterRepoFolder(): string | undefined {
  if (spawnSync('git', ['filter-repo', '--version']).status === 0) return undefined;
  const folder = fileURLToPath(new URL(`../../node_modules/.cache/git-filter-repo-${version}`, import.meta.url));
  const bin = join(folder, 'path');
  const command = join(bin, 'git-filter-repo');
  if (existsSync(command)) return bin;
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-compile'];
  try {
    execFileSync('python3', [...install, '--upgrade', '--target', folder, `git-filter-repo==${version}`], {
      stdio: 'pipe',
    });
  } catch (error) {
    throw new Error('git-filter-repo is not installed, and pip cannot install it: the clean-up cannot be tested', {
      cause: error,
    });
  }
  // The module is the program; so it needs no PYTHONPATH.
  const module = join(folder, 'git_filter_repo.py');
  chmodSync(module, 0o755);
  mkdirSync(bin, { recursive: true });
  // A link from an earlier try may lead nowhere.
  rmSync(command, { force: true });
  symlinkSync(join('..', 'git_filter_repo.py'), command);
  return bin;
}
