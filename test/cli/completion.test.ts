import { execFileSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandNames } from '../../src/commands/command-list.ts';
import { flags } from '../../src/commands/options.ts';
import { temporaryFolder } from '../helpers/repo.ts';
import { program, run } from '../helpers/run.ts';

const words = [...new Set(commandNames.map((name) => name.split(' ')[0]!))];

describe('completion', () => {
  it.each(['bash', 'zsh'])('writes a script for %s, whatever the login shell', async (shell) => {
    const { code, stdout, stderr } = await run(['completion', shell], { env: { SHELL: '/usr/bin/fish' } });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(`SHELL=${shell} keyturn --get-yargs-completions`);
    expect(stdout).toMatch(shell === 'zsh' ? /^#compdef keyturn\n/ : /\ncomplete .* keyturn\n/);
  });

  it('takes the shell of the SHELL variable by default', async () => {
    const named = await run(['completion', 'fish']);
    expect(await run(['completion'], { env: { SHELL: '/usr/local/bin/fish' } })).toEqual(named);
    expect(await run(['completion'])).toEqual({
      code: 2,
      signal: null,
      stdout: '',
      stderr: 'keyturn: completion needs one of bash, zsh, fish; the SHELL variable names none of them\n',
    });
  });

  it('writes bash that bash can read and that completes', async () => {
    const { stdout } = await run(['completion', 'bash']);
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'keyturn'), `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`);
    chmodSync(join(folder, 'keyturn'), 0o755);
    execFileSync('bash', ['-n'], { input: stdout });
    const complete = `COMP_WORDS=(keyturn scan --format ''); COMP_CWORD=3; _keyturn_yargs_completions; echo "\${COMPREPLY[@]}"`;
    const env = { PATH: `${folder}:${process.env.PATH}`, SHELL: '/bin/zsh' };
    const printed = execFileSync('bash', ['--norc'], { input: `${stdout}\n${complete}\n`, env, encoding: 'utf8' });
    expect(printed).toBe('terminal json sarif gitleaks-json\n');
  });

  it('names every option in the script for fish, each line one command with balanced quotes', async () => {
    const { stdout } = await run(['completion', 'fish']);
    for (const { name } of flags) expect(stdout).toContain(` -l ${name} `);
    for (const line of stdout.trimEnd().split('\n')) {
      expect(line).toMatch(/^(?:#|complete -c keyturn )(?:[^'"\\]|'(?:[^'\\]|\\['\\])*'|"[^"\\]*")*$/);
    }
  });

  it.each([
    [[''], words.join(' ')],
    [['rules', ''], 'list show test init'],
    [['scan', '--format', 'sa'], 'sarif'],
    [['completion', ''], '--help --version -V bash zsh fish'],
    [['rules', 'list', '--'], '--help --version --config --rule --skip-rule --provider --format'],
  ])('offers for %j what the tables say', async (words, expected) => {
    const { code, stdout } = await run(['--get-yargs-completions', 'keyturn', ...words], { env: { SHELL: 'bash' } });
    expect({ code, completions: stdout.trim().split('\n').join(' ') }).toEqual({ code: 0, completions: expected });
  });
});
