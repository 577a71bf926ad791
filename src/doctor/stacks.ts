import { posix } from 'node:path';
import type { Repository } from './repository.ts';

/** A folder of a project, as its files tell it. */
export interface Project {
  /** Empty, or ends in `/`. */
  folder: string;
  /** Names of files in it. */
  names: ReadonlySet<string>;
  text(name: string): string;
}

const manifests =
  /^(?:package\.json|requirements[\w.-]*\.txt|pyproject\.toml|setup\.py|Pipfile|manage\.py|Gemfile|composer\.json|go\.mod|pom\.xml|build\.gradle(?:\.kts)?|Cargo\.toml|mix\.exs|(?:docker-)?compose\.ya?ml|wrangler\.(?:toml|jsonc?)|ansible\.cfg|[\w-]+\.tf|artisan|host\.json)$/;
const deepest = 4;

/** The folders that hold a project of some kind, the root first; none of tests, samples or other people's code. */
export function findProjects(repository: Repository): Project[] {
  const names = new Map<string, Set<string>>();
  const isProject = new Set<string>();
  for (const path of repository.tracked) {
    const at = path.lastIndexOf('/') + 1;
    const folder = path.slice(0, at);
    const name = path.slice(at);
    const known = names.get(folder);
    if (known) known.add(name);
    else names.set(folder, new Set([name]));
    if (manifests.test(name) && folder.split('/').length <= deepest && !isAside(repository, folder)) {
      isProject.add(folder);
    }
  }
  return [...isProject]
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
    .map((folder) => ({
      folder,
      names: names.get(folder)!,
      text: (name) => (names.get(folder)!.has(name) ? (repository.text(folder + name) ?? '') : ''),
    }));
}

function isAside(repository: Repository, folder: string): boolean {
  return (
    folder !== '' &&
    (repository.isSamplePath(`${folder}x`) ||
      /(?:^|\/)(?:templates?|skeleton|generators?|bench(?:marks?)?)\//i.test(folder))
  );
}

/** How messages call a project's folder. */
export function projectName({ folder }: Pick<Project, 'folder'>): string {
  return folder === '' ? 'the root' : posix.normalize(folder);
}
