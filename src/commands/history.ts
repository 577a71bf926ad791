import { basename, dirname, resolve } from 'node:path';
import { settleSelection } from '../config/history-selection.ts';
import { settleOptions } from '../config/settle.ts';
import { shardValue } from '../config/shard-value.ts';
import { findRepository, type Repository } from '../git/find-repository.ts';
import { readCommonDir } from '../git/refs.ts';
import { checkReplacementsFile, writeReplacements } from '../history/clean-up.ts';
import { formatNoun } from '../lib/format-amount.ts';
import { UserError } from '../lib/user-error.ts';
import type { ShardPart } from '../model/shard.ts';
import type { ReportedReplacements } from '../reporters/index.ts';
import { createProgress } from '../reporters/progress.ts';
import { checkOutput } from '../reporters/write-output.ts';
import { type HistoryResult, runHistory } from '../scan-history.ts';
import { cacheFolder } from './cache-folder.ts';
import type { Command, CommandContext } from './context.ts';
import type { Flags } from './options.ts';
import { chooseExitCode, writeReport } from './scan.ts';

/** `history [repo]`: everything that was ever committed. */
export const history: Command = async ({ operands, flags }, context) => {
  const { cwd, env, stdout, stderr, notice } = context;
  const repository = openRepository(operands[0], context);
  const { root } = repository;
  const options = await settleOptions({ ...flags, paths: [] }, { cwd, root, env, isTty: stdout.isTTY === true });
  const selection = settleSelection(flags);
  for (const each of options.quiet ? [] : options.notices) notice(each);
  await checkOutput(options);
  const { replaceText } = flags;
  const forbidden = forbiddenFolders(repository);
  if (replaceText !== undefined) await checkReplacementsFile(replaceText, forbidden, cwd);
  const { cache } = flags;
  const shard = settleShard(flags);
  if (shard && options.format !== 'json' && !options.quiet) notice(`--shard: only reports in JSON can be merged`);
  const folder = cache === undefined ? undefined : cacheFolder(cache, { cwd, env, forbidden });
  const signal = context.interrupt();
  const progress = createProgress({ wanted: options.progress, stream: stderr });
  let result: HistoryResult;
  try {
    result = await runHistory(options, repository, selection, {
      signal,
      onProgress: (state) => progress.update(state),
      onNotice: notice,
      ...(folder !== undefined && { cacheFolder: folder }),
      ...(shard && { shard }),
    });
  } finally {
    progress.stop();
  }
  const { report, secrets } = result;
  let replacements: ReportedReplacements | undefined;
  if (replaceText !== undefined) replacements = await writeReplacements(replaceText, secrets, { forbidden, cwd });
  const isTold = options.format === 'terminal' && options.output === undefined && !options.quiet;
  if (replacements && !isTold) for (const line of describeReplacements(replacements)) notice(line);
  const exitCode = signal.aborted ? 130 : chooseExitCode(report, options);
  await writeReport(report, options, exitCode, context, replacements);
  return exitCode;
};

/** Throws `UserError` for what a shard cannot do by itself. */
function settleShard({ shard, replaceText }: Flags): ShardPart | undefined {
  if (shard === undefined) return undefined;
  if (replaceText !== undefined) {
    throw new UserError('bad-option', '--shard cannot be given together with --replace-text');
  }
  return shardValue(shard);
}

/** Where a file of secrets would soon be committed, or lost: also the main work tree of a linked one. */
function forbiddenFolders({ root, gitDir }: Repository): string[] {
  const common = readCommonDir(gitDir);
  return [root, gitDir, common, ...(basename(common) === '.git' ? [dirname(common)] : [])];
}

/** For those who do not see the report itself. */
function describeReplacements({ file, count, leftOut }: ReportedReplacements): string[] {
  const written = file === undefined ? 'no value can be replaced as text' : `${formatNoun(count, 'value')} in ${file}`;
  return [
    `--replace-text: ${written}`,
    ...leftOut.map(({ place, reason }) => `--replace-text: not ${place}: ${reason}`),
  ];
}

function openRepository(named: string | undefined, { cwd, env }: CommandContext): Repository {
  const repository = findRepository(named === undefined ? undefined : resolve(cwd, named), env);
  if (repository) return repository;
  throw new UserError('not-a-repository', `${named ?? cwd} is in no git repository`);
}
