import { UserError } from '../lib/user-error.ts';
import { capture } from './capture.ts';
import { commandGroups, commandNames } from './command-list.ts';
import { createProgram } from './program.ts';
import { unknownWord } from './usage-error.ts';

/** The help of the program, or of the command that `words` begin with; throws `UserError` for an unknown command. */
export async function helpText(words: readonly string[]): Promise<string> {
  const name = words.join(' ');
  const command =
    commandNames.find((each) => `${name} `.startsWith(`${each} `)) ??
    (Object.hasOwn(commandGroups, words[0] ?? '') ? words[0]! : '');
  if (command === '' && name !== '') {
    throw new UserError('usage', unknownWord('command', words[0]!, commandNames));
  }
  const args = [...command.split(' '), '--help'].filter((word) => word !== '');
  return `${await capture(await createProgram(args), args)}\n`;
}
