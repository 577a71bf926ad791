import { crypto } from '../../lib/lazy-crypto.ts';
import type { CheckInfo, Diagnosis, Problem } from '../../model/problem.ts';
import { toInvocation } from '../sarif/invocation.ts';
import { levels, securitySeverities } from '../sarif/levels.ts';
import { toLocation } from '../sarif/location.ts';
import { baseIds, driver } from '../sarif.ts';
import type { ReportContext } from '../types.ts';

/** GitHub takes no result without a place: what is about the machine stands at git's own settings. */
const standIn = '.git/config';

/** SARIF 2.1.0 of a diagnosis: each check that ran is a rule, each problem a result. */
export function* reportDoctorSarif(diagnosis: Diagnosis, context: ReportContext): Generator<string> {
  const { checks, problems } = diagnosis;
  const run = {
    tool: { driver: { ...driver(context), rules: checks.map((check) => toRule(check, problems)) } },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: baseIds,
    invocations: [toInvocation(diagnosis, context.exitCode, 0)],
    results: problems.map((problem) =>
      toResult(
        problem,
        checks.findIndex(({ id }) => id === problem.check),
      ),
    ),
  };
  const log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
  yield `${JSON.stringify(log, undefined, 2)}\n`;
}

/** GitHub takes a rule's `security-severity` for that of its results: it is that of the worst one. */
function toRule({ id, summary }: CheckInfo, problems: readonly Problem[]): object {
  const severity = problems.find(({ check }) => check === id)?.severity ?? 'medium';
  const name = id.replace(/(?:^|-)(\w)/g, (_all, letter: string) => letter.toUpperCase());
  return {
    id,
    name,
    shortDescription: { text: `${summary}.` },
    fullDescription: { text: `${summary}.` },
    help: { text: `${summary}. What to do is told with each result.` },
    defaultConfiguration: { level: levels[severity] },
    properties: { tags: ['security', 'hygiene'], precision: 'high', 'security-severity': securitySeverities[severity] },
  };
}

function toResult(problem: Problem, ruleIndex: number): object {
  const { check, severity, path, line = 1, message, why, fix } = problem;
  const sentence = `${message[0]!.toUpperCase()}${message.slice(1)}`;
  const identity = JSON.stringify([check, path, message.replace(/ \([^()]*:\d+\)$/, '')]);
  const place = { path: path ?? standIn, startLine: line, endLine: line, startColumn: 1, endColumn: 1 };
  return {
    ruleId: check,
    ruleIndex,
    level: levels[severity],
    message: { text: `${sentence}: ${why}. To do: ${fix.join('; ')}` },
    locations: [{ physicalLocation: toLocation(place) }],
    partialFingerprints: {
      'keyturnDoctor/v1': crypto().createHash('sha256').update(identity).digest('hex').slice(0, 32),
    },
    properties: { severity },
  };
}
