import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keepCredential } from '../../src/git/credential.ts';
import { gitTestEnv, temporaryFolder } from '../helpers/repo.ts';

const credential = { protocol: 'https', host: 'example.com', user: 'ada', password: 'a password' };

/** A user's settings with a helper that keeps what it gets in a file. */
function user(...helpers: string[]): { env: NodeJS.ProcessEnv; kept: string } {
  const home = temporaryFolder();
  const kept = join(home, 'kept');
  const script = [
    '#!/bin/sh',
    `[ "$1" = store ] && cat > ${kept}`,
    `[ "$1" = get ] && [ -f ${kept} ] && cat ${kept}`,
    'true',
  ];
  writeFileSync(join(home, 'helper'), `${script.join('\n')}\n`, { mode: 0o755 });
  const lines = helpers.map((helper) => `\thelper = ${helper.replace('HELPER', join(home, 'helper'))}\n`);
  writeFileSync(join(home, 'config'), `[credential]\n${lines.join('')}`);
  return { env: { ...gitTestEnv(), HOME: home, GIT_CONFIG_GLOBAL: join(home, 'config') }, kept };
}

describe('keeping a credential', () => {
  it("hands it to the user's helper, once", () => {
    const { env, kept } = user('HELPER');
    expect(keepCredential(credential, env).helper).toMatch(/\/helper$/);
    expect(readFileSync(kept, 'utf8')).toContain('password=a password\n');
    expect(() => keepCredential(credential, env)).not.toThrow();
  });

  it('never replaces another password', () => {
    const { env, kept } = user('HELPER');
    keepCredential(credential, env);
    expect(() => keepCredential({ ...credential, password: 'another' }, env)).toThrow(
      /^the credentials stay where they are: \S+helper keeps another password for example\.com$/,
    );
    expect(readFileSync(kept, 'utf8')).toContain('password=a password\n');
  });

  it.each([
    ['there is none', [], 'no credential helper is set to keep them'],
    ['it keeps plain text', ['store'], 'store, keeps them in plain text too'],
    ['it does not keep them', ['!true'], '!true did not keep them'],
  ])('is refused where %s', (_title, helpers, problem) => {
    const { env, kept } = user(...helpers);
    expect(() => keepCredential(credential, env)).toThrow(problem);
    expect(existsSync(kept)).toBe(false);
  });

  it('is refused for what would be read as further lines', () => {
    const { env, kept } = user('HELPER');
    expect(() => keepCredential({ ...credential, user: 'ada\nhost=elsewhere' }, env)).toThrow('they hold a line break');
    expect(existsSync(kept)).toBe(false);
  });
});
