import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readConfig } from '../config/read-config.ts';
import { type GitSecrets, readGitSecrets } from '../hooks/git-secrets.ts';
import { formatNoun } from '../lib/format-amount.ts';
import { UserError } from '../lib/user-error.ts';
import type { Command, CommandContext } from './context.ts';
import { currentRepository } from './hook-context.ts';

/** `hook import git-secrets`: its patterns as a new keyturn.yaml; a file that is there stays as it is. */
export const hookImport: Command = async ({ operands: [tool = ''], flags }, context) => {
  if (tool !== 'git-secrets') {
    throw new UserError('usage', `hook import takes git-secrets, got ${JSON.stringify(tool)}`);
  }
  const { cwd, env, notice, print } = context;
  const repository = currentRepository(context);
  const { root } = repository;
  const found = readGitSecrets(root, { cwd: root, tree: repository, env });
  for (const line of found.notices) notice(line);
  const count = found.rules.length + found.allowlists.length;
  if (count === 0) {
    notice('git-secrets has no pattern here that the built-in rules lack');
    return 0;
  }
  await check(found, root);
  const text = await toYaml(found);
  if (flags.output === '-') {
    await print(text);
    return 0;
  }
  const path = flags.output === undefined ? join(root, 'keyturn.yaml') : resolve(cwd, flags.output);
  await writeNew(path, text, root, context);
  const amounts = `${formatNoun(found.rules.length, 'rule')}, ${formatNoun(found.allowlists.length, 'allowlist')}`;
  await print(`Wrote ${path}: ${amounts}. Next: look at it, then run: keyturn scan\n`);
  return 0;
};

/** Throws `UserError` naming the pattern that our own reader does not take. */
async function check({ rules, allowlists }: GitSecrets, folder: string): Promise<void> {
  const each = [
    ...rules.map((rule) => ({ source: rule.source, part: { rules: [rule], allowlists: [] } })),
    ...allowlists.map((allow) => ({ source: allow.source, part: { rules: [], allowlists: [allow] } })),
  ];
  for (const { source, part } of each) {
    try {
      await readConfig(await toYaml({ ...part, notices: [] }), { name: 'keyturn.yaml', folder, isTrusted: true });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      throw new UserError('bad-pattern', `${source} cannot be taken over: ${error.message}`, { cause: error });
    }
  }
}

async function toYaml({ rules, allowlists }: GitSecrets): Promise<string> {
  const { stringify } = await import('yaml');
  const own = {
    ...(rules.length > 0 && { rules: rules.map(({ source: _source, ...rule }) => ({ ...rule, severity: 'high' })) }),
    ...(allowlists.length > 0 && { allowlists: allowlists.map(({ source: _source, ...allow }) => allow) }),
  };
  return `# From git-secrets, by: keyturn hook import git-secrets\n${stringify(own, { lineWidth: 0 })}`;
}

const names = ['keyturn.yaml', '.keyturn.yaml', '.config/keyturn.yaml', '.gitleaks.toml'];

async function writeNew(path: string, text: string, root: string, { notice }: CommandContext): Promise<void> {
  const other = names.map((name) => join(root, name)).find((each) => existsSync(each));
  if (other !== undefined) {
    const hint = 'keyturn hook import git-secrets --output - prints what to add';
    if (other === path) throw new UserError('hook', `${other} is there already and is not overwritten; ${hint}`);
    notice(`${other} is the configuration in force; ${hint}`);
  }
  try {
    const file = await open(path, 'wx');
    await file.writeFile(text).finally(() => file.close());
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const problem =
      code === 'EEXIST' ? 'is there already and is not overwritten' : `cannot be written: ${code ?? message}`;
    throw new UserError('hook', `${path} ${problem}`, { cause: error });
  }
}
