import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UserError } from '../lib/user-error.ts';
import type { Command } from './context.ts';
import { starterConfig } from './starter-config.ts';

/** `rules init [file]`: writes the starter configuration; a file that is there already stays as it is. */
export const rulesInit: Command = async ({ operands: [name = 'keyturn.yaml'] }, { cwd, print }) => {
  await writeNew(resolve(cwd, name), name);
  await print(`Wrote ${name}. Next: edit it, then run: keyturn rules test\n`);
  return 0;
};

/** One `open` that fails where something is there, and one small write: no other program sees half a file's name. */
async function writeNew(path: string, name: string): Promise<void> {
  try {
    const file = await open(path, 'wx');
    await file.writeFile(starterConfig).finally(() => file.close());
  } catch (error) {
    throw new UserError('rules-init', `${name} ${describe(error)}`, { cause: error });
  }
}

function describe(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EEXIST') return 'is there already and is not overwritten';
  if (code === 'ENOENT') return 'cannot be written: its folder does not exist';
  return `cannot be written: ${code ?? message}`;
}
