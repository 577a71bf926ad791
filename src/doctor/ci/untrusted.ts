import type { Problem } from '../../model/problem.ts';
import type { Check } from '../check.ts';
import { entriesOf, isMapping, type YamlFile } from '../yaml-file.ts';
import { ciFiles } from './files.ts';

const head =
  /github\.event\.pull_request\.head\.(?:sha|ref|repo)|github\.head_ref|github\.event\.workflow_run\.head_|refs\/pull\/\$\{\{|github\.event\.pull_request\.merge_commit_sha|pull\/\$\{\{[^}]*number[^}]*\}\}\/(?:head|merge)/;
const fetchesHead =
  /\bgh\s+pr\s+checkout\b|git\s+(?:fetch|checkout|pull)\b[^\n]{0,300}(?:github\.event\.pull_request\.head|github\.head_ref|pull\/\$\{\{|refs\/pull\/)/;

/** Workflows that hand a stranger's code the secrets: https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/ */
export const ciUntrusted: Check = {
  id: 'doctor-ci-untrusted',
  summary: 'Workflows on pull_request_target or workflow_run that check out the code of a stranger',
  async run(repository) {
    return (await ciFiles(repository)).flatMap(({ system, yaml }) =>
      system === 'github' && yaml ? checkWorkflow(yaml) : [],
    );
  },
};

function checkWorkflow(file: YamlFile): Problem[] {
  const { value } = file;
  if (!isMapping(value)) return [];
  const trigger = ['pull_request_target', 'workflow_run'].find((name) => triggers(value).includes(name));
  if (trigger === undefined) return [];
  return entriesOf(value.jobs).flatMap(([name, job]) => {
    if (!isMapping(job) || !Array.isArray(job.steps) || keepsStrangersOut(job.if)) return [];
    return job.steps.flatMap((step: unknown, index): Problem[] => {
      if (!isMapping(step) || keepsStrangersOut(step.if) || !takesHead(step)) return [];
      const hasMuch =
        mayWrite(job.permissions ?? value.permissions) || /secrets\.(?!GITHUB_TOKEN)/.test(JSON.stringify(job));
      return [
        {
          check: ciUntrusted.id,
          severity: hasMuch ? 'high' : 'medium',
          path: file.path,
          line: file.lineOf(['jobs', name, 'steps', index]),
          message: `checks out the code of a pull request under ${trigger}`,
          why: 'that runs with the secrets and the token of this repository: what the code starts can take them',
          fix: [
            'use pull_request, and do what needs secrets in a second workflow that runs none of the code',
            'or check out the base, and read files of the pull request only as data',
          ],
        },
      ];
    });
  });
}

/** A condition that lets only what is pushed to this very repository through. */
function keepsStrangersOut(condition: unknown): boolean {
  return (
    typeof condition === 'string' &&
    /workflow_run\.event\s*(?:==\s*'(?:push|schedule|release|workflow_dispatch)'|!=\s*'pull_request)|repo(?:sitory)?\.full_name\s*==\s*github\.repository|github\.repository\s*==\s*github\.event\.[\w.]+full_name|head\.repo\.fork\s*(?:==\s*false|!=\s*true)|!\s*github\.event\.pull_request\.head\.repo\.fork/.test(
      condition,
    )
  );
}

function triggers(workflow: Readonly<Record<string, unknown>>): string[] {
  // YAML 1.1 takes the key for a boolean.
  const on = workflow.on ?? workflow.true;
  if (typeof on === 'string') return [on];
  return Array.isArray(on) ? on.map(String) : entriesOf(on).map(([name]) => name);
}

function takesHead({ uses, with: inputs, run }: Readonly<Record<string, unknown>>): boolean {
  if (typeof uses === 'string' && /^actions\/checkout@/.test(uses) && isMapping(inputs)) {
    return head.test(String(inputs.ref ?? '')) || head.test(String(inputs.repository ?? ''));
  }
  return typeof run === 'string' && run.length < 200_000 && fetchesHead.test(run);
}

/** Where nothing is said, the token may by default write in older repositories. */
function mayWrite(permissions: unknown): boolean {
  if (permissions === undefined || permissions === 'write-all') return true;
  return entriesOf(permissions).some(([, level]) => level === 'write');
}
