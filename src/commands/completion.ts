import { basename } from 'node:path';
import { UserError } from '../lib/user-error.ts';
import { capture } from './capture.ts';
import { type Shell, shells } from './command-list.ts';
import { fishCompletion } from './completion-fish.ts';
import type { Command } from './context.ts';

/** `completion [shell]`: prints the script; without a shell, the one of the SHELL variable. */
export const completion: Command = async ({ operands }, { env, print }) => {
  const wanted = operands[0] ?? basename(env.SHELL ?? '');
  const shell = shells.find((each) => each === wanted);
  if (!shell) {
    const problem =
      operands[0] === undefined ? 'the SHELL variable names none of them' : `got ${JSON.stringify(wanted)}`;
    throw new UserError('usage', `completion needs one of ${shells.join(', ')}; ${problem}`);
  }
  await print(shell === 'fish' ? fishCompletion() : await yargsScript(shell));
  return 0;
};

/** yargs' script, told which shell asks: by itself it would go by the login shell. */
async function yargsScript(shell: Shell): Promise<string> {
  const { default: yargs } = await import('yargs');
  const { SHELL } = process.env;
  process.env.SHELL = `/bin/${shell}`;
  try {
    const program = yargs([]).scriptName('keyturn').detectLocale(false).exitProcess(false).completion('completion');
    const script = await capture(program, ['completion']);
    return `${script.replaceAll('keyturn --get-yargs-completions', `SHELL=${shell} keyturn --get-yargs-completions`)}\n`;
  } finally {
    if (SHELL === undefined) delete process.env.SHELL;
    else process.env.SHELL = SHELL;
  }
}
