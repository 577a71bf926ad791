import { posix } from 'node:path';
import type { Problem } from '../model/problem.ts';
import type { Check } from './check.ts';
import { ignoreLine } from './ignore-line.ts';
import { type IgnoreWish, ignoreWishes } from './ignore-wishes.ts';
import type { Repository } from './repository.ts';
import { heldBy, secretFileKind } from './secret-file.ts';
import { shellWord } from './shell-word.ts';
import { findProjects, type Project, projectName } from './stacks.ts';

const namedFolders = 3;

/** What the next `git add .` would take, and what `.gitignore` should cover for the stacks that are there. */
export const gitignore: Check = {
  id: 'doctor-gitignore',
  summary: 'What .gitignore should cover and does not, by the stacks that are there',
  async run(repository) {
    const exposed = await findExposed(repository);
    const seen = new Set(
      exposed.flatMap(({ repairs = [] }) => repairs).flatMap((each) => ('lines' in each ? each.lines : [])),
    );
    const wished = findMissing(repository).filter(({ wish }) => {
      const isNew = !seen.has(wish.pattern);
      seen.add(wish.pattern);
      return isNew;
    });
    return [...exposed, ...wished.map(toProblem)];
  },
};

/** Files with secrets that are neither tracked nor ignored. */
async function findExposed(repository: Repository): Promise<Problem[]> {
  const candidates = (await repository.untracked()).filter(
    (path) => secretFileKind(path) !== undefined && !repository.isSamplePath(path),
  );
  const ignored = repository.ignored(candidates);
  return candidates.flatMap((path): Problem[] => {
    if (ignored.has(path)) return [];
    const kind = secretFileKind(path)!;
    const held = heldBy(repository, path, kind);
    if (!held && kind !== 'keystore' && kind !== 'state') return [];
    const name = posix.basename(path);
    const line = kind === 'env' && /^\.env$/.test(name) ? name : ignoreLine(path);
    return [
      {
        check: gitignore.id,
        severity: held?.isSure ? 'high' : 'medium',
        path,
        line: held?.line ?? 1,
        message: `holds ${held?.what ?? 'secrets'}, and no .gitignore covers it`,
        why: 'the next `git add .` puts it into a commit',
        fix:
          line === undefined ? [`keep ${shellWord(path)} outside of the repository`] : [`add to .gitignore: ${line}`],
        ...(line !== undefined && { repairs: [{ kind: 'append' as const, path: '.gitignore', lines: [line] }] }),
      },
    ];
  });
}

interface Missing {
  wish: IgnoreWish;
  projects: Project[];
}

function findMissing(repository: Repository): Missing[] {
  const asked = findProjects(repository).flatMap((project) =>
    ignoreWishes
      .filter((wish) => wish.applies(project) && !(wish.pattern === '.env' && hasTracked(repository, project.folder)))
      .map((wish) => ({ wish, project })),
  );
  const samplesOf = ({ wish, project }: (typeof asked)[number]) => wish.samples.map((name) => project.folder + name);
  const ignored = repository.ignored([...new Set(asked.flatMap(samplesOf))]);
  const missing = new Map<IgnoreWish, Project[]>();
  for (const each of asked) {
    if (samplesOf(each).every((path) => ignored.has(path) || repository.isTracked(path))) continue;
    missing.set(each.wish, [...(missing.get(each.wish) ?? []), each.project]);
  }
  return ignoreWishes.flatMap((wish) => (missing.has(wish) ? [{ wish, projects: missing.get(wish)! }] : []));
}

/** A `.env` there or above is tracked: it is what the project reads, and another check's matter. */
function hasTracked(repository: Repository, folder: string): boolean {
  const above = [...folder.matchAll(/\//g)].map(({ index }) => folder.slice(0, index + 1));
  return ['', ...above].some((each) => repository.isTracked(`${each}.env`));
}

function toProblem({ wish, projects }: Missing): Problem {
  const folders = projects.slice(0, namedFolders).map(projectName);
  const more = projects.length - folders.length;
  const where = `${folders.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  // A pattern with a slash is relative to its own file.
  const lines = wish.pattern.startsWith('/')
    ? projects.map(({ folder }) => `${folder === '' ? '' : `/${folder.slice(0, -1)}`}${wish.pattern}`)
    : [wish.pattern];
  return {
    check: gitignore.id,
    severity: wish.severity,
    path: '.gitignore',
    message: `${wish.samples[0]} is not ignored in ${where}`,
    why: wish.why,
    fix: lines.map((line) => `add to .gitignore: ${line}`),
    repairs: [{ kind: 'append', path: '.gitignore', lines }],
  };
}
