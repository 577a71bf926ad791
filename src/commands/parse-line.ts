import parseArguments from 'yargs-parser/browser';
import { type CommandName, commandGroups, commandInfo, commandNames, commandsOf } from './command-list.ts';
import { type Flag, type Flags, flags, flagsOf, parserConfiguration } from './options.ts';
import { unknownWord, usageError } from './usage-error.ts';

/** What a command line asks for. */
export type Line =
  | { kind: 'run'; command: CommandName; operands: string[]; flags: Flags }
  /** `isAsked` is false where a command is missing. */
  | { kind: 'help'; words: string[]; isAsked: boolean }
  | { kind: 'version' }
  /** A shell asks for completions of these words. */
  | { kind: 'complete'; words: string[] };

type ParsedValues = Record<string, unknown>;

/**
 * Reads the arguments after the program's name with the parser inside yargs, which itself is loaded only for help and
 * completion. Throws `UserError` `usage` for what the command does not take, with a guess at what was meant.
 */
export function parseLine(argv: readonly string[]): Line {
  if (argv[0] === '--get-yargs-completions') return { kind: 'complete', words: argv.slice(1) };
  const { _: words = [], '--': rest = [], ...values } = parseArguments(prepareArguments(argv), parserOptions());
  const operands = [...words, ...rest].map(String);
  if (operands[0] === 'help') return { kind: 'help', words: operands.slice(1), isAsked: true };
  if (values.help) return { kind: 'help', words: operands, isAsked: true };
  if (values.version) return { kind: 'version' };
  if (operands.length === 0 && Object.keys(values).length === 0) return { kind: 'help', words: [], isAsked: false };
  if (operands.length === 1 && Object.hasOwn(commandGroups, operands[0]!))
    return { kind: 'help', words: operands, isAsked: false };
  const command = findCommand(operands);
  const given = operands.slice(command.split(' ').length);
  checkOperands(command, given);
  return { kind: 'run', command, operands: given, flags: readFlags(command, values) };
}

/** The flags of a command from parsed values; throws `UserError` `usage` as `parseLine` does. */
export function readFlags(command: CommandName, values: ParsedValues): Flags {
  const known = flagsOf(command);
  const result: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    const flag = known.find((each) => each.name === name);
    if (!flag) throw unknownFlag(command, name, known);
    if (flag.excludes && flag.excludes in values) {
      throw usageError(`--${name} and --${flag.excludes} exclude each other`, command);
    }
    result[flag.key] = readValue(command, flag, value);
  }
  return result;
}

/** Rewrites what the parser would take for something else: `--redact` without a value, and `-` as a value. */
export function prepareArguments(argv: readonly string[]): string[] {
  const prepared: string[] = [];
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i]!;
    if (word === '--') return [...prepared, ...argv.slice(i)];
    const next = argv[i + 1] ?? '';
    const flag = word.startsWith('--') ? flags.find(({ name }) => name === word.slice(2)) : undefined;
    if (flag?.bareValue !== undefined && !/^\d+$/.test(next)) prepared.push(`${word}=${flag.bareValue}`);
    else if (flag && flag.type !== 'boolean' && next === '-') prepared.push(`${word}=${argv[++i]}`);
    else prepared.push(word);
  }
  return prepared;
}

function parserOptions() {
  const values = flags.filter(({ type }) => type !== 'boolean');
  const switches = flags.filter(({ type }) => type === 'boolean');
  return {
    alias: {
      help: 'h',
      version: 'V',
      ...Object.fromEntries(flags.flatMap((f) => (f.alias ? [[f.name, f.alias]] : []))),
    },
    boolean: ['help', 'version', ...switches.map(({ name }) => name)],
    string: ['_', ...values.map(({ name }) => name)],
    configuration: parserConfiguration,
  };
}

function findCommand(operands: readonly string[]): CommandName {
  const [first, second] = operands;
  if (first === undefined) throw usageError('a command is missing, such as scan or staged');
  const name = commandNames.find((each) => each === first || each === `${first} ${second}`);
  if (name) return name;
  if (!Object.hasOwn(commandGroups, first)) {
    const words = [...new Set(commandNames.map((each) => each.split(' ')[0]!)), 'help'];
    const hint = /[./\\]/.test(first) ? `; to scan a path: keyturn scan ${first}` : '';
    throw usageError(`${unknownWord('command', first, words)}${hint}`);
  }
  const parts = commandsOf(first).map((each) => each.slice(first.length + 1));
  throw usageError(unknownWord(`command ${first}`, second ?? '', parts), first);
}

function checkOperands(command: CommandName, operands: readonly string[]): void {
  const { leastOperands, mostOperands, operands: usage } = commandInfo(command);
  if (operands.includes('')) throw usageError(`${command}: an argument is empty`, command);
  if (operands.length < leastOperands) throw usageError(`${command} needs ${usage}`, command);
  if (operands.length <= mostOperands) return;
  throw usageError(`${command} does not take ${JSON.stringify(operands[mostOperands])}`, command);
}

function unknownFlag(command: CommandName, name: string, known: readonly Flag[]): Error {
  const typed = name.length === 1 ? `-${name}` : `--${name}`;
  const elsewhere = flags.find((flag) => flag.name === name);
  if (elsewhere)
    return usageError(`${typed} is no option of ${command}, only of ${elsewhere.commands.join(', ')}`, command);
  return usageError(unknownWord('option', typed, [...known.map((flag) => `--${flag.name}`), '--help']), command);
}

function readValue(command: CommandName, flag: Flag, value: unknown): unknown {
  if (flag.type === 'boolean') return flag.name.startsWith('no-') ? !value : Boolean(value);
  const given = (Array.isArray(value) ? value : [value]).map(String);
  if (given.includes('')) throw usageError(`--${flag.name} needs a value`, command);
  if (flag.type === 'list') return given;
  if (flag.type === 'ids') return given.flatMap((ids) => ids.split(',')).map((id) => id.trim());
  if (given.length > 1) throw usageError(`--${flag.name} was given ${given.length} times, give it once`, command);
  return given[0];
}
