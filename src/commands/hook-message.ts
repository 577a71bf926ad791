import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { readConfig } from '../git/config.ts';
import { keptMessage } from '../hooks/commit-message.ts';
import { UserError } from '../lib/user-error.ts';
import { createStdinSource } from '../sources/stdin.ts';
import type { CommandContext } from './context.ts';
import { currentRepository } from './hook-context.ts';
import { scanSource } from './scan.ts';
import { usageError } from './usage-error.ts';

/** The name under which a message is judged and reported, the same as in a history. */
const messagePath = '(commit message)';

/** `hook run commit-msg FILE`: what of the message will be committed. */
export async function commitMessage([file]: readonly string[], context: CommandContext): Promise<number> {
  if (file === undefined) throw usageError('hook run commit-msg needs the file of the message', 'hook run');
  const { cwd, env } = context;
  const repository = currentRepository(context);
  const text = readMessage(resolve(cwd, file), file);
  const settings = readConfig(/^(commit\.cleanup|core\.comment(char|string))$/, { cwd, tree: repository, env });
  const last = (key: RegExp) => settings.filter((entry) => key.test(entry.key)).at(-1)?.value;
  const kept = keptMessage(text, {
    mode: last(/^commit/),
    comment: last(/^core/),
    isEdited: env.GIT_EDITOR !== ':',
  });
  const input = Readable.from([Buffer.from(kept, 'latin1')]);
  return await scanSource(
    'commit-msg',
    async () => createStdinSource({ root: repository.root, path: messagePath, input }),
    context,
  );
}

function readMessage(path: string, name: string): string {
  try {
    // A pipe would be waited for.
    if (!statSync(path).isFile()) throw new UserError('hook', `${name} must be a file with the message`);
    return readFileSync(path, 'latin1');
  } catch (error) {
    if (error instanceof UserError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UserError('hook', `${name} cannot be read: ${code ?? message}`, { cause: error });
  }
}
