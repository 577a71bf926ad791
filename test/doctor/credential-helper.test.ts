import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diagnose, listed, tracked } from '../helpers/doctor.ts';
import { temporaryFolder } from '../helpers/repo.ts';

const check = 'doctor-credential-helper';

describe('a credential helper', () => {
  it.each([
    ['store', ['medium credential.helper is "store" (local configuration)']],
    ['store --file=/tmp/x', ['medium credential.helper is "store" (local configuration)']],
    ['cache', []],
    ['osxkeychain', []],
  ])('of %s', async (helper, expected) => {
    const made = tracked({});
    made.git('config', 'credential.helper', helper);
    expect(listed(await diagnose(made, [check]))).toEqual(expected);
  });

  it('that a later line forgets does not count', async () => {
    const made = tracked({});
    for (const helper of ['store', '', 'cache']) made.git('config', '--add', 'credential.helper', helper);
    expect(listed(await diagnose(made, [check]))).toEqual([]);
  });

  it('of the user counts too, and its file must be private', async () => {
    const home = temporaryFolder();
    writeFileSync(join(home, '.gitconfig'), '[credential]\n\thelper = store\n');
    mkdirSync(join(home, '.config/git'), { recursive: true });
    for (const name of ['.git-credentials', '.config/git/credentials']) writeFileSync(join(home, name), 'unread');
    chmodSync(join(home, '.git-credentials'), 0o644);
    chmodSync(join(home, '.config/git/credentials'), 0o600);
    const env = { HOME: home, GIT_CONFIG_GLOBAL: join(home, '.gitconfig') };
    expect(listed(await diagnose(tracked({}), [check], env))).toEqual([
      'high ~/.git-credentials can be read by other users of this machine: mode 644',
      'medium credential.helper is "store" (global configuration)',
    ]);
  });
});
