import { settleOptions } from '../config/settle.ts';
import { readConfig } from '../git/config.ts';
import type { Repository } from '../git/find-repository.ts';
import { readMergeHeads } from '../git/merge-heads.ts';
import { readPushedRefs } from '../hooks/pushed-refs.ts';
import type { CommitSelection, Push } from '../model/commit-selection.ts';
import { createProgress } from '../reporters/progress.ts';
import { runHistory } from '../scan-history.ts';
import type { CommandContext } from './context.ts';
import { currentRepository } from './hook-context.ts';
import { chooseExitCode, writeReport } from './scan.ts';

const nothing: CommitSelection = { range: [], branches: [], firstParent: false, unreachable: false };

/** `hook run pre-push REMOTE URL`, with git's list on standard input: what is pushed and is not there yet. */
export async function prePush([remote = '', url = '']: readonly string[], context: CommandContext): Promise<number> {
  const repository = currentRepository(context);
  const push = frameworkPush(context.env) ?? {
    ...readPushedRefs(await readInput()),
    remotes: remotesOf(remote, url, repository, context.env),
  };
  if (push.refs.length === 0) return 0;
  return await auditSelection('pre-push', { ...nothing, push }, context);
}

/** `hook run prepare-commit-msg FILE [SOURCE]`: of a merge, the commits that it brings in. */
export async function prepareCommitMessage([, source]: readonly string[], context: CommandContext): Promise<number> {
  if (source !== 'merge') return 0;
  const heads = readMergeHeads(currentRepository(context), context.env);
  if (heads.length === 0) return 0;
  return await auditSelection('prepare-commit-msg', { ...nothing, range: [...heads, '^HEAD'] }, context);
}

/** Audits these commits, with a report for the terminal; gives the exit code. */
export async function auditSelection(
  hook: 'pre-commit' | 'pre-push' | 'prepare-commit-msg',
  selection: CommitSelection,
  context: CommandContext,
): Promise<number> {
  const { cwd, env, stdout, stderr, notice } = context;
  const repository = currentRepository(context);
  const { root } = repository;
  const flags = { format: 'terminal', paths: [] };
  const options = await settleOptions(flags, { cwd, root, env, isTty: stdout.isTTY === true });
  for (const each of options.notices) notice(each);
  const signal = context.interrupt();
  const progress = createProgress({ wanted: options.progress, stream: stderr });
  try {
    const onProgress = progress.update.bind(progress);
    const { report } = await runHistory(options, repository, selection, { signal, onProgress, onNotice: notice });
    progress.stop();
    const exitCode = signal.aborted ? 130 : chooseExitCode(report, options);
    if (exitCode !== 0) await writeReport({ ...report, command: hook }, options, exitCode, context);
    return exitCode;
  } finally {
    progress.stop();
  }
}

/** The remote by its name, or by its address, as git gives it for `git push URL`. */
function remotesOf(remote: string, url: string, repository: Repository, env: NodeJS.ProcessEnv): string[] {
  const entries = readConfig(/^remote\..*\.(url|pushurl)$/, { cwd: repository.root, tree: repository, env });
  const named = entries.map(({ key, value }) => ({ name: key.replace(/^remote\.(.*)\.\w+$/s, '$1'), value }));
  if (named.some(({ name }) => name === remote)) return [remote];
  return [...new Set(named.filter(({ value }) => value === url || value === remote).map(({ name }) => name))];
}

/** What pre-commit tells of a push; of several refs it tells the first that has something new. */
function frameworkPush(env: NodeJS.ProcessEnv): Push | undefined {
  const { PRE_COMMIT_FROM_REF: from, PRE_COMMIT_TO_REF: to, PRE_COMMIT_REMOTE_NAME: remote } = env;
  const tip = to ?? env.PRE_COMMIT_LOCAL_BRANCH;
  if (!tip) return undefined;
  const name = env.PRE_COMMIT_REMOTE_BRANCH ?? tip;
  return { refs: [{ name, id: tip }], known: from ? [from] : [], remotes: remote ? [remote] : [] };
}

async function readInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
