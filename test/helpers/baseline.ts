import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry } from '../../src/baseline/format.ts';
import { parseBaseline } from '../../src/baseline/parse.ts';
import { type RunResult, run } from './run.ts';

export const baselineName = '.secrets.baseline';

/** Runs the program in a folder and fails unless it ends with the code. */
export async function ends(code: number, cwd: string, ...args: string[]): Promise<RunResult> {
  const result = await run(args, { cwd });
  if (result.code !== code) throw new Error(`${args.join(' ')}: ${result.code}\n${result.stdout}${result.stderr}`);
  return result;
}

export function baselineText(cwd: string, name = baselineName): string {
  return readFileSync(join(cwd, name), 'utf8');
}

/** `path rule` of each entry, with its decision where there is one, sorted. */
export function entriesOf(cwd: string, name = baselineName): string[] {
  return parseBaseline(baselineText(cwd, name), name)
    .entries.map(
      ({ path, ruleId, decision }: Entry) => `${path} ${ruleId}${decision === 'undecided' ? '' : ` ${decision}`}`,
    )
    .sort();
}

/** Places of the findings that a scan reports as new. */
export async function newPlaces(cwd: string, ...args: string[]): Promise<string[]> {
  const { stdout, stderr } = await run([...args, '--format', 'json'], { cwd });
  if (stdout === '') throw new Error(stderr);
  const { findings } = JSON.parse(stdout) as { findings: { path: string; startLine: number; ruleId: string }[] };
  return findings.map(({ path, startLine, ruleId }) => `${path}:${startLine} ${ruleId}`);
}
