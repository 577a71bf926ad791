import { resolve } from 'node:path';
import { settleSelection } from '../config/history-selection.ts';
import { settleOptions } from '../config/settle.ts';
import { findRepository, type Repository } from '../git/find-repository.ts';
import { checkReplacementsFile, writeReplacements } from '../history/clean-up.ts';
import { optimizeLater } from '../lib/optimize-later.ts';
import { UserError } from '../lib/user-error.ts';
import type { ReportedReplacements } from '../reporters/index.ts';
import { createProgress } from '../reporters/progress.ts';
import { checkOutput } from '../reporters/write-output.ts';
import { type HistoryResult, runHistory } from '../scan-history.ts';
import type { Command, CommandContext } from './context.ts';
import { chooseExitCode, writeReport } from './scan.ts';

/** `history [repo]`: everything that was ever committed. */
export const history: Command = async ({ operands, flags }, context) => {
  optimizeLater();
  const { cwd, env, stdout, stderr, notice } = context;
  const repository = openRepository(operands[0], context);
  const { root } = repository;
  const options = await settleOptions({ ...flags, paths: [] }, { cwd, root, env, isTty: stdout.isTTY === true });
  const selection = settleSelection(flags);
  for (const each of options.quiet ? [] : options.notices) notice(each);
  await checkOutput(options);
  const { replaceText } = flags;
  const forbidden = [root, repository.gitDir];
  if (replaceText !== undefined) await checkReplacementsFile(replaceText, forbidden, cwd);
  const signal = context.interrupt();
  const progress = createProgress({ wanted: options.progress, stream: stderr });
  let result: HistoryResult;
  try {
    result = await runHistory(options, repository, selection, {
      signal,
      onProgress: (state) => progress.update(state),
    });
  } finally {
    progress.stop();
  }
  const { report, secrets } = result;
  let replacements: ReportedReplacements | undefined;
  if (replaceText !== undefined) replacements = await writeReplacements(replaceText, secrets, { forbidden, cwd });
  const exitCode = signal.aborted ? 130 : chooseExitCode(report, options);
  await writeReport(report, options, exitCode, context, replacements);
  return exitCode;
};

function openRepository(named: string | undefined, { cwd, env }: CommandContext): Repository {
  const repository = findRepository(named === undefined ? undefined : resolve(cwd, named), env);
  if (repository) return repository;
  throw new UserError('not-a-repository', `${named ?? cwd} is in no git repository`);
}
