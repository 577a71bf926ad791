import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { commandInfo, commandNames } from '../../src/commands/command-list.ts';
import { flagsOf } from '../../src/commands/options.ts';
import { temporaryFolder } from '../helpers/repo.ts';
import { ended, program, run } from '../helpers/run.ts';

describe('help', () => {
  it.each(commandNames)('of %s names its options, an example and the exit codes', async (name) => {
    const { code, stdout, stderr } = await run([...name.split(' '), '--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(`keyturn ${name}`);
    expect(stdout).toContain(`Examples:\n  ${commandInfo(name).examples[0]?.[0]}`);
    expect(stdout).toMatch(/Exit codes: 0 /);
    for (const flag of flagsOf(name)) expect(stdout).toContain(`--${flag.name} `);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('of the program lists the commands', async () => {
    const { code, stdout } = await run(['--help']);
    expect(code).toBe(0);
    const words = new Set(commandNames.map((name) => name.split(' ')[0]));
    const examples = ['scan', 'staged', 'history', 'scan'];
    expect(stdout.match(/(?<=^ {2}keyturn )\w+/gm)).toEqual([...words, ...examples]);
  });

  it('is the same by "help", "--help" and "-h"', async () => {
    const [a, b, c] = await Promise.all([run(['help', 'scan']), run(['scan', '--help']), run(['-h', 'scan', 'src'])]);
    expect(b).toEqual(a);
    expect(c).toEqual(a);
  });
});

describe('the program', () => {
  it.each(['--version', '-V'])('prints its version for %s', async (flag) => {
    expect(await run([flag])).toEqual({ code: 0, signal: null, stdout: `${manifest.version}\n`, stderr: '' });
  });

  it.each([[[]], [['rules']]])(
    'prints help to standard error and exits 2 where a command is missing: %j',
    async (args) => {
      const help = await run([...args, '--help']);
      expect(await run(args)).toEqual({ code: 2, signal: null, stdout: '', stderr: help.stdout });
    },
  );

  it.each([
    [['scna'], 'unknown command scna; did you mean scan?', ''],
    [['help', 'frobnicate'], 'unknown command frobnicate', undefined],
    [['scan', '--fromat', 'json'], 'unknown option --fromat; did you mean --format?', 'scan '],
    [['staged', 'a.txt'], 'staged does not take "a.txt"', 'staged '],
    [['scan', '--jobs', 'abc'], '--jobs must be a whole number from 0 to 256, got "abc"', undefined],
    [['scan', '--redact', '200'], '--redact must be a whole number from 0 to 100, got "200"', undefined],
    [['scan', '--redact=x'], '--redact must be a whole number from 0 to 100, got "x"', undefined],
    [['scan', '--exit-code', '256'], '--exit-code must be a whole number from 0 to 255, got "256"', undefined],
    [['scan', '--timeout', 'soon'], '--timeout must be a number of seconds from 0 to 1000000, got "soon"', undefined],
    [['scan', '--max-file-size', 'big'], '--max-file-size must be a size such as 500kB or 10MB, got "big"', undefined],
    [['history', '--explain', 'a.ts:1'], '--explain is no option of history, only of scan, staged', 'history '],
    [['history', '--unused-allows'], '--unused-allows is no option of history, only of scan, staged', 'history '],
    [['scan', '--explain', 'a.ts'], '--explain must be PATH:LINE, got "a.ts"', undefined],
    [['scan', '--format', 'xml'], '--format must be one of terminal, json, sarif, gitleaks-json, got "xml"', undefined],
    [
      ['scan', '--min-severity', 'worst'],
      '--min-severity must be one of info, low, medium, high, critical, got "worst"',
      undefined,
    ],
    [['rules', 'list', '--format', 'sarif'], '--format must be one of terminal, json, got "sarif"', 'rules list '],
    [['completion', 'tcsh'], 'completion needs one of bash, zsh, fish; got "tcsh"', undefined],
    [['scan', '--\u001b[31m'], 'unknown option --\\x1b[31m', 'scan '],
  ])('exits 2 for %j and says what is wrong', async (args, problem, command) => {
    const hint = command === undefined ? '' : `  see: keyturn ${command}--help\n`;
    expect(await run(args)).toEqual({ code: 2, signal: null, stdout: '', stderr: `keyturn: ${problem}\n${hint}` });
  });

  it('exits 2 where the current folder is gone', async () => {
    const cwd = temporaryFolder();
    const lines = 'cd "$1" && rmdir "$1" && exec "$2" "$3" scan';
    const child = spawn('sh', ['-c', lines, 'sh', cwd, process.execPath, program]);
    const stderr = 'keyturn: the current folder does not exist any more\n';
    expect(await ended(child)).toEqual({ code: 2, signal: null, stdout: '', stderr });
  });
});
