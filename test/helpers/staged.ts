import { createStagedSource, type StagedOptions } from '../../src/sources/staged.ts';
import { type Collected, type Collection, collect } from './collect.ts';
import { gitTestEnv, type Repo, repo } from './repo.ts';

/** The staged source of a repository, with the settings that most tests need. */
export function stagedSource(made: Pick<Repo, 'path'>, options: Partial<StagedOptions> = {}) {
  const defaults = { cwd: made.path, maxFileSize: 1 << 20, isIncluded: () => true, env: gitTestEnv() };
  return createStagedSource({ ...defaults, ...options });
}

/** The fragments and skipped files of what is staged; fails if there was an error. */
export async function readStaged(
  made: Pick<Repo, 'path'>,
  options: Partial<StagedOptions> = {},
): Promise<Pick<Collection, 'fragments' | 'skipped'>> {
  const { fragments, skipped, errors } = await collect(stagedSource(made, options));
  if (errors.length > 0) throw new Error(`errors: ${errors.join('; ')}`);
  return { fragments, skipped };
}

/** A fragment of which every line counts. */
export function whole(path: string, text: string): Collected {
  return { path, text, added: 'all' };
}

/** A fragment of which only these lines count. */
export function some(path: string, text: string, ...added: number[]): Collected {
  return { path, text, added };
}

/** A repository with one commit of these files. */
export function committedRepo(files: Record<string, string | Buffer>): Repo {
  const made = repo();
  for (const [path, content] of Object.entries(files)) made.write(path, content);
  made.add();
  made.commit();
  return made;
}
