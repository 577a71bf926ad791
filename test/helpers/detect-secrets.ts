import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const version = '1.5.0';
const modules = { scan: 'detect_secrets', hook: 'detect_secrets.pre_commit_hook' };

/**
 * Runs the real detect-secrets or its hook, or Python with it, in a folder: the one of the Python index, kept in
 * `node_modules/.cache`. Throws where it cannot be had: what it proves must not be skipped.
 */
export function runDetectSecrets(
  tool: 'scan' | 'hook' | 'python',
  args: readonly string[],
  { cwd, input }: { cwd?: string; input?: string } = {},
): { code: number | null; stdout: string; stderr: string } {
  const env = { ...process.env, PYTHONPATH: install(), PYTHONIOENCODING: 'utf8', GIT_CONFIG_NOSYSTEM: '1' };
  const start = tool === 'python' ? [] : ['-m', modules[tool]];
  const { status, stdout, stderr } = spawnSync('python3', [...start, ...args], {
    ...(cwd && { cwd }),
    ...(input !== undefined && { input }),
    env,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return { code: status, stdout, stderr };
}

function install(): string {
  const folder = fileURLToPath(new URL(`../../node_modules/.cache/detect-secrets-${version}`, import.meta.url));
  if (existsSync(`${folder}/detect_secrets/__version__.py`)) return folder;
  const options = ['--quiet', '--disable-pip-version-check', '--no-compile', '--upgrade', '--target', folder];
  try {
    execFileSync('python3', ['-m', 'pip', 'install', ...options, `detect-secrets==${version}`], { stdio: 'pipe' });
  } catch (error) {
    throw new Error('pip cannot install detect-secrets: what is written for it cannot be tested', { cause: error });
  }
  return folder;
}
