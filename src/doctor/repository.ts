import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { findIgnored } from '../git/check-ignore.ts';
import type { Repository as GitRepository } from '../git/find-repository.ts';
import { type ListedFile, listFiles } from '../git/list-files.ts';
import { listUntracked } from '../git/list-untracked.ts';
import type { ScanError } from '../model/report.ts';
import type { DoctorInputs } from './inputs.ts';
import { readTreeFile } from './read-text.ts';

/** Folders of what is installed or built: large, and nobody's secrets. */
const foreignFolders = [
  'node_modules',
  'bower_components',
  'vendor',
  '.venv',
  'venv',
  'site-packages',
  'Pods',
  'target',
];
const foreignPath = new RegExp(
  `(?:^|/)(?:${foreignFolders.map((name) => name.replace('.', '\\.')).join('|')}|third[-_]?party)/`,
  'i',
);

/** A repository as the checks see it; each question is asked once. */
export interface Repository extends DoctorInputs {
  root: string;
  git: GitRepository;
  env: NodeJS.ProcessEnv;
  /** The user's own folder, where it is known. */
  home: string | undefined;
  /** Paths of tracked regular files that are the project's own, whether or not they are on disk. */
  tracked: readonly string[];
  isTracked(path: string): boolean;
  /** Paths that are not tracked, ignored or not. */
  untracked(): Promise<readonly string[]>;
  /** Those that some `.gitignore` of the repository ignores. */
  ignored(paths: readonly string[]): ReadonlySet<string>;
  /** Undefined for what is no readable text file of at most 1 MB in the tree. */
  text(path: string): string | undefined;
  /** Permission bits; undefined where there is no such regular file, and on systems without them. */
  mode(path: string): number | undefined;
  errors: ScanError[];
}

const regular = 0o100000;
const kindMask = 0o170000;
const mostRemembered = 200;

/** Opens a repository for the checks. Throws `UserError` where git cannot list it. */
export async function openRepository(
  git: GitRepository,
  inputs: DoctorInputs,
  env: NodeJS.ProcessEnv,
): Promise<Repository> {
  const { root } = git;
  const { files } = await listFiles(git, { trackedOnly: true, env });
  const own = files.filter(isOwn).map(({ path }) => path);
  const all = new Set(files.map(({ path }) => path));
  const texts = new Map<string, string | undefined>();
  const errors: ScanError[] = [];
  let untracked: Promise<readonly string[]> | undefined;
  const read = (path: string) => {
    try {
      const bytes = readTreeFile(root, path);
      return bytes?.includes(0) ? undefined : bytes?.toString().replace(/^\ufeff/, '');
    } catch (error) {
      const { code = 'EIO' } = error as NodeJS.ErrnoException;
      errors.push({ code, message: `${path}: cannot be read: ${code}`, path });
      return undefined;
    }
  };
  return {
    ...inputs,
    root,
    git,
    env,
    home: env.HOME ?? env.USERPROFILE,
    tracked: own,
    isTracked: (path) => all.has(path),
    untracked: () => {
      untracked ??= listUntracked({ tree: git, env }, foreignFolders);
      return untracked;
    },
    ignored: (paths) => findIgnored(paths, { tree: git, env }),
    text(path) {
      if (texts.has(path)) return texts.get(path);
      const text = read(path);
      if (texts.size < mostRemembered) texts.set(path, text);
      return text;
    },
    mode: (path) => modeOf(join(root, path)),
    errors,
  };
}

function isOwn({ path, rawPath, mode }: ListedFile): boolean {
  return rawPath === undefined && (mode & kindMask) === regular && !foreignPath.test(path);
}

/** Permission bits of a regular file; undefined where there is none, and on systems without them. */
export function modeOf(path: string): number | undefined {
  if (process.platform === 'win32') return undefined;
  try {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    return stats?.isFile() ? stats.mode & 0o777 : undefined;
  } catch {
    return undefined;
  }
}
