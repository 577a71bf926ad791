import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findConfig } from '../../src/config/find-config.ts';
import { UserError } from '../../src/lib/user-error.ts';

let base: string;
let root: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'find-config-'));
  root = join(base, 'repo');
  mkdirSync(root);
});
afterEach(() => rmSync(base, { recursive: true }));

function write(...paths: string[]): void {
  for (const path of paths) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), '');
  }
}
const find = (flag?: string, env: NodeJS.ProcessEnv = {}) => findConfig(flag, { cwd: root, root, env, isTty: false });

it('finds nothing in an empty folder', () => {
  expect(find()).toBeUndefined();
});

it.each([
  'keyturn.yaml',
  'keyturn.yml',
  '.keyturn.yaml',
  '.keyturn.yml',
  '.config/keyturn.yaml',
  '.config/keyturn.yml',
])('finds %s', (name) => {
  write(name);
  expect(find()).toEqual({ kind: 'keyturn', name, path: join(root, name), isTrusted: false, notices: [] });
});

it.each(['.gitleaks.toml', '.betterleaks.toml'])('finds %s', (name) => {
  write(name);
  expect(find()).toEqual({ kind: 'gitleaks', name, path: join(root, name), isTrusted: false, notices: [] });
});

it('prefers keyturn.yaml and says what it does not read', () => {
  write('keyturn.yaml', '.config/keyturn.yml', '.gitleaks.toml');
  expect(find()).toEqual({
    kind: 'keyturn',
    name: 'keyturn.yaml',
    path: join(root, 'keyturn.yaml'),
    isTrusted: false,
    notices: [
      'keyturn.yaml is used, .config/keyturn.yml is not read',
      'keyturn.yaml is used, .gitleaks.toml is not read',
    ],
  });
});

const variables = { KEYTURN_CONFIG: 'env.yaml', GITLEAKS_CONFIG: 'env.toml', GITLEAKS_CONFIG_TOML: 'title = "x"' };

it.each([
  ['the flag', 'flag.yaml', variables, ['keyturn.yaml'], { kind: 'keyturn', name: 'flag.yaml' }],
  ['a flag that names TOML', 'env.toml', variables, ['keyturn.yaml'], { kind: 'gitleaks', name: 'env.toml' }],
  ['KEYTURN_CONFIG', undefined, variables, ['keyturn.yaml'], { kind: 'keyturn', name: 'env.yaml' }],
  [
    'GITLEAKS_CONFIG',
    undefined,
    { ...variables, KEYTURN_CONFIG: '' },
    ['.gitleaks.toml'],
    { kind: 'gitleaks', name: 'env.toml' },
  ],
])('lets %s win over what comes after it', (_, flag, env, files, expected) => {
  write('flag.yaml', 'env.yaml', 'env.toml', ...files);
  expect(find(flag, env)).toEqual({ ...expected, path: join(root, expected.name), isTrusted: true, notices: [] });
});

it('prefers keyturn.yaml to GITLEAKS_CONFIG', () => {
  write('keyturn.yaml', 'env.toml');
  expect(find(undefined, { GITLEAKS_CONFIG: 'env.toml' })?.name).toBe('keyturn.yaml');
});

it('takes the text of GITLEAKS_CONFIG_TOML before .gitleaks.toml', () => {
  write('.gitleaks.toml');
  expect(find(undefined, { GITLEAKS_CONFIG_TOML: 'title = "x"' })).toEqual({
    kind: 'gitleaks',
    name: 'GITLEAKS_CONFIG_TOML',
    text: 'title = "x"',
    isTrusted: true,
    notices: [],
  });
});

it.each([
  ['--config', 'no.yaml', {}, 'no.yaml'],
  ['--config', '', {}, ''],
  ['KEYTURN_CONFIG', undefined, { KEYTURN_CONFIG: 'no.yaml' }, 'no.yaml'],
  ['GITLEAKS_CONFIG', undefined, { GITLEAKS_CONFIG: 'no.toml' }, 'no.toml'],
])('refuses a missing file named by %s', (option, flag, env, name) => {
  const message = `${option} must name a file that exists, got ${JSON.stringify(name)}`;
  expect(() => find(flag, env)).toThrow(new UserError('bad-config', message));
});

it('refuses a link that leads out of the repository', () => {
  writeFileSync(join(base, 'outside'), 'x');
  symlinkSync('../outside', join(root, 'keyturn.yaml'));
  expect(() => find()).toThrow(new UserError('bad-config', `keyturn.yaml must not be a link that leaves ${root}`));
});

it('follows a link inside the repository', () => {
  write('conf/keyturn.yaml');
  symlinkSync('conf/keyturn.yaml', join(root, 'keyturn.yaml'));
  expect(find()?.name).toBe('keyturn.yaml');
});
