import { chmodSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { repo, temporaryFolder } from '../helpers/repo.ts';
import { run } from '../helpers/run.ts';
import { githubPat } from '../helpers/secrets.ts';

let cwd = '';
beforeEach(() => {
  cwd = temporaryFolder();
});

const write = (name: string, text: string) => writeFileSync(join(cwd, name), text);
const failed = (stderr: string) => ({ code: 2, signal: null, stdout: '', stderr });

describe('a path', () => {
  it('that does not exist is an error, not a clean result', async () => {
    const { code, stdout } = await run(['scan', 'nowhere', '-f', 'json'], { cwd });
    expect(code).toBe(2);
    expect(JSON.parse(stdout).errors).toMatchObject([{ code: 'ENOENT', path: 'nowhere' }]);
  });

  it.runIf(process.platform === 'linux')('that cannot be read, even by root, is an error', async () => {
    const { code, stdout } = await run(['scan', '/proc/self/mem', '-f', 'json'], { cwd });
    expect(code).toBe(2);
    expect(JSON.parse(stdout).errors).toMatchObject([{ code: 'EIO' }]);
  });

  it('that is a file without read permission is an error, and the rest is scanned', async () => {
    write('a.env', `GITHUB_TOKEN=${githubPat()}\n`);
    write('b.env', 'A=1\n');
    chmodSync(join(cwd, 'b.env'), 0o000);
    const { code, stdout } = await run(['scan', '-f', 'json'], { cwd });
    const report = JSON.parse(stdout);
    expect(report.findings).toHaveLength(1);
    const isRoot = process.getuid?.() === 0;
    expect(report.errors).toMatchObject(isRoot ? [] : [{ code: 'EACCES', path: 'b.env' }]);
    expect(code).toBe(isRoot ? 1 : 2);
  });

  it('that is a link to itself is an error', async () => {
    symlinkSync('loop', join(cwd, 'loop'));
    const { code, stdout } = await run(['scan', 'loop', '-f', 'json'], { cwd });
    expect(code).toBe(2);
    expect(JSON.parse(stdout).errors).toMatchObject([{ path: 'loop' }]);
  });

  it('with a loop of folders below it is scanned once', async () => {
    mkdirSync(join(cwd, 'a'));
    write('a/a.env', `GITHUB_TOKEN=${githubPat()}\n`);
    symlinkSync('..', join(cwd, 'a', 'up'));
    const { code, stdout } = await run(['scan', '-f', 'json'], { cwd });
    const { errors, findings, scanned } = JSON.parse(stdout);
    expect({ code, errors, found: findings.length, ...scanned }).toMatchObject({
      code: 1,
      errors: [],
      found: 1,
      files: 1,
      skipped: [{ path: 'a/up', reason: 'symlink' }],
    });
  });

  it('with control characters in its name cannot speak to the terminal', async () => {
    const { code, stdout, stderr } = await run(['scan', 'a\u001b[2Jb'], { cwd });
    expect(code).toBe(2);
    expect(stdout + stderr).toContain('a\\x1b[2Jb');
    expect(stdout + stderr).not.toContain('\u001b');
  });
});

describe('a glob', () => {
  it('of --include that matches no file is noted', async () => {
    write('a.env', 'A=1\n');
    const { code, stderr } = await run(['scan', '--include', '*.env', '--include', '*.evn'], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'keyturn: --include *.evn: matches no file\n' });
    expect((await run(['scan', '--quiet', '--include', '*.evn'], { cwd })).stderr).toBe('');
  });

  it('whose bracket is not closed is refused', async () => {
    const message = 'must close its "["; \\[ stands for the character itself';
    expect(await run(['scan', '--exclude', 'src/[a'], { cwd })).toEqual(
      failed(`keyturn: --exclude ${message}, got "src/[a"\n`),
    );
    expect(await run(['scan', 'src/[a'], { cwd })).toEqual(
      failed(`keyturn: src/[a does not exist, and as a glob it ${message}\n`),
    );
  });
});

describe('a configuration', () => {
  it.each([
    ['with a wrong key', 'exlude: [a]\n', /^keyturn: keyturn\.yaml:1:1: .*exlude.*exclude.*\n$/],
    [
      'with a wrong regex',
      'allowlists: [{ paths: ["a("] }]\n',
      /^keyturn: keyturn\.yaml:1:24: allowlists\[0\]\.paths\[0\].*\n$/,
    ],
    ['that is no YAML', 'rules: [\n', /^keyturn: keyturn\.yaml:\d+:\d+: .*\n$/],
  ])('%s is refused, naming the place', async (_title, text, message) => {
    write('keyturn.yaml', text);
    const { stderr, ...rest } = await run(['scan'], { cwd });
    expect(rest).toEqual({ code: 2, signal: null, stdout: '' });
    expect(stderr).toMatch(message);
  });

  it('with a rule whose regex is wrong is refused, naming the rule', async () => {
    const rule = "{ id: acme-key, description: x, keywords: [acme], pattern: 'acme(' }";
    write('keyturn.yaml', `rules:\n  - ${rule}\n`);
    const { stderr, ...rest } = await run(['scan'], { cwd });
    expect(rest).toEqual({ code: 2, signal: null, stdout: '' });
    expect(stderr).toMatch(/^keyturn: keyturn\.yaml.*acme-key.*acme\(.*\n$/);
  });

  it('that is named and not there is refused', async () => {
    expect(await run(['scan', '--config', 'none.yaml'], { cwd })).toEqual(
      failed('keyturn: --config must name a file that exists, got "none.yaml"\n'),
    );
  });
});

describe('an output', () => {
  it('in a folder that is missing is refused before the scan', async () => {
    expect(await run(['scan', '--output', 'no/out.json'], { cwd })).toEqual(
      failed(`keyturn: --output no/out.json: the folder ${join(cwd, 'no')} does not exist\n`),
    );
  });

  it('that is a folder is refused', async () => {
    mkdirSync(join(cwd, 'out'));
    expect(await run(['scan', '--output', 'out'], { cwd })).toEqual(
      failed('keyturn: --output out: is a folder, not a file\n'),
    );
  });

  it('that is a file of the user, scanned or not, is refused and left as it is; a report is replaced', async () => {
    write('app.ts', `const token = '${githubPat()}';\n`);
    expect(await run(['scan', 'app.ts', '--output', 'app.ts'], { cwd })).toEqual(
      failed('keyturn: --output app.ts: exists and is no report: name another file, or remove it first\n'),
    );
    for (const name of ['report.json', 'report.sarif', 'report.txt', 'report']) {
      for (const _ of [1, 2]) expect((await run(['scan', 'app.ts', '--output', name], { cwd })).code).toBe(1);
    }
  });

  it('in a read-only folder is refused, and nothing is left there', async () => {
    const folder = join(cwd, 'closed');
    mkdirSync(folder, { mode: 0o555 });
    // Root may write everywhere but in /proc.
    const target = process.getuid?.() === 0 ? '/proc/out.json' : 'closed/out.json';
    const { stderr, ...rest } = await run(['scan', '--output', target], { cwd });
    expect(rest).toEqual({ code: 2, signal: null, stdout: '' });
    expect(stderr).toContain(`keyturn: --output ${target}: `);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('git', () => {
  it('is needed for staged, and a repository too', async () => {
    const { stderr, ...rest } = await run(['staged'], { cwd });
    expect(rest).toEqual({ code: 2, signal: null, stdout: '' });
    expect(stderr).toMatch(/^keyturn: .*not .*git (?:repository|work tree).*\n/);
    const elsewhere = await run(['staged'], { cwd: repo().path, env: { PATH: cwd } });
    expect({ ...elsewhere, stderr: '' }).toEqual(failed(''));
    expect(elsewhere.stderr).toMatch(/^keyturn: .*git.*\n$/);
  });

  it('is not needed to scan a folder outside of a repository', async () => {
    write('a.env', `GITHUB_TOKEN=${githubPat()}\n`);
    const { code, stderr } = await run(['scan'], { cwd, env: { PATH: temporaryFolder() } });
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  });
});
