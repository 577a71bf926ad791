import { posix } from 'node:path';
import type { Problem, Repair } from '../model/problem.ts';
import type { Check } from './check.ts';
import { ignoreLine } from './ignore-line.ts';
import { readsEnvLocal } from './ignore-wishes.ts';
import type { Repository } from './repository.ts';
import { heldBy, type SecretFileKind, secretFileKind } from './secret-file.ts';
import { shellWord } from './shell-word.ts';
import { findProjects } from './stacks.ts';

const words = {
  env: 'a file of settings',
  key: 'a private key',
  keystore: 'a store of private keys',
  credentials: 'a file of credentials',
  state: 'a state of Terraform',
} satisfies Record<SecretFileKind, string>;

/** Files for secrets that git tracks: each clone has them, and the history keeps them. */
export const trackedSecret: Check = {
  id: 'doctor-tracked-secret',
  summary: 'Files of settings, keys and credentials that git tracks',
  run: (repository) =>
    repository.tracked.flatMap((path) => {
      const kind = secretFileKind(path);
      if (kind === undefined || repository.isSamplePath(path)) return [];
      const problem = judge(repository, path, kind);
      return problem ? [problem] : [];
    }),
};

function judge(repository: Repository, path: string, kind: SecretFileKind): Problem | undefined {
  const base = { check: trackedSecret.id, path } as const;
  const held = heldBy(repository, path, kind);
  if (held) {
    return {
      ...base,
      severity: held.isSure ? 'high' : 'medium',
      line: held.line,
      message: `${words[kind]} is tracked, with ${held.what}`,
      why: 'everyone who can clone can read it, and the history keeps it when the file is gone',
      fix: fixOf(path, true),
      repairs: repairsOf(path, kind),
    };
  }
  if (kind === 'state' || (kind === 'keystore' && repository.mode(path) !== undefined)) {
    const isState = kind === 'state';
    return {
      ...base,
      severity: 'medium',
      line: 1,
      message: isState ? 'a state of Terraform is tracked' : 'a store of private keys is tracked',
      why: isState
        ? 'a state holds every value that Terraform has set, passwords among them, in plain text'
        : 'its password is all that protects it, and can be tried as often as one likes',
      fix: fixOf(path, false),
    };
  }
  if (posix.basename(path) !== '.env') return undefined;
  return {
    ...base,
    severity: isMeant(repository, path) ? 'info' : 'low',
    line: 1,
    message: '.env is tracked; no secret is seen in it',
    why: 'whoever adds a secret to it commits it',
    fix: [`git rm --cached -- ${shellWord(path)}`, 'keep what others need in .env.example'],
  };
}

/** Some frameworks want a `.env` of defaults committed, and read secrets from `.env.local`. */
function isMeant(repository: Repository, path: string): boolean {
  const folder = path.slice(0, -'.env'.length);
  return findProjects(repository).some((project) => project.folder === folder && readsEnvLocal(project));
}

function fixOf(path: string, isSecret: boolean): string[] {
  return [
    `git rm --cached -- ${shellWord(path)}`,
    `add to .gitignore: ${ignoreLine(path) ?? path}`,
    isSecret
      ? 'then rotate what it held: the history still has it (keyturn history shows since when)'
      : 'the history still has it: change what it holds',
  ];
}

function repairsOf(path: string, kind: SecretFileKind): Repair[] {
  const line = ignoreLine(path);
  if (kind !== 'env' || line === undefined) return [];
  return [
    { kind: 'append', path: '.gitignore', lines: [line] },
    { kind: 'untrack', path },
    { kind: 'chmod', path },
  ];
}
