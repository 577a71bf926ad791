import { basename, dirname, resolve } from 'node:path';
import { findConfig } from '../config/find-config.ts';
import { loadConfig } from '../config/load-config.ts';
import { findWorkTree } from '../git/work-tree.ts';
import { escapeControl } from '../lib/escape-control.ts';
import { formatNoun } from '../lib/format-amount.ts';
import { matchesIdGlob } from '../lib/id-glob.ts';
import { readSmallFile } from '../lib/read-small-file.ts';
import { UserError } from '../lib/user-error.ts';
import type { RuleSource } from '../model/rule.ts';
import { readBuiltInSources } from '../rules/built-in.ts';
import { joinPacks, type RulePack, readPack } from '../rules/read-pack.ts';
import { expandSample } from '../rules/sample.ts';
import { type RuleTestFailure, type RuleTestResult, type ScanText, testRules } from '../rules/test-rules.ts';

import type { Command, CommandContext } from './context.ts';
import type { Flags } from './options.ts';
import { createRuleScanner } from './rule-scanner.ts';

/** `rules test [packs..]`: tries the examples of the given packs, or of the built-in rules and the configuration's. */
export const rulesTest: Command = async ({ operands, flags }, context) => {
  const builtIn = readBuiltInSources();
  const added = operands.length > 0 ? await readPacks(operands, context) : await readConfigured(flags, context);
  const tested = (operands.length > 0 ? added : [...builtIn, ...added]).filter(({ id }) => isSelected(id, flags));
  if (tested.length === 0) throw new UserError('no-rules', 'rules test: no rule is left to test');
  const scanText = createRuleScanner({ builtIn, added });
  const results = testRules(tested, scanText);
  await context.print(describe(results, tested, scanText, flags.verbose === true));
  return results.some(({ failures }) => failures.length > 0) ? 1 : 0;
};

async function readPacks(files: readonly string[], { cwd }: CommandContext): Promise<RuleSource[]> {
  const packs: RulePack[] = [];
  for (const file of files) {
    packs.push({ file, rules: await readPack(readSmallFile(resolve(cwd, file), file, 'bad-pack'), file) });
  }
  return joinPacks(packs);
}

/** The configuration's own rules. Those of a `.gitleaks.toml` have no examples: that they compile is all there is. */
async function readConfigured(flags: Flags, { cwd, env, stdout, notice }: CommandContext): Promise<RuleSource[]> {
  const scan = { cwd, root: findWorkTree(cwd, env)?.root ?? cwd, env, isTty: stdout.isTTY === true };
  const { rules, notices } = await loadConfig(flags.config, scan);
  for (const line of notices) notice(line);
  const origin = findConfig(flags.config, scan);
  if (origin?.path === undefined || origin.kind === 'gitleaks') {
    if (rules.added.length > 0)
      notice(`${formatNoun(rules.added.length, 'rule')} of ${origin?.name} have no examples to run`);
    return [];
  }
  const { readConfigRules } = await import('../config/read-config.ts');
  const text = readSmallFile(origin.path, origin.name, 'bad-config');
  return await readConfigRules(text, { ...origin, folder: packFolder(origin.path) });
}

/** The file's own folder; for one in `.config`, the folder that holds that. */
function packFolder(path: string): string {
  const folder = dirname(path);
  return basename(folder) === '.config' ? dirname(folder) : folder;
}

function isSelected(id: string, { rule = ['*'], skipRule = [] }: Flags): boolean {
  return rule.some((glob) => matchesIdGlob(glob, id)) && !skipRule.some((glob) => matchesIdGlob(glob, id));
}

function describe(
  results: readonly RuleTestResult[],
  rules: readonly RuleSource[],
  scanText: ScanText,
  verbose: boolean,
): string {
  const lines = results.flatMap(({ ruleId, failures, isSlow, isUntested }, index) => [
    ...failures.map((failure) => describeFailure(rules[index]!, failure, scanText)),
    ...(isSlow ? [`slow      ${ruleId}: has no keyword, so it runs on every file`] : []),
    ...(isUntested ? [`untested  ${ruleId}: has no example`] : []),
    ...(verbose && failures.length === 0 && !isUntested ? [`ok        ${ruleId}`] : []),
  ]);
  const count = (is: (result: RuleTestResult) => boolean) => results.filter(is).length;
  const examples = rules.reduce((sum, rule) => sum + rule.examples.length + rule.counterExamples.length, 0);
  const summary = [
    `${formatNoun(results.length, 'rule')}, ${formatNoun(examples, 'example')}`,
    `${count(({ failures }) => failures.length > 0)} failing`,
    `${count(({ isSlow }) => isSlow)} slow`,
    `${count(({ isUntested }) => isUntested)} untested`,
  ].join('; ');
  return `${[...lines.map(escapeControl), ...(lines.length > 0 ? [''] : []), summary].join('\n')}\n`;
}

function describeFailure(rule: RuleSource, failure: RuleTestFailure, scanText: ScanText): string {
  const { list, index, template, problem, message } = failure;
  const name = `${rule.id}: ${list}[${index}]`;
  const shown = JSON.stringify(template.length > 100 ? `${template.slice(0, 97)}...` : template);
  if (problem === 'bad-template') return `bad       ${name} ${message}: ${shown}`;
  if (problem === 'reported') return `reported  ${name} should not be: ${shown}`;
  const others = findOthers(rule, failure, scanText);
  return `missed    ${name} ${others ? `is found by ${others} only` : 'is not found'}: ${shown}`;
}

function findOthers(rule: RuleSource, { list, index, seed }: RuleTestFailure, scanText: ScanText): string {
  const { text, path } = rule[list][index]!;
  const sample = expandSample(text, { seed, ...(rule.checksum !== undefined && { checksum: rule.checksum }) });
  const ids = scanText(sample, path ?? 'src/settings.txt').map(({ ruleId }) => ruleId);
  return [...new Set(ids)].join(', ');
}
