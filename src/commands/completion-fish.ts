import { type CommandName, commandGroups, commandInfo, commandNames, commandsOf } from './command-list.ts';
import { type Flag, flagsOf } from './options.ts';

/** The completion script for fish, made whole from the tables. */
export function fishCompletion(): string {
  const words = [...new Set(commandNames.map((name) => name.split(' ')[0]!))];
  const lines = [
    '# fish completion for keyturn',
    'complete -c keyturn -f',
    'complete -c keyturn -s h -l help -d "Show help"',
    'complete -c keyturn -n __fish_use_subcommand -s V -l version -d "Print the version"',
    ...words.map((word) => `complete -c keyturn -n __fish_use_subcommand -a ${word} -d ${quote(describeWord(word))}`),
    ...Object.keys(commandGroups).flatMap(groupLines),
    `complete -c keyturn -n ${quote(seen('completion'))} -a ${quote('bash zsh fish')}`,
    ...(['scan', 'history', 'merge', 'rules test'] as const).map(
      (name) => `complete -c keyturn -n ${quote(seen(name))} -F`,
    ),
    ...commandNames.flatMap((name) => flagsOf(name).map((flag) => flagLine(name, flag))),
  ];
  return `${lines.join('\n')}\n`;
}

function groupLines(group: string): string[] {
  const names = commandsOf(group);
  const words = names.map((name) => name.slice(group.length + 1));
  const isOpen = `__fish_seen_subcommand_from ${group}; and not __fish_seen_subcommand_from ${words.join(' ')}`;
  return names.map(
    (name, index) =>
      `complete -c keyturn -n ${quote(isOpen)} -a ${words[index]} -d ${quote(commandInfo(name).summary)}`,
  );
}

function describeWord(word: string): string {
  return commandGroups[word]?.summary ?? commandInfo(word as CommandName).summary;
}

function flagLine(command: CommandName, { name, alias, type, choices, isPath, description }: Flag): string {
  const parts = [`complete -c keyturn -n ${quote(seen(command))}`, `-l ${name}`];
  if (alias) parts.push(`-s ${alias}`);
  if (type !== 'boolean' && name !== 'redact') parts.push(isPath ? '-r -F' : '-x');
  if (choices) parts.push(`-a ${quote(choices.join(' '))}`);
  return [...parts, `-d ${quote(description)}`].join(' ');
}

function seen(command: CommandName): string {
  return command
    .split(' ')
    .map((word) => `__fish_seen_subcommand_from ${word}`)
    .join('; and ');
}

/** In fish's single quotes only the quote itself and the backslash are escaped. */
function quote(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
