import { listEntries } from '../baseline/index.ts';
import { listGone } from '../baseline/update.ts';
import { findBaseline } from '../config/find-baseline.ts';
import { UserError } from '../lib/user-error.ts';
import { checkOutput } from '../reporters/write-output.ts';
import { recordFindings } from './baseline-run.ts';
import type { Command } from './context.ts';
import { chooseExitCode, findRoot, writeReport } from './scan.ts';

/** `baseline check [paths..]`: fails for what is new, and with `--stale` for what is no longer needed. */
export const baselineCheck: Command = async ({ operands, flags }, context) => {
  const { cwd } = context;
  const root = findRoot('scan', operands, context);
  const file = findBaseline(flags, { cwd, root });
  if (!file) throw new UserError('baseline-missing', 'there is no .secrets.baseline: keyturn baseline create makes it');
  const entries = listEntries(file.text, file.name);
  const signal = context.interrupt();
  const { stale = false } = flags;
  const given = { ...flags, ...(stale && { listUnusedAllows: true }) };
  const recording = await recordFindings(operands, given, { root, file }, context, signal);
  if (signal.aborted) return 130;
  const { options } = recording;
  await checkOutput(options);
  const staleEntries = listGone(entries, recording);
  const report = { ...recording.report, command: 'baseline check', ...(stale && { staleEntries }) };
  const isStale = stale && (staleEntries.length > 0 || report.unusedAllows.length > 0);
  const exitCode = chooseExitCode(report, options) || (isStale ? options.exitCode : 0);
  await writeReport(report, options, exitCode, context);
  return exitCode;
};
