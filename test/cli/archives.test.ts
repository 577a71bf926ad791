import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { tar, zip } from '../helpers/archives.ts';
import { folder } from '../helpers/folder.ts';
import { layout } from '../helpers/image.ts';
import { run } from '../helpers/run.ts';
import { leak } from '../helpers/scan-archive.ts';

async function found(args: readonly string[], options: { cwd?: string; input?: Buffer }) {
  const { code, stdout } = await run(['scan', ...args, '-f', 'json'], options);
  const { findings, errors } = JSON.parse(stdout);
  return [
    code,
    findings.map(({ path }: { path: string }) => path),
    errors.map(({ message }: { message: string }) => message),
  ];
}

describe('an archive on standard input', () => {
  it.each([
    ['tar.gz', gzipSync(tar([{ name: 'x', content: leak() }]))],
    ['zip', zip([{ name: 'x', content: leak() }])],
  ])('is opened: %s', async (_, input) => {
    expect(await found(['-'], { input })).toEqual([1, ['stdin!x'], []]);
  });

  it('that is an image is read blob by blob', async () => {
    const input = layout({ layers: [tar([{ name: 'x', content: leak() }])], config: {} });
    const [code, paths] = await found(['-'], { input });
    expect([code, paths]).toEqual([1, [expect.stringMatching(/^stdin!blobs\/sha256\/[0-9a-f]{64}!x$/)]]);
  });

  it('that is cut off ends with exit code 2', async () => {
    const input = gzipSync(tar([{ name: 'x', content: 'x' }])).subarray(0, -8);
    expect(await found(['-'], { input })).toEqual([2, [], ['stdin is damaged: it ends too early']]);
  });
});

it('opens what tar and gzip make', async () => {
  const cwd = folder({ 'app/.env': leak(1), 'app/src/a.py': leak(2) });
  execFileSync('tar', ['-czf', 'app.tar.gz', 'app'], { cwd });
  expect(await found(['app.tar.gz'], { cwd })).toEqual([1, ['app.tar.gz!app/.env', 'app.tar.gz!app/src/a.py'], []]);
});

it('opens archives in folders by --archives, and says how many it left out without', async () => {
  const cwd = folder();
  mkdirSync(join(cwd, 'lib'));
  writeFileSync(join(cwd, 'lib/a.jar'), zip([{ name: 'x', content: leak() }]));
  expect(await found(['--archives', '.'], { cwd })).toEqual([1, ['lib/a.jar!x'], []]);
  expect(await found(['--archives', '--jobs=2', '.'], { cwd })).toEqual([1, ['lib/a.jar!x'], []]);
  const { code, stdout } = await run(['scan', '.'], { cwd });
  expect([code, stdout]).toEqual([0, expect.stringContaining('Skipped 1: 1 archives, which --archives opens.')]);
});

it('explains what is in an archive', async () => {
  const cwd = folder();
  writeFileSync(join(cwd, 'a.zip'), zip([{ name: 'x', content: leak() }]));
  const { stderr } = await run(['scan', 'a.zip', '--explain', 'a.zip!x:2'], { cwd });
  expect(stderr).toMatch(/a\.zip!x:2 slack-bot-token: found/);
});

it('ends in time with what it found, as told by --timeout', async () => {
  const cwd = folder();
  const lines = Buffer.alloc(50 << 20, 'nothing at all in this line of a log\n');
  writeFileSync(join(cwd, 'a.gz'), Buffer.concat(Array.from({ length: 40 }, () => gzipSync(lines, { level: 1 }))));
  const [code, , errors] = await found(['a.gz', '--timeout=1'], { cwd });
  expect([code, errors]).toEqual([2, ['--timeout 1: time ran out before everything was read']]);
});
