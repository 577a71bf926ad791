import { describe, expect, it } from 'vitest';
import { diagnose, listed, seen, tracked } from '../helpers/doctor.ts';
import { githubPat, pemKey } from '../helpers/secrets.ts';

const check = 'doctor-gitignore';
const node = (dependencies: object) => JSON.stringify({ dependencies });

describe('what .gitignore should cover', () => {
  it.each([
    ['dotenv', { 'package.json': node({ dotenv: '1' }) }, 'medium .gitignore .env is not ignored in the root'],
    [
      'python-dotenv',
      { 'requirements.txt': 'python-dotenv==1.0\n' },
      'medium .gitignore .env is not ignored in the root',
    ],
    ['Next.js', { 'package.json': node({ next: '1' }) }, 'low .gitignore .env.local is not ignored in the root'],
    [
      'Rails',
      { Gemfile: "gem 'rails'\n", 'config.ru': '' },
      'medium .gitignore config/master.key is not ignored in the root',
    ],
    ['Workers', { 'wrangler.toml': '' }, 'medium .gitignore .dev.vars is not ignored in the root'],
  ])('is told for %s', async (_title, files, expected) => {
    expect((await seen(files, check)).filter((line) => !line.startsWith('info'))).toEqual([expected]);
  });

  it('is told for Terraform, but not for a state that is ignored', async () => {
    const files = { 'infra/main.tf': '', '.gitignore': '*.tfstate\n*.tfstate.*\n' };
    expect(await seen(files, check)).toEqual([
      'low .gitignore .terraform/environment is not ignored in infra/',
      'info .gitignore terraform.tfvars is not ignored in infra/',
    ]);
  });

  it.each([
    ['the root', { '.gitignore': '.env*\n!.env.example\n' }],
    ['its own folder', { 'app/.gitignore': '/.env\n' }],
  ])('is not told where a line of %s covers it', async (_title, files) => {
    expect(await seen({ 'app/package.json': node({ dotenv: '1' }), ...files }, check)).toEqual([]);
  });

  it.each([
    ['the stack is not there', { 'README.md': 'npm install dotenv\n' }],
    [
      'a library only offers to read a .env',
      { 'pyproject.toml': '[project.optional-dependencies]\ndotenv = ["python-dotenv"]\n' },
    ],
    ['the project is a sample', { 'examples/a/package.json': node({ dotenv: '1' }) }],
    ['the framework means it to be committed', { 'package.json': node({ dotenv: '1' }), '.env': 'PORT=1\n' }],
  ])('is not told where %s', async (_title, files) => {
    expect(await seen(files, check)).toEqual([]);
  });

  it('does not count what only the user of this machine ignores', async () => {
    const made = tracked({ 'package.json': node({ dotenv: '1' }) });
    made.write('.git/info/exclude', '.env\n');
    expect(listed(await diagnose(made, [check]))).toEqual(['medium .gitignore .env is not ignored in the root']);
  });

  it('is told of a file that is there and holds a secret', async () => {
    const made = tracked({ '.gitignore': '/ignored\n' });
    made.write('api/.env', `GITHUB_TOKEN=${githubPat()}\n`);
    made.write('ignored/.env', `GITHUB_TOKEN=${githubPat()}\n`);
    made.write('plain/.env', 'PORT=3000\n');
    const { problems } = await diagnose(made, [check]);
    expect(problems).toEqual([
      {
        check,
        severity: 'high',
        path: 'api/.env',
        line: 1,
        message: 'holds GitHub personal access token, and no .gitignore covers it',
        why: 'the next `git add .` puts it into a commit',
        fix: ['add to .gitignore: .env'],
        repairs: [{ kind: 'append', path: '.gitignore', lines: ['.env'] }],
      },
    ]);
  });

  it('takes odd names as they are', async () => {
    const made = tracked({});
    for (const folder of [':(glob)[x]', '-a b', 'line\nbreak']) made.write(`${folder}/id_rsa`, pemKey());
    const { problems, errors } = await diagnose(made, [check]);
    expect(errors).toEqual([]);
    expect(problems.map(({ path, fix }) => [path, ...fix])).toEqual([
      ['-a b/id_rsa', 'add to .gitignore: /-a b/id_rsa'],
      [':(glob)[x]/id_rsa', 'add to .gitignore: /:(glob)\\[x\\]/id_rsa'],
      ['line\nbreak/id_rsa', "keep 'line\nbreak/id_rsa' outside of the repository"],
    ]);
  });
});
