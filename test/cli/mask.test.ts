import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../helpers/repo.ts';
import { ended, run, start } from '../helpers/run.ts';
import { githubPat } from '../helpers/secrets.ts';

let cwd = '';
beforeEach(() => {
  cwd = temporaryFolder();
});

const token = githubPat();
const text = `one\nT=${token}\n`;
const masked = 'one\nT=[hidden: github-pat]\n';

describe('scan --mask', () => {
  it('passes standard input on, and says how much it hid', async () => {
    expect(await run(['scan', '-', '--mask'], { cwd, input: text })).toMatchObject({
      code: 1,
      stdout: masked,
      stderr: 'keyturn: 1 secret hidden\n',
    });
  });

  it('is quiet where there is nothing to hide, and takes --exit-code', async () => {
    expect(await run(['scan', '-', '--mask'], { cwd, input: 'x' })).toMatchObject({ code: 0, stdout: 'x', stderr: '' });
    const args = ['scan', '-', '--mask', '-q', '--exit-code', '0'];
    expect(await run(args, { cwd, input: text })).toMatchObject({ code: 0, stdout: masked, stderr: '' });
  });

  it('reads one file, and writes a report without a secret where asked to', async () => {
    writeFileSync(join(cwd, 'build.log'), text);
    const { code, stdout } = await run(['scan', 'build.log', '--mask', '-q', '-o', 'r.json'], { cwd });
    const report = readFileSync(join(cwd, 'r.json'), 'utf8');
    expect([code, stdout, report.includes(token)]).toEqual([1, masked, false]);
    const { findings, scanned } = JSON.parse(report);
    expect(findings.map(({ path, startLine }: Place) => `${path}:${startLine}`)).toEqual(['build.log:2']);
    expect(scanned).toEqual({ files: 1, bytes: text.length, skipped: [] });
  });

  it.each<[string, BufferEncoding | 'utf16be', number]>([
    ['UTF-16', 'utf16le', 1],
    ['UTF-16 of the other byte order', 'utf16be', 1],
    ['UTF-8 with a mark', 'utf8', 1],
  ])('keeps the encoding: %s', async (_, encoding, code) => {
    const encode = (value: string) => {
      const bytes = Buffer.from(`\ufeff${value}`, encoding === 'utf16be' ? 'utf16le' : encoding);
      return encoding === 'utf16be' ? bytes.swap16() : bytes;
    };
    writeFileSync(join(cwd, 'in.txt'), encode(text));
    const child = start(['scan', 'in.txt', '--mask'], { cwd });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    expect((await ended(child)).code).toBe(code);
    expect(Buffer.concat(chunks).toString('hex')).toBe(encode(masked).toString('hex'));
  });

  it('shows a line as soon as it is whole, while the log still grows', async () => {
    const child = start(['scan', '-', '--mask'], { cwd });
    child.stdin.write(text);
    const first = await new Promise<string>((resolve) => child.stdout.once('data', (chunk) => resolve(String(chunk))));
    child.stdin.end('end');
    expect([first, (await ended(child)).stdout]).toEqual([masked, 'end']);
  });

  it('ends without a word when nobody reads on', async () => {
    const child = start(['scan', '-', '--mask', '-q'], { cwd });
    child.stdin.on('error', () => {});
    child.stdout.destroy();
    for (let sent = 0; sent < 64; sent++) child.stdin.write('a line\n'.repeat(10_000));
    child.stdin.end();
    expect(await ended(child)).toMatchObject({ code: 0, stderr: '' });
  });

  it('gives what it has when interrupted', async () => {
    const child = start(['scan', '-', '--mask'], { cwd });
    child.stdin.write(`${text}no end yet`);
    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.kill('SIGINT');
    expect(await ended(child)).toMatchObject({ code: 130, stdout: 'no end yet' });
  });

  it.each([
    [[], 'keyturn: --mask takes one file, or - for standard input, got none\n  see: keyturn scan --help\n'],
    [['a', 'b'], 'keyturn: --mask takes one file, or - for standard input, got a b\n  see: keyturn scan --help\n'],
    [['.'], 'keyturn: --mask takes one file, or - for standard input, got the folder .\n  see: keyturn scan --help\n'],
    [
      ['-', '-o', '-'],
      'keyturn: --output - and --mask exclude each other: both write to standard output\n  see: keyturn scan --help\n',
    ],
    [['missing'], 'keyturn: missing: does not exist\n'],
  ])('refuses %s', async (args, stderr) => {
    expect(await run(['scan', ...args, '--mask'], { cwd })).toMatchObject({ code: 2, stdout: '', stderr });
  });
});

interface Place {
  path: string;
  startLine: number;
}
