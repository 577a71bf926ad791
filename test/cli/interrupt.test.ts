import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repo, temporaryFolder } from '../helpers/repo.ts';
import { ended, start } from '../helpers/run.ts';
import { githubPat } from '../helpers/secrets.ts';

/** More than the pipes between two programs hold: once it is taken, the scan has begun. */
const muchText = 'nothing to see\n'.repeat(100_000);

async function startReading(args: readonly string[], cwd: string) {
  const child = start(['scan', '-', ...args], { cwd });
  child.stdin.on('error', () => {});
  const result = ended(child);
  await new Promise((taken) => child.stdin.write(muchText, taken));
  return { child, result };
}

describe('an interrupt', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('by %s ends the scan with %i and writes no report', async (signal, code) => {
    const cwd = temporaryFolder();
    const { child, result } = await startReading(['--output', 'out.json'], cwd);
    child.kill(signal);
    expect(await result).toEqual({ code, signal: null, stdout: '', stderr: 'keyturn: interrupted\n' });
    expect(existsSync(join(cwd, 'out.json'))).toBe(false);
  });
});

describe('a large file', () => {
  it('is left in the middle when time runs out', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'large.txt'), Buffer.alloc(1 << 29, 'no secrets here\n'));
    const child = start(['scan', 'large.txt', '--timeout', '0.2', '--format', 'json'], { cwd });
    const { code, stdout } = await ended(child);
    const { scanned, errors } = JSON.parse(stdout);
    expect([code, scanned.files, errors.map((error: { code: string }) => error.code)]).toEqual([2, 0, ['timeout']]);
  });
});

describe('a timeout', () => {
  it.skipIf(process.platform === 'win32')('ends a git that waits for a pipe', async () => {
    const made = repo();
    made.write('a.env', `GITHUB_TOKEN=${githubPat()}\n`);
    made.add();
    mkdirSync(join(made.path, 'inner'));
    execFileSync('mkfifo', [join(made.path, 'inner/.gitignore')]);
    const child = start(['scan', '--timeout', '2', '--format', 'json'], { cwd: made.path });
    const { code, stdout } = await ended(child);
    const { findings, errors } = JSON.parse(stdout);
    expect([code, findings.length, errors.map((error: { code: string }) => error.code)]).toEqual([2, 1, ['timeout']]);
  });

  it('reports what was found so far, and exits 2', async () => {
    const { child, result } = await startReading(['--timeout', '2', '--format', 'json'], temporaryFolder());
    child.stdin.write(`GITHUB_TOKEN=${githubPat()}\n`);
    const { code, stdout } = await result;
    child.stdin.end();
    expect(code).toBe(2);
    expect(JSON.parse(stdout).errors).toMatchObject([{ code: 'timeout' }]);
  });
});

describe('a broken pipe', () => {
  it('is quiet and changes no exit code', async () => {
    const cwd = temporaryFolder();
    const lines = Array.from({ length: 2000 }, (_, seed) => `GITHUB_TOKEN=${githubPat(seed)}\n`);
    writeFileSync(join(cwd, 'a.env'), lines.join(''));
    const child = start(['scan', '--verbose'], { cwd });
    const result = ended(child);
    child.stdout.once('data', () => child.stdout.destroy());
    const { code, signal, stderr } = await result;
    expect({ code, signal, stderr }).toEqual({ code: 1, signal: null, stderr: '' });
  });

  it('is quiet for help and lists too', async () => {
    const child = start(['rules', 'list']);
    const result = ended(child);
    child.stdout.destroy();
    const { code, signal, stderr } = await result;
    expect({ code, signal, stderr }).toEqual({ code: 0, signal: null, stderr: '' });
  });
});
