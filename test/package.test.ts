import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repo } from './helpers/repo.ts';
import { githubPat } from './helpers/secrets.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** A project of somebody else's, with keyturn installed from its package and nothing else. */
let project: string;
let packed: string[];

beforeAll(() => {
  project = realpathSync(mkdtempSync(join(tmpdir(), 'keyturn-package-')));
  // Built before the first test; building it anew would take it from under other tests.
  const [tarball] = JSON.parse(npm(['pack', '--json', '--ignore-scripts', '--pack-destination', project], root));
  packed = tarball.files.map(({ path }: { path: string }) => path);
  writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  npm(['install', '--offline', '--no-audit', '--no-fund', join(project, tarball.filename)], project);
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

function npm(args: readonly string[], cwd: string): string {
  return execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

const installed = (path: string) => join(project, 'node_modules', path);

function node(script: string, text: string): { code: number | null; stdout: string; stderr: string } {
  writeFileSync(join(project, script), text);
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { cwd: project, encoding: 'utf8' });
  return { code: status, stdout, stderr };
}

describe('the package', () => {
  it('holds what is needed to run and nothing of the development', () => {
    const tops = [...new Set(packed.map((path) => path.split('/')[0]!))].sort();
    expect(tops).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'SECURITY.md', 'dist', 'package.json']);
    expect(packed.filter((path) => /\.test\.|stamp|\.map$|\.env$/.test(path))).toEqual([]);
    expect(packed).toContain('dist/THIRD-PARTY-LICENSES.txt');
  });

  it('brings no other package along', () => {
    expect(manifest.dependencies).toBeUndefined();
    expect(Object.keys(JSON.parse(npm(['ls', '--json', '--all'], project)).dependencies)).toEqual(['keyturn']);
  });
});

describe('the program, installed', () => {
  it('runs by its name', () => {
    expect(npm(['exec', '--offline', '--', 'keyturn', '--version'], project)).toBe(`${manifest.version}\n`);
  });

  it('stops a commit that holds a secret', () => {
    const { path, write, add } = repo();
    write('app.env', `GITHUB_TOKEN=${githubPat()}\n`);
    add();
    const { status, stdout } = spawnSync(installed('.bin/keyturn'), ['staged'], { cwd: path, encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stdout).toContain('app.env:1:14');
    expect(stdout).not.toContain(githubPat());
  });

  it.each([
    ['help', ['scan', '--help'], 0],
    ['the rules', ['rules', 'show', 'github-pat'], 0],
    ['the examples of its rules', ['rules', 'test', '--rule', 'github-*'], 0],
    ['a configuration', ['rules', 'init', 'keyturn.yaml'], 0],
    ['SARIF, with that configuration', ['scan', 'package.json', '--format', 'sarif'], 0],
  ])('has %s', (_title, args, code) => {
    const { status, stderr } = spawnSync(installed('.bin/keyturn'), args, { cwd: project, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: code, stderr: '' });
  });
});

const usage = `import { type Finding, type Report, UserError, scan } from 'keyturn';

const controller = new AbortController();
const run = scan({ paths: ['secret'], minConfidence: 'high', signal: controller.signal });
const found: Finding[] = [];
for await (const finding of run) found.push(finding);
const report: Report = await run.report;
const rows = found.map(({ ruleId, path, startLine, severity }) => [ruleId, path, startLine, severity].join(' '));
console.log(JSON.stringify({ rows, files: report.scanned.files, errors: report.errors }));

controller.abort();
const stopped = await scan({ signal: controller.signal }).report;
console.log(stopped.errors.map(({ code }) => code).join());

const failed = await scan({ rule: ['no-such-rule'] }).report.catch((error: unknown) => error);
console.log(failed instanceof UserError);
`;

describe('the library, installed', () => {
  it('scans, gives findings as they come, ends early on a signal and tells what the user can mend', () => {
    const folder = join(project, 'secret');
    mkdirSync(folder);
    writeFileSync(join(folder, 'app.env'), `A=1\nGITHUB_TOKEN=${githubPat()}\n`);
    const script = usage.replace(/: Finding\[\]|: Report|: unknown|type \w+, /g, '');
    const { code, stdout, stderr } = node('use.js', script);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [first, second, third] = stdout.split('\n');
    expect(JSON.parse(first!)).toEqual({ rows: ['github-pat app.env 2 critical'], files: 1, errors: [] });
    expect([second, third]).toEqual(['interrupted', 'true']);
  });

  it('has types that the compiler takes, without any other package', () => {
    writeFileSync(join(project, 'use.ts'), usage);
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--lib', 'es2023,dom'];
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const { status, stdout } = spawnSync(process.execPath, [tsc, ...options, '--types', '', 'use.ts'], {
      cwd: project,
      encoding: 'utf8',
    });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });

  it.each(['report', 'config', 'pack', 'doctor'])('has the JSON Schema of a %s', (name) => {
    const script = `import schema from 'keyturn/schemas/${name}.schema.json' with { type: 'json' };
console.log(schema.$schema, schema.type);`;
    expect(node('schema.js', script).stdout).toMatch(/^\S*json-schema\S* object\n$/);
  });
});
