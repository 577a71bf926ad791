import { entriesOf, isMapping, type YamlFile } from '../yaml-file.ts';
import { readScripts } from './scripts.ts';
import type { CiStep } from './step.ts';

const secretExpression = /\$\{\{\s*secrets(?:\.([\w-]+)|\[['"]([\w-]+)['"]\])\s*(?:\|\|[^}]*)?\}\}/g;

/** The `run` scripts of a workflow: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax */
export function readGithub(file: YamlFile): CiStep[] {
  const { value, path } = file;
  if (!isMapping(value)) return [];
  const outer = secretVariables(value.env);
  return entriesOf(value.jobs).flatMap(([name, job]) => {
    if (!isMapping(job) || !Array.isArray(job.steps)) return [];
    const ofJob = [...outer, ...secretVariables(job.env)];
    return job.steps.flatMap((step: unknown, index): CiStep[] => {
      if (!isMapping(step)) return [];
      const variables = new Set([...ofJob, ...secretVariables(step.env)]);
      const isTraced = /\s-\w*x/.test(typeof step.shell === 'string' ? step.shell : '');
      const scripts = readScripts(file, step.run, ['jobs', name, 'steps', index, 'run']);
      return scripts.map((script) => ({
        ...script,
        system: 'github',
        path,
        variables,
        byName: false,
        direct: secretExpression,
        ...(isTraced && { isTraced }),
      }));
    });
  });
}

function secretVariables(env: unknown): string[] {
  return entriesOf(env).flatMap(([name, value]) =>
    typeof value === 'string' && value.match(secretExpression) ? [name] : [],
  );
}
