import { settleOptions } from '../config/settle.ts';
import { mergeReports } from '../history/shard/merge.ts';
import { checkOutput } from '../reporters/write-output.ts';
import type { Command } from './context.ts';
import { createReportReader } from './read-report.ts';
import { chooseExitCode, writeReport } from './scan.ts';

/** `merge <reports..>`: what one audit would have said, from the reports of its shards. */
export const merge: Command = async ({ operands, flags }, context) => {
  const { cwd, env, stdout, notice } = context;
  const settled = await settleOptions(
    { ...flags, paths: [], useBaseline: false },
    { cwd, root: cwd, env, isTty: stdout.isTTY === true },
  );
  for (const each of settled.quiet ? [] : settled.notices) notice(each);
  await checkOutput(settled);
  const read = await createReportReader(cwd);
  const reports = operands.map(read);
  const report = mergeReports(reports, cwd);
  const exitCode = chooseExitCode(report, settled);
  await writeReport(report, { ...settled, redact: reports[0]!.report.shard.redact }, exitCode, context);
  return exitCode;
};
