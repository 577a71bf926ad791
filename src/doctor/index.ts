/**
 * What `keyturn doctor` looks into: one check a file, each of which only reads; `repair/` does what `--fix` may. What
 * other stages know (secrets in a text, hooks, the baseline) is handed in. Nothing of the repository is run.
 */
import { clock } from '../lib/clock.ts';
import { UserError } from '../lib/user-error.ts';
import { type Severity, severities } from '../model/level.ts';
import { type CheckId, type CheckInfo, checkIds, type Diagnosis, type Problem } from '../model/problem.ts';
import { baseline } from './baseline.ts';
import type { Check } from './check.ts';
import { ciArgument } from './ci/argument.ts';
import { ciDebug } from './ci/debug.ts';
import { ciMask } from './ci/mask.ts';
import { ciPrint } from './ci/print.ts';
import { ciUntrusted } from './ci/untrusted.ts';
import { credentialHelper } from './credential-helper.ts';
import { docker } from './docker.ts';
import { envExample } from './env-example.ts';
import { fileMode } from './file-mode.ts';
import { gitignore } from './gitignore.ts';
import { hooks } from './hooks.ts';
import { remoteUrl } from './remote-url.ts';
import type { Repository } from './repository.ts';
import { trackedSecret } from './tracked-secret.ts';

export type { DoctorInputs, HookState, SeenSecret } from './inputs.ts';
export { openRepository, type Repository } from './repository.ts';

const checks = {
  'doctor-tracked-secret': trackedSecret,
  'doctor-gitignore': gitignore,
  'doctor-env-example': envExample,
  'doctor-file-mode': fileMode,
  'doctor-docker': docker,
  'doctor-ci-print': ciPrint,
  'doctor-ci-mask': ciMask,
  'doctor-ci-argument': ciArgument,
  'doctor-ci-untrusted': ciUntrusted,
  'doctor-ci-debug': ciDebug,
  'doctor-hooks': hooks,
  'doctor-baseline': baseline,
  'doctor-remote-url': remoteUrl,
  'doctor-credential-helper': credentialHelper,
} satisfies Record<CheckId, Check>;

/** What there is to look into. */
export const checkList: readonly CheckInfo[] = checkIds.map((id) => ({ id, summary: checks[id].summary }));

/** Runs the checks one after the other. What one cannot look into is in the errors; the others go on. */
export async function runChecks(
  repository: Repository,
  wanted: readonly CheckId[],
  minSeverity: Severity,
): Promise<Diagnosis> {
  const startedAt = new Date();
  const begin = clock();
  const problems: Problem[] = [];
  for (const id of wanted) {
    try {
      problems.push(...(await checks[id].run(repository)));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      repository.errors.push({ code: error.code, message: `${id}: ${error.message}` });
    }
  }
  const least = severities.indexOf(minSeverity);
  const kept = problems.filter(({ severity }) => severities.indexOf(severity) >= least);
  return {
    root: repository.root,
    startedAt,
    durationMs: Math.round(clock() - begin),
    checks: checkList.filter(({ id }) => wanted.includes(id)),
    problems: kept.sort(compareProblems),
    hidden: problems.length - kept.length,
    errors: [...new Map(repository.errors.map((error) => [error.message, error])).values()],
  };
}

function compareProblems(a: Problem, b: Problem): number {
  return (
    severities.indexOf(b.severity) - severities.indexOf(a.severity) ||
    compareTexts(a.path ?? '', b.path ?? '') ||
    (a.line ?? 0) - (b.line ?? 0) ||
    compareTexts(a.check, b.check) ||
    compareTexts(a.message, b.message)
  );
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
