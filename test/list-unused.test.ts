import { expect, it } from 'vitest';
import { repo } from './helpers/repo.ts';
import { scanIn } from './helpers/scan.ts';
import { githubPat } from './helpers/secrets.ts';

const flags = { listUnusedAllows: true };
const line = `const token = '${githubPat()}';\n`;

async function unused(files: Readonly<Record<string, string>>, more = {}): Promise<string[]> {
  const { path, write } = repo();
  for (const [name, text] of Object.entries(files)) write(name, text);
  const { unusedAllows } = await scanIn(path, { ...flags, ...more });
  return unusedAllows.map(({ path, line: at, text }) => `${path}:${at}: ${text}`);
}

const config = `allowlists:
  - description: samples
    paths: ['^docs/']
  - description: old samples
    paths: ['^old/']
  - commits: ['0123456789abcdef0123456789abcdef01234567']
override:
  github-pat:
    allow:
      - path: ^src/
      - path: ^lib/
        reason: gone
`;
const files = { 'keyturn.yaml': config, 'docs/a.ts': line, 'src/a.ts': line };

it('lists allowlists of keyturn.yaml that let nothing be, but not those about commits', async () => {
  expect(await unused(files)).toEqual([
    'keyturn.yaml:4: allowlists[1] (old samples)',
    'keyturn.yaml:11: override.github-pat.allow[1] (gone)',
  ]);
});

it('counts what another thread saw', async () => {
  const many = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`docs/${index}.ts`, line]));
  expect(await unused({ ...files, ...many, 'lib/z.ts': line }, { jobs: 2 })).toEqual([
    'keyturn.yaml:4: allowlists[1] (old samples)',
  ]);
});

it.each([
  ['of a folder', { paths: ['docs'] }],
  ['of some files', { include: ['docs/**'] }],
  ['by some rules', { rule: ['stripe-*'] }],
])('says nothing of them in a scan %s', async (_title, more) => {
  expect(await unused(files, more)).toEqual([]);
});

it('lists those of .gitleaks.toml, and lines of .gitleaksignore that are about files', async () => {
  const list = await unused({
    '.gitleaks.toml': "[extend]\nuseDefault = true\n[[allowlists]]\ndescription = 'old'\npaths = ['^old/']\n",
    '.gitleaksignore': `src/a.ts:github-pat:1\nsrc/b.ts:github-pat:1\n${'0'.repeat(40)}:src/a.ts:github-pat:9\n`,
    'src/a.ts': line,
  });
  expect(list).toEqual(['.gitleaksignore:2: src/b.ts:github-pat:1', '.gitleaks.toml:1: allowlists[0] (old)']);
});
