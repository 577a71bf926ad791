import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diagnose, listed, tracked } from '../helpers/doctor.ts';
import { githubPat } from '../helpers/secrets.ts';

const check = 'doctor-remote-url';

describe('addresses of remotes', () => {
  it('must hold no credentials, and these are never told', async () => {
    const made = tracked({
      '.gitmodules': `[submodule "x"]\n\tpath = x\n\turl = https://ada:${githubPat(3)}@example.com/x.git\n`,
    });
    made.git('config', 'remote.origin.url', `https://ada:${githubPat()}@example.com/ada/app.git`);
    made.git('config', 'remote.b.pushurl', `https://${githubPat(2)}@example.com/ada/app.git`);
    made.git('config', `url.https://x:${githubPat(4)}@example.com/.insteadOf`, 'https://example.com/');
    made.git('config', 'http.https://example.com/.extraheader', `AUTHORIZATION: basic ${githubPat(5)}`);
    const diagnosis = await diagnose(made, [check]);
    expect(listed(diagnosis)).toEqual([
      'high .git/config remote.b.pushurl holds credentials: https://[hidden]@example.com/ada/app.git (local configuration)',
      'high .git/config remote.origin.url holds credentials: https://ada:[hidden]@example.com/ada/app.git (local configuration)',
      'high .git/config url.https://x:[hidden]@example.com/.insteadof holds credentials: https://x:[hidden]@example.com/ (local configuration)',
      'high .gitmodules:3 the address of a submodule holds credentials: https://ada:[hidden]@example.com/x.git',
      'medium .git/config http.https://example.com/.extraheader holds a header with credentials (local configuration)',
    ]);
    for (const seed of [1, 2, 3, 4, 5]) expect(JSON.stringify(diagnosis)).not.toContain(githubPat(seed));
  });

  it.each([
    'https://example.com/ada/app.git',
    'https://ada@example.com/app.git',
    'git@example.com:ada/app.git',
    'ssh://git@example.com:22/app.git',
    `https://x-access-token:\${TOKEN}@example.com/app.git`,
    '/srv/git/app.git',
    'C:\\git\\a@b',
  ])('may be %s', async (address) => {
    const made = tracked({});
    made.git('config', 'remote.origin.url', address);
    expect(listed(await diagnose(made, [check]))).toEqual([]);
  });

  it('are read without running what the repository names', async () => {
    const made = tracked({});
    made.git('config', 'core.fsmonitor', `touch ${made.path}/ran`);
    made.git('config', 'core.sshCommand', `touch ${made.path}/ran`);
    made.git('config', 'credential.helper', `!touch ${made.path}/ran`);
    made.git('config', 'core.hooksPath', made.path);
    expect(listed(await diagnose(made, [check, 'doctor-credential-helper', 'doctor-gitignore']))).toEqual([]);
    expect(existsSync(join(made.path, 'ran'))).toBe(false);
  });
});
