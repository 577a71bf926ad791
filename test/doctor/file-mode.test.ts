import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diagnose, listed, tracked } from '../helpers/doctor.ts';
import { githubPat, pemKey } from '../helpers/secrets.ts';

const check = 'doctor-file-mode';

describe('files of secrets on disk', () => {
  it.each([
    [0o600, []],
    [0o400, []],
    [0o640, ['low .env:1 other users of this machine can read it: mode 640']],
    [0o644, ['medium .env:1 other users of this machine can read it: mode 644']],
    [0o666, ['medium .env:1 other users of this machine can write it: mode 666']],
  ])('of mode %o', async (mode, expected) => {
    const made = tracked({ '.gitignore': '.env\n' });
    made.write('.env', `GITHUB_TOKEN=${githubPat()}\n`);
    chmodSync(join(made.path, '.env'), mode);
    expect(listed(await diagnose(made, [check]))).toEqual(expected);
  });

  it('count only where they hold a secret of the project itself', async () => {
    const made = tracked({ '.gitignore': 'node_modules\n', 'tracked.pem': 'no key' });
    made.write('.env', 'PORT=3000\n');
    made.write('node_modules/a/key.pem', pemKey());
    made.write('test/key.pem', pemKey());
    made.write('ca.pem', '-----BEGIN CERTIFICATE-----\n');
    expect(listed(await diagnose(made, [check]))).toEqual([]);
  });
});
