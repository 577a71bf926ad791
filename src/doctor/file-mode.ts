import type { Problem } from '../model/problem.ts';
import type { Check } from './check.ts';
import { heldBy, secretFileKind } from './secret-file.ts';
import { shellWord } from './shell-word.ts';

/** Secrets on disk that other users of the machine may read. Of tracked files git makes every copy readable. */
export const fileMode: Check = {
  id: 'doctor-file-mode',
  summary: 'Secret files on disk that other users of the machine can read',
  async run(repository) {
    if (process.platform === 'win32') return [];
    return (await repository.untracked()).flatMap((path): Problem[] => {
      const kind = secretFileKind(path);
      if (kind === undefined || repository.isSamplePath(path)) return [];
      const mode = repository.mode(path);
      if (mode === undefined || (mode & 0o066) === 0) return [];
      const held = heldBy(repository, path, kind);
      if (!held && kind !== 'keystore') return [];
      return [
        {
          check: fileMode.id,
          severity: (mode & 0o006) === 0 ? 'low' : 'medium',
          path,
          line: held?.line ?? 1,
          message: `other users of this machine can ${mode & 0o022 ? 'write' : 'read'} it: mode ${mode.toString(8)}`,
          why: `it holds ${held?.what ?? 'private keys'}; only its owner needs to read it`,
          fix: [`chmod 600 ${shellWord(path)}`],
          repairs: [{ kind: 'chmod', path }],
        },
      ];
    });
  },
};
