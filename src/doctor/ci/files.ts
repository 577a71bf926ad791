import type { Repository } from '../repository.ts';
import { readYamlFile, type YamlFile } from '../yaml-file.ts';
import { readGithub } from './read-github.ts';
import { readJenkins } from './read-jenkins.ts';
import { readAzure, readCircleci, readGitlab, readTravis } from './read-others.ts';
import type { CiStep, CiSystem } from './step.ts';

/** A file that a CI system reads. */
export interface CiFile {
  system: CiSystem;
  path: string;
  steps: readonly CiStep[];
  /** Where it is YAML. */
  yaml?: YamlFile;
}

const places: readonly (readonly [CiSystem, RegExp])[] = [
  ['github', /^\.(?:github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$/],
  ['gitlab', /^(?:\.gitlab-ci\.ya?ml|\.gitlab\/ci\/.+\.ya?ml|\.gitlab-ci\/.+\.ya?ml)$/],
  ['circleci', /^\.circleci\/[^/]+\.ya?ml$/],
  ['azure', /^(?:[\w.-]+\/)*azure-pipelines[\w.-]*\.ya?ml$|^\.azure-pipelines\/.+\.ya?ml$|^\.vsts-ci\.yml$/],
  ['travis', /^\.travis\.yml$/],
  ['jenkins', /^(?:[\w.-]+\/)*(?:Jenkinsfile(?:[._-][\w.-]+)?|[\w.-]+\.[jJ]enkinsfile)$/],
];

const yamlReaders = {
  github: readGithub,
  gitlab: readGitlab,
  circleci: readCircleci,
  azure: readAzure,
  travis: readTravis,
} satisfies Record<Exclude<CiSystem, 'jenkins'>, (file: YamlFile) => CiStep[]>;

const known = new WeakMap<Repository, Promise<readonly CiFile[]>>();

/** The files of CI systems that the repository tracks; read once. */
export function ciFiles(repository: Repository): Promise<readonly CiFile[]> {
  const files = known.get(repository) ?? readAll(repository);
  known.set(repository, files);
  return files;
}

async function readAll(repository: Repository): Promise<CiFile[]> {
  const files: CiFile[] = [];
  for (const path of repository.tracked) {
    const [system] = places.find(([, pattern]) => pattern.test(path)) ?? [];
    if (system === undefined) continue;
    if (system === 'jenkins') {
      files.push({ system, path, steps: readJenkins(path, repository.text(path) ?? '') });
      continue;
    }
    const yaml = await readYamlFile(repository, path);
    if (yaml) files.push({ system, path, yaml, steps: yamlReaders[system](yaml) });
  }
  return files;
}
