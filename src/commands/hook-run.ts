import { isHookName } from '../hooks/hook-names.ts';
import { nearest } from '../lib/nearest.ts';
import type { Command } from './context.ts';
import { usageError } from './usage-error.ts';

/** `hook run NAME [args]`: what a hook does, with the arguments and the input that git gives it. */
export const hookRun: Command = async ({ operands: [name = '', ...args] }, context) => {
  if (!isHookName(name)) throw unknownHook(name);
  if (context.env.KEYTURN_SKIP) {
    context.notice(`KEYTURN_SKIP is set: ${name} scans nothing`);
    return 0;
  }
  switch (name) {
    case 'pre-commit':
      return await (await import('./hook-pre-commit.ts')).preCommit(args, context);
    case 'commit-msg':
      return await (await import('./hook-message.ts')).commitMessage(args, context);
    case 'prepare-commit-msg':
      return await (await import('./hook-push.ts')).prepareCommitMessage(args, context);
    case 'pre-push':
      return await (await import('./hook-push.ts')).prePush(args, context);
  }
};

function unknownHook(name: string): Error {
  const names = ['pre-commit', 'commit-msg', 'prepare-commit-msg', 'pre-push'];
  const guess = nearest(name, names);
  const hint = guess === undefined ? `; hooks are ${names.join(', ')}` : `; did you mean ${guess}?`;
  return usageError(`hook run knows no hook ${JSON.stringify(name)}${hint}`, 'hook run');
}
