import type { Argv } from 'yargs';
import {
  type CommandInfo,
  type CommandName,
  commandGroups,
  commandInfo,
  commandList,
  commandsOf,
} from './command-list.ts';
import { type Flag, flagsOf, parserConfiguration } from './options.ts';

/** Called with the command that yargs found and the values it read; for the test that it reads as `parseLine` does. */
export type OnCommand = (command: CommandName, values: Record<string, unknown>) => void;

/** What yargs 18 can do and its published types leave out. */
interface UsageConfigurable {
  usageConfiguration(settings: { 'hide-types': boolean }): Argv;
  completion(command: string, isShown: false, complete: FilterCompletions): Argv;
}

type TakeCompletions = (error: Error | null, completions?: string[]) => void;
type FilterCompletions = (
  current: string,
  values: unknown,
  complete: (take: TakeCompletions) => void,
  done: (completions: string[]) => void,
) => void;

/**
 * The command line as yargs knows it, which writes help and completion from the tables; it never runs a command,
 * prints nothing by itself and does not end the process.
 */
export async function createProgram(args: readonly string[], onCommand: OnCommand = () => {}): Promise<Argv> {
  const { default: yargs } = await import('yargs');
  const program = yargs([...args]) as Argv & UsageConfigurable;
  program
    .scriptName('keyturn')
    .usage('$0 <command>\n\nFinds leaked secrets and says how to turn them.')
    .detectLocale(false)
    .exitProcess(false)
    .parserConfiguration(parserConfiguration)
    .help('help', 'Show this help')
    .alias('help', 'h')
    .version(false)
    .option('version', { alias: 'V', type: 'boolean', describe: 'Print the version' })
    .example('keyturn scan', 'the current folder')
    .example('keyturn staged', 'what is about to be committed')
    .example('keyturn history', 'everything that was ever committed')
    .example('keyturn scan --help', 'the options of a command')
    .epilogue(commandList.scan.exitCodes);
  program.usageConfiguration({ 'hide-types': true });
  program.completion('completion-script', false, (_current, _values, complete, done) => {
    complete((_error, found = []) => done(found.filter((each) => !isDoubledAlias(each))));
  });
  for (const name of commandsOf(undefined)) if (name !== 'completion') addCommand(program, name, onCommand);
  for (const [group, { summary, example }] of Object.entries(commandGroups)) {
    program.command(
      group,
      summary,
      (parent: Argv) => {
        const names = commandsOf(group);
        parent.example(...example).epilogue(commandInfo(names[0]!).exitCodes);
        for (const name of names) addCommand(parent, name, onCommand);
        return parent;
      },
      () => {},
    );
  }
  addCommand(program, 'completion', onCommand);
  return program;
}

/** yargs offers `-v` as `--v` too. */
function isDoubledAlias(completion: string): boolean {
  return /^--\w(?::|$)/.test(completion);
}

function addCommand(parent: Argv, name: CommandName, onCommand: OnCommand): void {
  const info: CommandInfo = commandList[name];
  const word = name.split(' ').at(-1)!;
  parent.command(
    `${word} ${info.operands}`.trim(),
    info.summary,
    (command: Argv) => describeCommand(command, name, info),
    (values) => onCommand(name, values),
  );
}

function describeCommand(command: Argv, name: CommandName, info: CommandInfo): Argv {
  command.usage(`keyturn ${`${name} ${info.operands}`.trim()} [options]\n\n${info.summary}`);
  for (const flag of flagsOf(name)) command.option(flag.name, yargsOption(flag));
  for (const [line, purpose] of info.examples) command.example(line, purpose);
  if (info.choices) command.positional(info.operands.replace(/\W/g, ''), { choices: info.choices });
  return command.epilogue(info.exitCodes);
}

function yargsOption({ alias, choices, description, group, type }: Flag) {
  return {
    ...(alias !== undefined && { alias }),
    ...(choices && { choices }),
    type: type === 'boolean' ? ('boolean' as const) : ('string' as const),
    describe: description,
    group,
  };
}
