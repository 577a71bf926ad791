import { describe, expect, it } from 'vitest';
import { diagnose, listed, seen, tracked } from '../helpers/doctor.ts';
import { fakeSecret, githubPat, pemKey, strongPassword } from '../helpers/secrets.ts';

const check = 'doctor-tracked-secret';
const password = fakeSecret('<<base62:16>>');

describe('tracked files of secrets', () => {
  it('are told with what they hold and where', async () => {
    const files = {
      '.env': `PORT=3000\nGITHUB_TOKEN=${githubPat()}\n`,
      'deploy/id_rsa': pemKey(),
      'web/.npmrc': `//npm.corp.test/:_authToken=${githubPat(2)}\n`,
    };
    expect(await seen(files, check)).toEqual([
      'high .env:2 a file of settings is tracked, with GitHub personal access token',
      'high deploy/id_rsa:1 a private key is tracked, with Unencrypted private key in PEM form',
      expect.stringMatching(/^high web\/\.npmrc:1 a file of credentials is tracked, with /),
    ]);
  });

  it('count by the name of a variable, where no rule knows the value', async () => {
    expect(await seen({ 'prod.env': `ADMIN_PASSWORD=${password}\nUSER=ada\n` }, check)).toEqual([
      expect.stringMatching(/^(?:high|medium) prod\.env:1 a file of settings is tracked, with /),
    ]);
  });

  it.each([
    ['a pattern for a dotenv file', '.env.example', 'DB_PASSWORD=\nAPI_KEY=your-key-here\n'],
    ['a dotenv file for tests, of placeholders', '.env.test', 'DB_PASSWORD=postgres\nSECRET_KEY=test-secret\n'],
    ['a key for tests', 'test/fixtures/server.pem', pemKey()],
    ['a certificate', 'certs/ca.pem', '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'],
    ['an .npmrc that takes its token from the environment', '.npmrc', `//npm.example.com/:_authToken=\${NPM_TOKEN}\n`],
    ['an encrypted file', 'config/secrets.yml.enc', `key: ${githubPat()}\n`],
    ['a file of types', 'src/.env.d.ts', 'declare const PASSWORD: string;\n'],
    ['a file of other settings', 'defaults.env', `PORT=3000\nDB_PASSWORD=\${DB_PASSWORD}\n`],
    ['a dotenv file of somebody else', 'node_modules/x/.env', `GITHUB_TOKEN=${githubPat()}\n`],
  ])('are no concern where they are %s', async (_title, name, text) => {
    expect(await seen({ [name]: text }, check)).toEqual([]);
  });

  it.each([
    ['low', {}],
    ['low', { 'package.json': '{"dependencies":{"express":"5"}}' }],
    ['info', { 'package.json': '{"dependencies":{"next":"15"}}' }],
    ['info', { 'composer.json': '{"type": "project", "require": {"symfony/dotenv": "7"}}' }],
  ])('are told as %s where a .env holds nothing secret, beside %j', async (severity, files) => {
    expect(await seen({ '.env': 'PORT=3000\n', ...files }, check)).toEqual([
      `${severity} .env:1 .env is tracked; no secret is seen in it`,
    ]);
  });

  it('never have their values told', async () => {
    const password = strongPassword();
    const diagnosis = await diagnose(tracked({ '.env': `DB_PASSWORD=${password}\nTOKEN=${githubPat()}\n` }));
    expect(listed(diagnosis).length).toBeGreaterThan(0);
    expect(JSON.stringify(diagnosis)).not.toContain(password);
    expect(JSON.stringify(diagnosis)).not.toContain(githubPat());
  });

  it('are told of where they cannot be read as text', async () => {
    expect(await seen({ 'release/app.jks': '\0\0binary', 'lib/truststore.jks': '\0' }, check)).toEqual([
      'medium release/app.jks:1 a store of private keys is tracked',
    ]);
  });

  it('are not followed out of the tree', async () => {
    const outside = tracked({ secrets: `GITHUB_TOKEN=${githubPat()}\n` });
    const made = tracked({ 'a.txt': '' });
    const { symlinkSync } = await import('node:fs');
    symlinkSync(`${outside.path}/secrets`, `${made.path}/.env`);
    made.add();
    expect(listed(await diagnose(made, [check]))).toEqual([]);
  });
});
