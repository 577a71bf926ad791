import type { KeyPath } from '../../lib/read-yaml.ts';
import { entriesOf, isMapping, type YamlFile } from '../yaml-file.ts';
import { readScripts } from './scripts.ts';
import type { CiStep, CiSystem } from './step.ts';

const none: ReadonlySet<string> = new Set();
const deepest = 12;

/** The scripts of jobs: https://docs.gitlab.com/ci/yaml/#script */
export function readGitlab(file: YamlFile): CiStep[] {
  return entriesOf(file.value).flatMap(([name, job]) =>
    isMapping(job) ? toSteps('gitlab', file, job, ['before_script', 'script', 'after_script'], [name]) : [],
  );
}

/** All that stands under `run`: https://circleci.com/docs/configuration-reference/#run */
export function readCircleci(file: YamlFile): CiStep[] {
  return findScripts('circleci', file, file.value, []);
}

/** The scripts of steps: https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/steps */
export function readAzure(file: YamlFile): CiStep[] {
  return findScripts('azure', file, file.value, []);
}

/** The phases of a build: https://docs.travis-ci.com/user/job-lifecycle/ */
export function readTravis(file: YamlFile): CiStep[] {
  const phases = ['before_install', 'install', 'before_script', 'script', 'before_cache', 'after_success'];
  phases.push('after_failure', 'before_deploy', 'deploy', 'after_deploy', 'after_script');
  return isMapping(file.value) ? toSteps('travis', file, file.value, phases, []) : [];
}

const scriptKeys: Readonly<Record<string, readonly string[]>> = {
  circleci: ['run', 'command'],
  azure: ['script', 'bash', 'pwsh', 'powershell', 'inlineScript'],
};

/** Scripts at any depth; what the same anchor leads to is looked at once. */
function findScripts(
  system: CiSystem,
  file: YamlFile,
  value: unknown,
  path: KeyPath,
  seen = new Set<object>(),
): CiStep[] {
  if (typeof value !== 'object' || value === null || path.length > deepest || seen.has(value)) return [];
  seen.add(value);
  const entries: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([key, inner]) => {
    const isScript = typeof inner === 'string' && scriptKeys[system]!.includes(String(key));
    return isScript
      ? toSteps(system, file, value as Record<string, unknown>, [String(key)], path)
      : findScripts(system, file, inner, [...path, key], seen);
  });
}

function toSteps(
  system: CiSystem,
  file: YamlFile,
  job: Readonly<Record<string, unknown>>,
  keys: readonly string[],
  path: KeyPath,
): CiStep[] {
  return keys
    .flatMap((key) => readScripts(file, job[key], [...path, key]))
    .map((script) => ({
      ...script,
      system,
      path: file.path,
      variables: none,
      byName: true,
      // A macro: https://learn.microsoft.com/azure/devops/pipelines/process/variables#macro-syntax-variables
      ...(system === 'azure' && { direct: /\$\(([A-Za-z][\w.-]*)\)/g }),
    }));
}
