import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { keyturn } from '../helpers/hooked.ts';
import { type Repo, repo } from '../helpers/repo.ts';
import { fakeSecret } from '../helpers/secrets.ts';

function configured(values: readonly (readonly [key: string, value: string])[], allowed = ''): Repo {
  const made = repo();
  for (const [key, value] of values) made.git('config', '--add', key, value);
  if (allowed !== '') made.write('.gitallowed', allowed);
  return made;
}

const paths = (output: string) => [...output.matchAll(/^ {2}(\S+?):\d+:\d+ /gm)].map(([, path]) => path);

it('finds what git-secrets finds, and allows what it allows', () => {
  const made = configured(
    [
      ['secrets.patterns', 'ACME_[[:alnum:]]{20}'],
      ['secrets.allowed', 'ACME_0+'],
    ],
    '# samples\n\n^docs/.*\ntest/keys\\.txt:[0-9]+:.*sample\n',
  );
  const { code, output } = keyturn(made.path, ['hook', 'import', 'git-secrets']);
  expect({ code, output }).toEqual({
    code: 0,
    output: `Wrote ${made.path}/keyturn.yaml: 1 rule, 3 allowlists. Next: look at it, then run: keyturn scan\n`,
  });
  const key = fakeSecret('ACME_<<base62:20>>');
  made.write('src/a.txt', `${key}\n`);
  made.write('src/word.txt', `x${key}\n`);
  made.write('src/allowed.txt', `ACME_${'0'.repeat(20)}\n`);
  made.write('docs/a.txt', `${key}\n`);
  made.write('test/keys.txt', `a sample: ${key}\nreal: ${fakeSecret('ACME_<<base62:20>>', 2)}\n`);
  const scan = keyturn(made.path, ['scan']);
  expect(paths(scan.output)).toEqual(['src/a.txt', 'test/keys.txt']);
  expect(scan.output).toContain('test/keys.txt:2:7');
});

it('leaves the patterns of --register-aws to the built-in rules, and runs no provider', () => {
  const made = configured([
    ['secrets.providers', 'touch ran'],
    ['secrets.patterns', '(AKIA|ASIA)[A-Z0-9]{16}'],
    ['secrets.patterns', '(SECRET|secret)_?(ACCESS|access)[^=]*=[A-Za-z0-9/+]{40}'],
  ]);
  expect(keyturn(made.path, ['hook', 'import', 'git-secrets'])).toEqual({
    code: 0,
    output: `keyturn: left to the built-in rule aws-access-key-id: (AKIA|ASIA)[A-Z0-9]{16}
keyturn: left to the built-in rule aws-secret-access-key: (SECRET|secret)_?(ACCESS|access)[^=]*=[A-Za-z0-9/+]{40}
keyturn: not run, as a provider is a command: touch ran
keyturn: git-secrets has no pattern here that the built-in rules lack
`,
  });
  expect(['ran', 'keyturn.yaml'].filter((name) => existsSync(join(made.path, name)))).toEqual([]);
});

it('overwrites no configuration, and prints instead', () => {
  const made = configured([['secrets.patterns', 'ACME_[a-z]+']]);
  made.write('keyturn.yaml', 'rules: []\n');
  const hint = 'keyturn hook import git-secrets --output - prints what to add';
  expect(keyturn(made.path, ['hook', 'import', 'git-secrets'])).toEqual({
    code: 2,
    output: `keyturn: ${made.path}/keyturn.yaml is there already and is not overwritten; ${hint}\n`,
  });
  expect(readFileSync(join(made.path, 'keyturn.yaml'), 'utf8')).toBe('rules: []\n');
  const { code, output } = keyturn(made.path, ['hook', 'import', 'git-secrets', '--output', '-']);
  expect({ code, ids: parse(output).rules.map(({ id }: { id: string }) => id) }).toEqual({
    code: 0,
    ids: ['git-secrets-1'],
  });
});

it('names the pattern that cannot be taken over, and writes nothing', () => {
  const made = configured([['secrets.patterns', 'ACME(-)[a-z]+\\1']]);
  expect(keyturn(made.path, ['hook', 'import', 'git-secrets'])).toEqual({
    code: 2,
    output:
      'keyturn: git config secrets.patterns: \\1, which refers back, cannot be translated, in "ACME(-)[a-z]+\\\\1"\n',
  });
  const hopeless = configured([], '(\n');
  expect(keyturn(hopeless.path, ['hook', 'import', 'git-secrets'])).toEqual({
    code: 2,
    output: expect.stringMatching(/^keyturn: \.gitallowed:1 "\(" cannot be taken over: /),
  });
  expect(existsSync(join(made.path, 'keyturn.yaml'))).toBe(false);
});
