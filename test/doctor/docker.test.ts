import { describe, expect, it } from 'vitest';
import { diagnose, listed, seen, tracked } from '../helpers/doctor.ts';
import { fakeSecret, githubPat, pemKey } from '../helpers/secrets.ts';

const check = 'doctor-docker';
const password = fakeSecret('<<base62:16>>');
const dockerfile = (...lines: string[]) => ({ Dockerfile: ['FROM node:22', ...lines].join('\n') });

describe('a Dockerfile', () => {
  it('must bake no secret in', async () => {
    const lines = [
      `ENV TOKEN=${githubPat()} PORT=1`,
      `ENV DB_PASSWORD ${password}`,
      'ARG NPM_TOKEN',
      `ENV NPM_TOKEN=\${NPM_TOKEN}`,
      'COPY .env ./',
      'COPY --chown=1:1 ["deploy/id_rsa", "/root/.ssh/"]',
      'ARG A=1 \\',
      '    API_KEY',
    ];
    const found = await seen(dockerfile(...lines), check);
    expect(found.map((line) => line.replace(/^\w+ /, '')).sort()).toEqual([
      'Dockerfile:2 ENV TOKEN has a secret as its value',
      'Dockerfile:3 ENV DB_PASSWORD has a secret as its value',
      'Dockerfile:4 ARG NPM_TOKEN takes a secret into the build',
      'Dockerfile:5 ENV NPM_TOKEN keeps a secret of the build',
      'Dockerfile:6 COPY takes .env into the image',
      'Dockerfile:7 COPY takes deploy/id_rsa into the image',
      'Dockerfile:8 ARG API_KEY takes a secret into the build',
    ]);
    expect(found[0]).toBe('high Dockerfile:2 ENV TOKEN has a secret as its value');
  });

  it.each([
    ['settings', 'ENV NODE_ENV=production PORT=3000 TOKEN_URL=https://example.com/t PASSWORD_FILE=/run/x'],
    ['an empty value', 'ENV DB_PASSWORD='],
    ['a placeholder', 'ENV DB_PASSWORD=changeme'],
    ['a mounted secret', 'RUN --mount=type=secret,id=npm_token npm ci'],
    ['another stage', 'COPY --from=build /app/.env.production /app/id_rsa /'],
    ['a pattern', 'COPY .env.example .env'],
    ['certificates', 'COPY certs/ca-bundle.pem /etc/ssl/'],
    ['the key of a package archive', 'COPY nodesource.gpg.key /etc/apt/'],
    ['a comment', '# COPY .env .'],
    ['a here-document', `COPY <<EOF /x\nENV DB_PASSWORD=${password}\nEOF`],
  ])('may have %s', async (_title, line) => {
    expect(await seen(dockerfile(line), check)).toEqual([]);
  });

  it('is judged by what a file of the repository holds', async () => {
    const files = { 'deploy/.env.production': 'PORT=80\n', 'jenkins.key': 'a public key\n', 'own.key': pemKey() };
    const lines = ['COPY deploy/.env.production .env', 'COPY jenkins.key own.key /etc/'];
    expect(await seen({ ...dockerfile(...lines), ...files }, check)).toEqual([
      'high Dockerfile:3 COPY takes own.key into the image',
    ]);
  });

  it('must not take a .env with the whole folder', async () => {
    const made = tracked({ ...dockerfile('COPY . .'), '.gitignore': '.env\n' });
    expect(listed(await diagnose(made, [check]))).toEqual([]);
    made.write('.env', 'A=1\n');
    expect(listed(await diagnose(made, [check]))).toEqual([
      'medium Dockerfile:2 takes the whole folder into the image, .env with it',
    ]);
    made.write('.dockerignore', 'node_modules\n**/.env*\n');
    expect(listed(await diagnose(made, [check]))).toEqual([]);
  });
});

describe('a compose file', () => {
  it('must hold no secret', async () => {
    const compose = `services:
  db:
    image: postgres
    environment:
      POSTGRES_PASSWORD: ${password}
      POSTGRES_USER: ada
  web:
    build:
      context: .
      args:
        NPM_TOKEN: \${NPM_TOKEN}
    environment:
      - API_TOKEN=${githubPat()}
      - DB_PASSWORD
`;
    const found = await seen({ 'compose.yaml': compose }, check);
    expect(found.map((line) => line.replace(/^high(?= compose.yaml:5)/, 'medium')).sort()).toEqual([
      'high compose.yaml:13 web gets API_TOKEN from a value in the file',
      'medium compose.yaml:11 the build of web takes the secret NPM_TOKEN as an argument',
      'medium compose.yaml:5 db gets POSTGRES_PASSWORD from a value in the file',
    ]);
  });

  it.each([
    ['the environment', `POSTGRES_PASSWORD: \${DB_PASSWORD:?}`],
    ['a default of the image', 'POSTGRES_PASSWORD: postgres'],
    ['a file', 'POSTGRES_PASSWORD_FILE: /run/secrets/db'],
  ])('may take its values from %s', async (_title, line) => {
    expect(await seen({ 'docker-compose.yml': `services:\n  db:\n    environment:\n      ${line}\n` }, check)).toEqual(
      [],
    );
  });

  it('that is no YAML is told, and the others are looked into', async () => {
    const made = tracked({ 'compose.yaml': 'services: [\n', ...dockerfile('COPY .env .') });
    const { problems, errors } = await diagnose(made, [check]);
    expect(problems.map(({ message }) => message)).toEqual(['COPY takes .env into the image']);
    expect(errors).toEqual([
      { code: 'bad-yaml', message: expect.stringContaining('compose.yaml:'), path: 'compose.yaml' },
    ]);
  });

  it('that swells in memory is refused', async () => {
    const levels = Array.from({ length: 12 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(9)}]`);
    const { errors } = await diagnose(tracked({ 'compose.yaml': ['a0: &a0 x', ...levels].join('\n') }), [check]);
    expect(errors.map(({ code }) => code)).toEqual(['bad-yaml']);
  });
});
