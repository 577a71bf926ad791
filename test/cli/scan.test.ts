import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { formats } from '../../src/model/options.ts';
import { repo, temporaryFolder } from '../helpers/repo.ts';
import { run } from '../helpers/run.ts';
import { githubPat, stripeLive } from '../helpers/secrets.ts';

let cwd = '';
beforeEach(() => {
  cwd = temporaryFolder();
});

const write = (name: string, text: string) => writeFileSync(join(cwd, name), text);

/** Rule, path and line of each finding of a JSON report. */
const places = (json: string) =>
  JSON.parse(json).findings.map((each: { ruleId: string; path: string; startLine: number }) => [
    each.ruleId,
    each.path,
    each.startLine,
  ]);

describe('the exit code of scan', () => {
  it('is 0 where there is nothing to find', async () => {
    write('a.txt', 'nothing to see\n');
    const { code, stdout, stderr } = await run(['scan'], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^No secrets found in 1 file \(15 bytes\) in \d/);
  });

  it.each([
    [[], 1],
    [['--exit-code', '7'], 7],
    [['--exit-code', '0'], 0],
  ])('with findings and %j is %i', async (args, expected) => {
    write('a.env', `GITHUB_TOKEN=${githubPat()}\n`);
    const { code, stdout } = await run(['scan', '--format', 'json', ...args], { cwd });
    expect({ code, found: places(stdout) }).toEqual({ code: expected, found: [['github-pat', 'a.env', 1]] });
  });

  it('is 2 where something could not be read, and the findings are reported all the same', async () => {
    write('a.env', `GITHUB_TOKEN=${githubPat()}\n`);
    const { code, stdout } = await run(['scan', 'a.env', 'missing.env', '-f', 'json', '--exit-code', '0'], { cwd });
    expect({ code, found: places(stdout) }).toEqual({ code: 2, found: [['github-pat', 'a.env', 1]] });
    expect(JSON.parse(stdout).errors).toMatchObject([{ code: 'ENOENT', path: 'missing.env' }]);
  });
});

describe('a report', () => {
  it.each(formats)('in the format %s hides the secret unless it is asked for', async (format) => {
    const secret = githubPat();
    write('a.env', `GITHUB_TOKEN=${secret}\n`);
    const hidden = await run(['scan', '--verbose', '--format', format], { cwd });
    expect(hidden.code).toBe(1);
    expect(hidden.stdout).toContain('github-pat');
    expect(hidden.stdout + hidden.stderr).not.toContain(secret.slice(4, 12));
    if (format === 'sarif') return;
    expect((await run(['scan', '--redact=0', '--format', format], { cwd })).stdout).toContain(secret);
  });

  it.each([
    ['out.json', 'schemaVersion'],
    ['out.sarif', '$schema'],
  ])('goes to %s in the format that the name says', async (name, key) => {
    write('a.env', `GITHUB_TOKEN=${githubPat()}\n`);
    mkdirSync(join(cwd, 'out'));
    expect(await run(['scan', 'a.env', '-o', `out/${name}`], { cwd })).toEqual({
      code: 1,
      signal: null,
      stdout: '',
      stderr: `keyturn: 1 finding; report written to out/${name}\n`,
    });
    expect(JSON.parse(readFileSync(join(cwd, 'out', name), 'utf8'))).toHaveProperty([key]);
  });

  it('says nothing with --quiet where all is well', async () => {
    write('a.txt', 'nothing to see\n');
    expect(await run(['scan', '--quiet'], { cwd })).toEqual({ code: 0, signal: null, stdout: '', stderr: '' });
  });

  it.each([
    [{}, [], false],
    [{ FORCE_COLOR: '1' }, [], true],
    [{ FORCE_COLOR: '1' }, ['--no-color'], false],
    [{ NO_COLOR: '1' }, ['--color'], true],
  ])('piped, with %j and %j, has colours: %s', async (env, args, colored) => {
    write('a.env', `GITHUB_TOKEN=${githubPat()}\n`);
    const { stdout } = await run(['scan', ...args], { cwd, env });
    expect(stdout.includes('\u001b[')).toBe(colored);
  });
});

describe('what is scanned', () => {
  it('can be standard input, under a name that is given', async () => {
    const input = `{ "token": "${githubPat()}" }\n`;
    const plain = await run(['scan', '-', '-f', 'json'], { cwd, input });
    const named = await run(['scan', '-', '--stdin-path', 'app/config.json', '-f', 'json'], { cwd, input });
    expect([plain.code, named.code]).toEqual([1, 1]);
    expect(places(named.stdout)).toEqual([['github-pat', 'app/config.json', 1]]);
    expect(places(plain.stdout)).toHaveLength(1);
  });

  it('can be cut by globs, rules and levels', async () => {
    write('a.env', `GITHUB_TOKEN=${githubPat()}\nSTRIPE_KEY=${stripeLive()}\n`);
    write('b.env', `GITHUB_TOKEN=${githubPat(2)}\n`);
    const found = async (...args: string[]) => places((await run(['scan', '-f', 'json', ...args], { cwd })).stdout);
    const github = ['github-pat', 'a.env', 1];
    expect(await found('--rule', 'github-*', '--exclude', 'b.*')).toEqual([github]);
    expect(await found('--include', 'a.env', '--skip-rule', 'stripe-*,generic-*')).toEqual([github]);
    expect(await found('--min-confidence', 'certain', '--include', 'a.env')).toEqual([github]);
  });

  it('follows the configuration of the scanned folder, and tells which of two files is read', async () => {
    mkdirSync(join(cwd, 'app'));
    write('app/a.env', `GITHUB_TOKEN=${githubPat()}\n`);
    write('app/keyturn.yaml', "disable: ['github-*', 'generic-*']\n");
    write('app/.gitleaks.toml', 'title = "old"\n');
    const { code, stderr } = await run(['scan', 'app'], { cwd });
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: 'keyturn: keyturn.yaml is used, .gitleaks.toml is not read\n',
    });
  });

  it('is explained line by line', async () => {
    write('a.env', 'GITHUB_TOKEN=ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n');
    const { code, stderr } = await run(['scan', '--explain', 'a.env:1'], { cwd });
    expect(code).toBe(0);
    expect(stderr).toMatch(/github-pat/);
  });
});

describe('staged', () => {
  it.each([[['staged']], [['protect', '--staged']]])('stops a commit with a secret: %j', async (args) => {
    const { path, write, add } = repo();
    write('a.env', `GITHUB_TOKEN=${githubPat()}\n`);
    add('a.env');
    const { code, stdout, stderr } = await run(args, { cwd: path });
    expect(code).toBe(1);
    expect(stdout).toMatch(/github-pat/);
    expect(stdout).toMatch(/Commit blocked/);
    expect(stderr).toBe(args.length === 1 ? '' : 'keyturn: "protect" is read as "keyturn staged"\n');
  });

  it('lets a clean commit pass', async () => {
    const { path, write, add } = repo();
    write('a.txt', 'nothing to see\n');
    add('a.txt');
    write('b.env', `GITHUB_TOKEN=${githubPat()}\n`);
    const { code, stderr } = await run(['staged'], { cwd: path });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});
