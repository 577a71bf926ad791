import { createInputs } from '../../src/commands/doctor-inputs.ts';
import { checkList, openRepository, runChecks } from '../../src/doctor/index.ts';
import { findRepository } from '../../src/git/find-repository.ts';
import type { CheckId, Diagnosis } from '../../src/model/problem.ts';
import { gitTestEnv, type Repo, repo, temporaryFolder } from './repo.ts';

/** Looks into a repository with the named checks, at every severity. */
export async function diagnose(
  { path }: Pick<Repo, 'path'>,
  only: readonly CheckId[] = checkList.map(({ id }) => id),
  env: NodeJS.ProcessEnv = {},
): Promise<Diagnosis> {
  const full = { ...gitTestEnv(), HOME: temporaryFolder(), CI: '', ...env };
  const found = findRepository(path, full)!;
  const context = {
    cwd: path,
    env: full,
    stdout: process.stdout,
    stderr: process.stderr,
    interrupt: () => new AbortController().signal,
    print: async () => {},
    notice: () => {},
  };
  const opened = await openRepository(found, await createInputs(found, {}, context), full);
  return await runChecks(opened, only, 'info');
}

/** A repository with these files, all of them tracked. */
export function tracked(files: Readonly<Record<string, string>>): Repo {
  const made = repo();
  for (const [name, text] of Object.entries(files)) made.write(name, text);
  made.add();
  return made;
}

/** `severity path:line message` of each problem that the checks see in these files, all of them tracked. */
export async function seen(files: Readonly<Record<string, string>>, ...only: CheckId[]): Promise<string[]> {
  return listed(await diagnose(tracked(files), only));
}

/** The same of a diagnosis; throws where something could not be looked into. */
export function listed({ problems, errors }: Diagnosis): string[] {
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return problems.map(({ severity, path, line, message }) => {
    const place = path === undefined ? '' : ` ${path}${line === undefined ? '' : `:${line}`}`;
    return `${severity}${place} ${message}`;
  });
}
