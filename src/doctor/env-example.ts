import { posix } from 'node:path';
import type { Problem } from '../model/problem.ts';
import type { Check } from './check.ts';
import { filledSecrets, isExampleName, readEnvFile } from './env-file.ts';
import { mayReadEnv, readEnvNames } from './env-names.ts';
import type { Repository } from './repository.ts';
import { isSure, shortDescription } from './secret-file.ts';

const mostFiles = 20_000;
const namesShown = 6;

/** What `.env.example` holds more than placeholders, and what it lacks of the names that code reads. */
export const envExample: Check = {
  id: 'doctor-env-example',
  summary: 'Values in .env.example that are no placeholders, and names that code reads and it lacks',
  run(repository) {
    const files = repository.tracked.filter(
      (path) => isExampleName(posix.basename(path)) && !repository.isSamplePath(`${posix.dirname(path)}/x`),
    );
    return [...files.flatMap((path) => findValues(repository, path)), ...findLacking(repository, files)];
  },
};

/** Judged as the file that it will be copied to: an example is trusted with nothing else than placeholders. */
function findValues(repository: Repository, path: string): Problem[] {
  const text = repository.text(path) ?? '';
  const seen = repository
    .findSecrets(posix.join(posix.dirname(path), '.env'), Buffer.from(text))
    .map((secret) => ({ line: secret.line, isSure: isSure(secret), what: shortDescription(secret.description) }));
  const lines = new Set(seen.map(({ line }) => line));
  const named = filledSecrets(text)
    .filter(({ line }) => !lines.has(line))
    .map(({ line, name }) => ({ line, isSure: false, what: `a value for ${name} that looks real` }));
  return [...seen, ...named].map(({ line, isSure: isCertain, what }) => ({
    check: envExample.id,
    severity: isCertain ? 'high' : 'low',
    path,
    line,
    message: `holds more than a placeholder: ${what}`,
    why: 'the example is committed for all to read, and its values get used as they are',
    fix: [
      `leave the value empty in ${path}, or write what to put there: <your ...>`,
      ...(isCertain ? ['then rotate it: the history still has it'] : []),
    ],
  }));
}

function findLacking(repository: Repository, examples: readonly string[]): Problem[] {
  const folders = new Map<string, string[]>();
  for (const path of examples) {
    const folder = posix.dirname(path) === '.' ? '' : `${posix.dirname(path)}/`;
    folders.set(folder, [...(folders.get(folder) ?? []), path]);
  }
  if (folders.size === 0) return [];
  const read = readNames(repository, [...folders.keys()]);
  return [...folders].flatMap(([folder, paths]): Problem[] => {
    const entries = paths.flatMap((path) => readEnvFile(repository.text(path) ?? ''));
    const named = new Set(entries.map(({ name }) => name));
    const lacking = [...(read.get(folder) ?? [])].filter(([name]) => !named.has(name));
    // A file of other things than variables, or one that few of its code's names are in, is not kept for this.
    if (lacking.length === 0 || named.size === 0) return [];
    const names = lacking.map(([name]) => name).sort();
    const [, first] = lacking.sort(([a], [b]) => (a < b ? -1 : 1))[0]!;
    const shown = names.slice(0, namesShown).join(', ');
    const more = names.length > namesShown ? ` and ${names.length - namesShown} more` : '';
    const path = choose(paths);
    return [
      {
        check: envExample.id,
        severity: 'low',
        path,
        message: `lacks what code reads: ${shown}${more} (${first})`,
        why: 'whoever sets the project up cannot know what to set, and asks for a file with real values',
        fix: names.map((name) => `add to ${path}: ${name}=`),
        repairs: [{ kind: 'append', path, lines: names.map((name) => `${name}=`) }],
      },
    ];
  });
}

/** The one that people copy, where there are several: that with the shortest name. */
function choose(paths: readonly string[]): string {
  return [...paths].sort((a, b) => a.length - b.length || (a < b ? -1 : 1))[0]!;
}

/** Names by folder of the example that stands nearest, each with the first place that reads it. */
function readNames(repository: Repository, folders: readonly string[]): Map<string, Map<string, string>> {
  const nearestFirst = [...folders].sort((a, b) => b.length - a.length);
  const names = new Map<string, Map<string, string>>(folders.map((folder) => [folder, new Map()]));
  let files = 0;
  for (const path of repository.tracked) {
    if (!mayReadEnv(path) || repository.isSamplePath(path) || isTooling(path) || isLaravelConfig(path)) continue;
    const folder = nearestFirst.find((each) => path.startsWith(each));
    if (folder === undefined) continue;
    if (++files > mostFiles) {
      const message = `names that code reads: only the first ${mostFiles} files were looked into`;
      repository.errors.push({ code: 'too-many-files', message });
      break;
    }
    const known = names.get(folder)!;
    for (const { name, line } of readEnvNames(path, repository.text(path) ?? '')) {
      if (!known.has(name)) known.set(name, `${path}:${line}`);
    }
  }
  return names;
}

/** Laravel's own files of settings read many variables that nobody needs to set. */
function isLaravelConfig(path: string): boolean {
  return /(?:^|\/)config\/[\w-]+\.php$/.test(path);
}

/** What builds, tests and releases a project is not what its dotenv file is for. */
function isTooling(path: string): boolean {
  return /(?:^|\/)(?:\.github|\.circleci|\.gitlab|scripts?|tools?|hack|ci|\.storybook|bench(?:marks?)?)\/|(?:^|\/)(?:[\w.-]*\.config\.[cm]?[jt]s|gulpfile\.js|Gruntfile\.js|setup\.py|noxfile\.py|conftest\.py)$/i.test(
    path,
  );
}
