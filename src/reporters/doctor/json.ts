import type { Diagnosis, Problem } from '../../model/problem.ts';
import type { ReportContext } from '../types.ts';

/** What `doctor --format json` writes, described key by key in `doctor.schema.json`; no absolute path is in it. */
export function* reportDoctorJson(diagnosis: Diagnosis, { version }: ReportContext): Generator<string> {
  const { root, startedAt, durationMs, checks, problems, hidden, errors } = diagnosis;
  const hide = (text: string) => (root.length > 1 ? text.replaceAll(`${root}/`, '') : text);
  const report = {
    schemaVersion: '1.0',
    tool: { name: 'keyturn', version },
    command: 'doctor',
    startedAt,
    durationMs,
    checks: checks.map(({ id, summary }) => ({ id, summary })),
    problems: problems.map(problemJson),
    hidden,
    errors: errors.map(({ code, message, path }) => ({ code, message: hide(message), path })),
  };
  yield `${JSON.stringify(report, undefined, 2)}\n`;
}

function problemJson({ check, severity, path, line, message, why, fix, repairs }: Problem): object {
  return { check, severity, path, line, message, why, fix, canFix: repairs !== undefined };
}
