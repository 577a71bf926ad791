import { resolve } from 'node:path';
import { settleOptions } from '../config/settle.ts';
import { findRepository } from '../git/find-repository.ts';
import { runGit } from '../git/spawn.ts';
import { UserError } from '../lib/user-error.ts';
import { createProgress } from '../reporters/progress.ts';
import { checkOutput } from '../reporters/write-output.ts';
import { runHistory } from '../scan-history.ts';
import type { Command } from './context.ts';
import { chooseExitCode, writeReport } from './scan.ts';

/** `history [repo]`: everything that was ever committed. */
export const history: Command = async ({ operands, flags }, context) => {
  const { cwd, env, stdout, stderr, notice } = context;
  const { optimizeLater } = await import('../lib/optimize-later.ts');
  optimizeLater();
  const named = operands[0];
  const repository = findRepository(named === undefined ? undefined : resolve(cwd, named), env);
  if (!repository) throw new UserError('not-a-repository', `${named ?? cwd} is not a git repository`);
  const { root } = repository;
  const options = await settleOptions({ ...flags, paths: [] }, { cwd, root, env, isTty: stdout.isTTY === true });
  for (const each of options.quiet ? [] : options.notices) notice(each);
  await checkOutput(options);
  const signal = context.interrupt();
  const git = { tree: repository, keepLocal: repository.keepLocal };
  const list = (await runGit(['for-each-ref', '--format=%(objectname) %(*objectname) %(refname)'], git)).toString('latin1');
  const refs = list
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [id, peeled, ...name] = line.split(' ');
      return { name: name.join(' '), commit: peeled || id! };
    });
  const head = (await runGit(['rev-parse', '--verify', '--quiet', 'HEAD'], git)).toString().trim();
  const progress = createProgress({ wanted: options.progress, stream: stderr });
  try {
    const report = await runHistory(
      options,
      {
        repository,
        selection: { revListArgs: ['--all'], input: '', firstParent: false },
        refs,
        head,
        notes: [],
        isShallow: false,
        shallow: new Set(),
      },
      { signal, onProgress: (state) => progress.update(state) },
    );
    progress.stop();
    const exitCode = signal.aborted ? 130 : chooseExitCode(report, options);
    await writeReport(report, options, exitCode, context);
    return exitCode;
  } finally {
    progress.stop();
  }
};
