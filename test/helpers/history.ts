import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Step, toFastImport, toRef } from './fast-import.ts';
import { gitTestEnv, openRepo, type Repo, temporaryFolder } from './repo.ts';

/** A repository whose commits and tags have names in the test; nothing of it is checked out. */
export interface HistoryRepo extends Repo {
  /** Full id of a named commit or tag. */
  id(name: string): string;
  /** The name of an object; the id itself where it has none. */
  nameOf(id: string): string;
  /** Names a commit that git itself made. */
  name(name: string, id: string): void;
  /** Adds to the history; names from before are known. */
  more(steps: readonly Step[]): void;
}

export interface HistoryOptions {
  isBare?: boolean;
  /** `sha1` unless given. */
  objectFormat?: string;
  /** A branch, or the name of a commit at which HEAD is detached; `main` unless given. */
  head?: string;
  /** Writes loose objects in place of a pack. */
  isLoose?: boolean;
}

/** Makes a history from what happened, one step after the other; same steps, same ids. */
export function history(steps: readonly Step[], options: HistoryOptions = {}): HistoryRepo {
  const { isBare = false, objectFormat = 'sha1', head = 'main', isLoose = false } = options;
  const path = join(temporaryFolder(), isBare ? 'history.git' : 'history');
  mkdirSync(path);
  const made = openRepo(path);
  const bare = isBare ? ['--bare'] : [];
  made.git('init', '--quiet', `--object-format=${objectFormat}`, '--initial-branch=main', ...bare);
  const ids = new Map<string, string>();
  const names = new Map<string, string>();
  const all: Step[] = [];
  const repository: HistoryRepo = {
    ...made,
    id(name) {
      const id = ids.get(name);
      if (id === undefined) throw new Error(`no commit or tag is called ${name}`);
      return id;
    },
    nameOf: (id) => names.get(id) ?? id,
    name(name, id) {
      ids.set(name, id);
      names.set(id, name);
    },
    more(added) {
      all.push(...added);
      for (const [name, id] of importSteps(made, all, isLoose)) repository.name(name, id);
    },
  };
  repository.more(steps);
  if (ids.has(head)) made.git('update-ref', '--no-deref', 'HEAD', repository.id(head));
  else made.git('symbolic-ref', 'HEAD', toRef(head));
  return repository;
}

/** What was imported before comes out with the ids it has, as every date and name is stated. */
function importSteps(made: Repo, steps: readonly Step[], isLoose: boolean): Map<string, string> {
  const { stream, marks } = toFastImport(steps);
  const file = join(temporaryFolder(), 'marks');
  const limit = ['-c', `fastimport.unpackLimit=${isLoose ? 1_000_000 : 0}`];
  const args = [...limit, 'fast-import', '--quiet', '--done', '--force', '--date-format=raw', `--export-marks=${file}`];
  execFileSync('git', args, { cwd: made.path, env: gitTestEnv(), input: stream, stdio: ['pipe', 'ignore', 'pipe'] });
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  const byMark = new Map(lines.map((line) => line.slice(1).split(' ') as [string, string]));
  return new Map([...marks].map(([name, mark]) => [name, byMark.get(String(mark))!]));
}
