import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { UserError } from '../../src/lib/user-error.ts';
import { checkOutput, writeOutput } from '../../src/reporters/write-output.ts';

let cwd: string;

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'keyturn-output-'));
});

afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const read = (name: string) => readFileSync(join(cwd, name), 'utf8');

/** Throws after a first piece. */
function* breaking(): Generator<string> {
  yield 'half';
  throw new Error('broken on the way');
}

it('writes a new file beside nothing else', async () => {
  await writeOutput(['one\n', 'two\n'], { output: 'report.json', cwd });
  expect([read('report.json'), readdirSync(cwd)]).toEqual(['one\ntwo\n', ['report.json']]);
});

it('writes an absolute path, an empty text and a large one whole', async () => {
  const path = join(cwd, 'report.json');
  await writeOutput([], { output: path, cwd: '/' });
  expect(read('report.json')).toBe('');
  const pieces = Array.from({ length: 5000 }, (_, index) => `line ${index} `.padEnd(99, 'ü'));
  await writeOutput(pieces, { output: path, cwd: '/' });
  expect(read('report.json')).toBe(pieces.join(''));
});

it('replaces a file and keeps its mode', async () => {
  writeFileSync(join(cwd, 'report.json'), 'old and longer');
  chmodSync(join(cwd, 'report.json'), 0o640);
  await writeOutput(['new'], { output: 'report.json', cwd });
  expect([read('report.json'), statSync(join(cwd, 'report.json')).mode & 0o777]).toEqual(['new', 0o640]);
});

it('leaves the old file and nothing half-written when the text breaks off', async () => {
  writeFileSync(join(cwd, 'report.json'), 'old');
  await expect(writeOutput(breaking(), { output: 'report.json', cwd })).rejects.toThrow('broken on the way');
  expect([read('report.json'), readdirSync(cwd)]).toEqual(['old', ['report.json']]);
});

it.each([
  ['to a file', 'victim'],
  ['to nothing', 'missing'],
])('replaces a symbolic link %s and does not write through it', async (_what, target) => {
  writeFileSync(join(cwd, 'victim'), 'precious');
  symlinkSync(target, join(cwd, 'report.json'));
  await checkOutput({ output: 'report.json', cwd });
  await writeOutput(['new'], { output: 'report.json', cwd });
  expect(lstatSync(join(cwd, 'report.json')).isFile()).toBe(true);
  expect([read('report.json'), read('victim'), readdirSync(cwd)]).toEqual([
    'new',
    'precious',
    ['report.json', 'victim'],
  ]);
});

it.each([
  ['a pipe', 'fifo'],
  ['a link to a pipe, as /dev/stdout can be', 'link'],
])('writes straight into %s', async (_what, output) => {
  execFileSync('mkfifo', [join(cwd, 'fifo')]);
  symlinkSync('fifo', join(cwd, 'link'));
  const reading = readFile(join(cwd, 'fifo'), 'utf8');
  await checkOutput({ output, cwd });
  await writeOutput(['through'], { output, cwd });
  expect([await reading, lstatSync(join(cwd, 'fifo')).isFIFO()]).toEqual(['through', true]);
});

it('accepts standard output, a new file and an old one before the scan', async () => {
  writeFileSync(join(cwd, 'old.json'), '');
  for (const output of [undefined, '-', 'new.json', 'old.json', '/dev/null']) await checkOutput({ output, cwd });
  expect(readdirSync(cwd)).toEqual(['old.json']);
});

it('refuses before the scan to replace a file that is no report', async () => {
  writeFileSync(join(cwd, 'app.ts'), 'export const app = 1;\n');
  await expect(checkOutput({ output: 'app.ts', cwd })).rejects.toThrow(
    '--output app.ts: exists and is no report: name another file, or remove it first',
  );
});

it.each([
  ['an empty name', '', /^--output "": an empty name is no file$/],
  [
    'a missing folder',
    'no/such/report.json',
    /^--output no\/such\/report\.json: the folder .*no\/such does not exist$/,
  ],
  ['a folder', 'folder', /^--output folder: is a folder, not a file$/],
  ['a name that ends like a folder', 'new/', /^--output new\/: is a folder, not a file$/],
  ['a file as folder', 'file/report.json', /^--output file\/report\.json: .*file is not a folder$/],
  ['a file further up', 'file/x/report.json', /^--output file\/x\/report\.json: a part of the path is not a folder$/],
  ['a name that is too long', 'x'.repeat(300), /^--output x+: the name is too long$/],
])('refuses %s before the scan and after it', async (_what, output, message) => {
  mkdirSync(join(cwd, 'folder'));
  writeFileSync(join(cwd, 'file'), '');
  for (const refuse of [checkOutput, (target: { output: string; cwd: string }) => writeOutput(['x'], target)]) {
    const error = await refuse({ output, cwd }).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).message).toMatch(message);
  }
  expect(readdirSync(cwd).toSorted()).toEqual(['file', 'folder']);
});

it('names the option and the path when a folder takes no files', async () => {
  // Not even root can make a file there.
  const writing = writeOutput(['x'], { output: '/proc/report.json', cwd });
  await expect(writing).rejects.toThrow(/^--output \/proc\/report\.json: /);
  await expect(writing).rejects.toBeInstanceOf(UserError);
});

it('waits until standard output has taken everything', async () => {
  const stdout = new PassThrough({ highWaterMark: 10 });
  const reading = stdout.toArray();
  const pieces = Array.from({ length: 3000 }, (_, index) => `finding ${index} `.padEnd(80));
  await writeOutput(pieces, { cwd, stdout });
  stdout.end();
  expect(Buffer.concat(await reading).toString()).toBe(pieces.join(''));
});

/** A stream that takes one block and then fails. */
function failing(code: string): Writable {
  let blocks = 0;
  return new Writable({
    write(_block, _encoding, done) {
      blocks++;
      done(blocks > 1 ? Object.assign(new Error(`write ${code}`), { code }) : null);
    },
  });
}

it('is silent when the reader of standard output went away, and makes no more text', async () => {
  let made = 0;
  function* endless(): Generator<string> {
    for (;;) {
      made++;
      yield 'x'.repeat(70_000);
    }
  }
  await writeOutput(endless(), { cwd, stdout: failing('EPIPE') });
  expect(made).toBe(2);
});

it('says why standard output cannot be written', async () => {
  const text = ['x'.repeat(70_000), 'y'];
  await expect(writeOutput(text, { cwd, stdout: failing('ENOSPC') })).rejects.toThrow(
    'standard output cannot be written: no space left on the device',
  );
});
