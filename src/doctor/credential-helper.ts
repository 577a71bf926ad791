import { join } from 'node:path';
import { readConfig } from '../git/config.ts';
import type { Problem } from '../model/problem.ts';
import type { Check } from './check.ts';
import { modeOf } from './repository.ts';

const better: Partial<Record<NodeJS.Platform, string>> = { darwin: 'osxkeychain', win32: 'manager' };

/** A credential helper that keeps passwords in plain text, and the files of such. None of them is read. */
export const credentialHelper: Check = {
  id: 'doctor-credential-helper',
  summary: 'A git credential helper that keeps passwords in plain text, and its files',
  run({ root, git, env, home }) {
    const entries = readConfig(/^credential(\..*)?\.helper$/, { cwd: root, tree: git, env });
    // An empty value forgets those before it: https://git-scm.com/docs/gitcredentials
    const counted = entries.filter(
      ({ key }, index) => !entries.some((later, at) => at > index && later.key === key && later.value === ''),
    );
    const stores = counted.filter(({ value }) => /^(?:store|.*git-credential-store)(?:\s|$)/.test(value));
    const problems = stores.map(({ key, scope }): Problem => {
      const helper = better[process.platform] ?? 'libsecret';
      return {
        check: credentialHelper.id,
        severity: 'medium',
        message: `${key} is "store" (${scope} configuration)`,
        why: 'it keeps every password and token that git is given in a file, in plain text',
        fix: [
          `git config --${scope} --replace-all ${key} ${helper}   (or: cache)`,
          'then move what the file holds, and delete it: ~/.git-credentials',
        ],
      };
    });
    return [...problems, ...checkFiles(home)];
  },
};

function checkFiles(home: string | undefined): Problem[] {
  if (!home) return [];
  return ['.git-credentials', '.config/git/credentials', '.netrc'].flatMap((name): Problem[] => {
    const mode = modeOf(join(home, name));
    if (mode === undefined || (mode & 0o077) === 0) return [];
    return [
      {
        check: credentialHelper.id,
        severity: 'high',
        message: `~/${name} can be read by other users of this machine: mode ${mode.toString(8)}`,
        why: 'passwords stand in it in plain text',
        fix: [`chmod 600 ~/${name}`],
      },
    ];
  });
}
