import { describe, expect, it } from 'vitest';
import { commandInfo, commandNames } from '../../src/commands/command-list.ts';
import { flags, flagsOf } from '../../src/commands/options.ts';
import { parseLine, prepareArguments, readFlags } from '../../src/commands/parse-line.ts';
import { createProgram } from '../../src/commands/program.ts';

const scan = { kind: 'run', command: 'scan', operands: [], flags: {} };

const lines = [
  [['scan'], scan],
  [['scan', 'src', 'a.ts'], { ...scan, operands: ['src', 'a.ts'] }],
  [['scan', '-'], { ...scan, operands: ['-'] }],
  [['scan', '007', '1e3'], { ...scan, operands: ['007', '1e3'] }],
  [['scan', '--', '--odd-name'], { ...scan, operands: ['--odd-name'] }],
  [['--quiet', 'scan'], { ...scan, flags: { quiet: true } }],
  [['scan', '-qf', 'json', 'src'], { ...scan, operands: ['src'], flags: { quiet: true, format: 'json' } }],
  [['scan', '--format=sarif', '-o', 'a.sarif'], { ...scan, flags: { format: 'sarif', output: 'a.sarif' } }],
  [['scan', '--output', '-'], { ...scan, flags: { output: '-' } }],
  [['scan', '-j4'], { ...scan, flags: { jobs: '4' } }],
  [['scan', '--jobs', '-1'], { ...scan, flags: { jobs: '-1' } }],
  [['scan', '--rule', 'a, b', '--rule=c', 'src'], { ...scan, operands: ['src'], flags: { rule: ['a', 'b', 'c'] } }],
  [['scan', '--include', '*.{js,ts}'], { ...scan, flags: { include: ['*.{js,ts}'] } }],
  [['scan', '--redact'], { ...scan, flags: { redact: '100' } }],
  [['scan', '--redact', 'src'], { ...scan, operands: ['src'], flags: { redact: '100' } }],
  [['scan', '--redact', '20', 'src'], { ...scan, operands: ['src'], flags: { redact: '20' } }],
  [['scan', '--redact=0'], { ...scan, flags: { redact: '0' } }],
  [['scan', '--no-color', '--no-progress'], { ...scan, flags: { color: false, progress: false } }],
  [['scan', '--no-gitignore', '--no-inline-allow'], { ...scan, flags: { gitignore: false, inlineAllow: false } }],
  [['scan', '--color', '-v', '-v'], { ...scan, flags: { color: true, verbose: true } }],
  [['staged', '-c', 'k.yaml'], { ...scan, command: 'staged', flags: { config: 'k.yaml' } }],
  [['rules', 'list', 'aws'], { ...scan, command: 'rules list', operands: ['aws'] }],
  [
    ['rules', 'show', 'jwt', '-f', 'json'],
    { ...scan, command: 'rules show', operands: ['jwt'], flags: { format: 'json' } },
  ],
  [[], { kind: 'help', words: [], isAsked: false }],
  [['rules'], { kind: 'help', words: ['rules'], isAsked: false }],
  [['scan', '-h'], { kind: 'help', words: ['scan'], isAsked: true }],
  [['help', 'rules', 'list'], { kind: 'help', words: ['rules', 'list'], isAsked: true }],
  [['--version'], { kind: 'version' }],
  [['-V'], { kind: 'version' }],
  [['--get-yargs-completions', 'keyturn', 'sc'], { kind: 'complete', words: ['keyturn', 'sc'] }],
] as const;

const mistakes = [
  [['scna'], 'unknown command scna; did you mean scan?', ''],
  [['./src'], 'unknown command ./src; to scan a path: keyturn scan ./src', ''],
  [['--quiet'], 'a command is missing, such as scan or staged', ''],
  [['rules', 'lst'], 'unknown command rules lst; did you mean list?', 'rules '],
  [['rules', 'show'], 'rules show needs <id>', 'rules show '],
  [['rules', 'show', 'a', 'b'], 'rules show does not take "b"', 'rules show '],
  [['staged', 'src'], 'staged does not take "src"', 'staged '],
  [['scan', ''], 'scan: an argument is empty', 'scan '],
  [['scan', '--fromat', 'json'], 'unknown option --fromat; did you mean --format?', 'scan '],
  [['scan', '-x'], 'unknown option -x', 'scan '],
  [['scan', '--format.x=1'], 'unknown option --format.x; did you mean --format?', 'scan '],
  [['scan', '--__proto__=1'], 'unknown option --___proto___', 'scan '],
  [['scan', '--no-quiet'], 'unknown option --no-quiet; did you mean --quiet?', 'scan '],
  [
    ['staged', '--tracked-only'],
    '--tracked-only is no option of staged, only of scan, baseline check, baseline audit, baseline create, baseline update, baseline import',
    'staged ',
  ],
  [['scan', '--format'], '--format needs a value', 'scan '],
  [['scan', '--format', ''], '--format needs a value', 'scan '],
  [['scan', '--config='], '--config needs a value', 'scan '],
  [['scan', '-f', 'json', '--format=sarif'], '--format was given 2 times, give it once', 'scan '],
  [['scan', '--quiet', '--verbose'], '--quiet and --verbose exclude each other', 'scan '],
  [['scan', '--no-color', '--color'], '--color and --no-color exclude each other', 'scan '],
] as const;

describe('parseLine', () => {
  it.each(lines)('reads %j', (argv, line) => {
    expect(parseLine(argv)).toEqual(line);
  });

  it.each(mistakes)('refuses %j', (argv, problem, command) => {
    expect(() => parseLine(argv)).toThrow(
      expect.objectContaining({ code: 'usage', message: `${problem}\nsee: keyturn ${command}--help` }),
    );
  });

  const commandFirst = lines.filter(([argv, line]) => line.kind === 'run' && !argv[0]?.startsWith('-'));

  it.each(commandFirst)('yargs reads the flags of %j alike', async (argv, line) => {
    const args = prepareArguments(argv);
    const seen: unknown[] = [];
    const program = await createProgram(args, (command, { _: words, $0: name, '--': rest, ...values }) => {
      const named = Object.fromEntries(
        // An operand may be called as another command's flag is.
        Object.entries(values).filter(
          ([key]) => flags.some(({ name: flag }) => flag === key) && !commandInfo(command).operands.includes(key),
        ),
      );
      seen.push({ command, flags: readFlags(command, named) });
    });
    await program.parseAsync(args);
    expect(seen).toEqual([{ command: 'command' in line && line.command, flags: 'flags' in line && line.flags }]);
  });
});

describe('the table of options', () => {
  it.each(commandNames)('has no name or alias twice in %s', (command) => {
    const names = flagsOf(command).flatMap(({ name, alias }) => (alias === undefined ? [name] : [name, alias]));
    expect([...names, 'help', 'h', 'version', 'V']).toEqual([...new Set([...names, 'help', 'h', 'version', 'V'])]);
  });

  it('gives flags of one name the same type, alias and key in every command', () => {
    const shapes = new Map<string, object>();
    for (const { name, alias, key, type } of flags) {
      expect(shapes.get(name) ?? { alias, key, type }).toEqual({ alias, key, type });
      shapes.set(name, { alias, key, type });
    }
  });
});
