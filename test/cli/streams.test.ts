import { execFileSync, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../helpers/repo.ts';
import { ended, program, run, start } from '../helpers/run.ts';
import { githubPat } from '../helpers/secrets.ts';

let cwd = '';
beforeEach(() => {
  cwd = temporaryFolder();
});

const token = () => `GITHUB_TOKEN=${githubPat()}\n`;

function summaryOf(stdout: string) {
  const { findings, scanned, errors } = JSON.parse(stdout);
  return {
    found: findings.map(({ path, startLine }: { path: string; startLine: number }) => `${path}:${startLine}`),
    files: scanned.files,
    errors: errors.map(({ message }: { message: string }) => message),
  };
}

/** Runs a line of bash in which `keyturn` is the program. */
async function bash(line: string, input = '') {
  const script = `keyturn() { "${process.execPath}" "${program}" "$@"; }\n${line}`;
  const child = spawn('bash', ['-c', script], { cwd, env: { ...process.env, TOKEN: token() } });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  return await ended(child);
}

describe.skipIf(process.platform === 'win32')('a stream that is named', () => {
  it.each(['/dev/stdin', '/dev/fd/0'])('as %s is read to its end', async (name) => {
    const { code, stdout } = await run(['scan', name, '-f', 'json'], { cwd, input: `\n${token()}` });
    expect([code, summaryOf(stdout)]).toEqual([1, { found: [`${name}:2`], files: 1, errors: [] }]);
  });

  it('as /dev/stdin is read from a file, a here-document and a pipe of bash', async () => {
    writeFileSync(join(cwd, 'a.env'), token());
    const places = async (line: string) => summaryOf((await bash(line)).stdout).found;
    expect(await places('keyturn scan /dev/stdin -f json < a.env')).toEqual(['a.env:1']);
    expect(await places('keyturn scan /dev/stdin -f json <<< "$TOKEN"')).toEqual(['/dev/stdin:1']);
    expect(await places('printf %s "$TOKEN" | keyturn scan /dev/stdin -f json')).toEqual(['/dev/stdin:1']);
  });

  it('as a process substitution is read, beside files and others of its kind', async () => {
    writeFileSync(join(cwd, 'a.env'), token());
    const line = 'keyturn scan <(printf %s "$TOKEN") a.env <(sleep 0.2; printf "\\n%s" "$TOKEN") <(true) -f json';
    const { code, stdout } = await bash(line);
    const { found, files, errors } = summaryOf(stdout);
    expect([code, files, errors]).toEqual([1, 4, []]);
    expect(found.map((place: string) => place.replace(/\d+:/, 'N:').replace(/^.*\/a\.env/, 'a.env'))).toEqual(
      expect.arrayContaining(['/dev/fd/N:1', '/dev/fd/N:2', 'a.env:1']),
    );
  });

  it('as a FIFO is read once somebody writes to it', async () => {
    execFileSync('mkfifo', [join(cwd, 'pipe')]);
    const { code, stdout } = await bash('(sleep 0.3; printf %s "$TOKEN" > pipe) & keyturn scan pipe -f json');
    expect([code, summaryOf(stdout)]).toEqual([1, { found: ['pipe:1'], files: 1, errors: [] }]);
  });

  it('as a FIFO that nobody writes to is left when time runs out', async () => {
    execFileSync('mkfifo', [join(cwd, 'pipe')]);
    const { code, stdout } = await run(['scan', 'pipe', '-f', 'json', '--timeout', '0.2'], { cwd });
    expect([code, JSON.parse(stdout).errors.map((error: { code: string }) => error.code)]).toEqual([2, ['timeout']]);
  });

  it('as a FIFO with a writer who says nothing is left on an interrupt', async () => {
    execFileSync('mkfifo', [join(cwd, 'pipe')]);
    const child = start(['scan', 'pipe'], { cwd });
    const result = ended(child);
    // Opens once the program has opened it too.
    const writer = await open(join(cwd, 'pipe'), 'w');
    child.kill('SIGINT');
    expect(await result).toMatchObject({ code: 130, stderr: 'keyturn: interrupted\n' });
    await writer.close();
  });

  it('as a device that might never end is an error', async () => {
    const { code, stdout } = await run(['scan', '/dev/zero', '-f', 'json'], { cwd });
    const message = '/dev/zero is a device, which is not scanned';
    expect([code, summaryOf(stdout)]).toEqual([2, { found: [], files: 0, errors: [message] }]);
  });
});

describe('a file that is named and binary', () => {
  it('is no failure, as hooks pass the names of all files, but the summary says that it was not read', async () => {
    writeFileSync(join(cwd, 'photo.png'), Buffer.from([0x89, 0, 1]));
    writeFileSync(join(cwd, 'a.env'), 'A=1\n');
    const { code, stdout } = await run(['scan', 'photo.png', 'a.env'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain('Not read: photo.png (binary).\nSkipped 1: 1 binary.\n');
  });

  it('is only counted where it is met on the way', async () => {
    writeFileSync(join(cwd, 'photo.png'), Buffer.from([0x89, 0, 1]));
    const { code, stdout } = await run(['scan'], { cwd });
    expect(code).toBe(0);
    expect(stdout).not.toContain('Not read');
  });
});
