/**
 * The command line: `options.ts` and `command-list.ts` say what there is, `parse-line.ts` reads what was typed, and
 * each command is a file of its own that is loaded when it is called. yargs writes help and completion only.
 */
import type { CommandName } from './command-list.ts';
import type { Command, CommandContext } from './context.ts';
import { fromGitleaks } from './gitleaks-line.ts';
import { parseLine } from './parse-line.ts';

export type { CommandContext } from './context.ts';

const loaders = {
  scan: async () => (await import('./scan.ts')).scan,
  staged: async () => (await import('./scan.ts')).staged,
  history: async () => (await import('./history.ts')).history,
  merge: async () => (await import('./merge.ts')).merge,
  'baseline create': async () => (await import('./baseline-create.ts')).baselineCreate,
  'baseline update': async () => (await import('./baseline-update.ts')).baselineUpdate,
  'baseline check': async () => (await import('./baseline-check.ts')).baselineCheck,
  'baseline audit': async () => (await import('./baseline-audit.ts')).baselineAudit,
  'baseline import': async () => (await import('./baseline-import.ts')).baselineImport,
  'baseline report': async () => (await import('./baseline-report.ts')).baselineReport,
  'baseline merge-driver': async () => (await import('./baseline-merge-driver.ts')).baselineMergeDriver,
  'rules list': async () => (await import('./rules-list.ts')).rulesList,
  'rules show': async () => (await import('./rules-show.ts')).rulesShow,
  'rules test': async () => (await import('./rules-test.ts')).rulesTest,
  'rules init': async () => (await import('./rules-init.ts')).rulesInit,
  'hook install': async () => (await import('./hook-install.ts')).hookInstall,
  'hook uninstall': async () => (await import('./hook-uninstall.ts')).hookUninstall,
  'hook status': async () => (await import('./hook-status.ts')).hookStatus,
  'hook run': async () => (await import('./hook-run.ts')).hookRun,
  'hook import': async () => (await import('./hook-import.ts')).hookImport,
  doctor: async () => (await import('./doctor.ts')).doctor,
  completion: async () => (await import('./completion.ts')).completion,
} satisfies Record<CommandName, () => Promise<Command>>;

/** Runs the command that the arguments name and returns the exit code. Throws `UserError` for a wrong line. */
export async function runCommandLine(argv: readonly string[], context: CommandContext): Promise<number> {
  const foreign = fromGitleaks(argv);
  const line = parseLine(foreign?.argv ?? argv);
  if (foreign) context.notice(foreign.notice);
  switch (line.kind) {
    case 'run':
      return await (await loaders[line.command]())(line, context);
    case 'help':
      return await printHelp(line, context);
    case 'version':
      await context.print(`${(await import('../lib/version.ts')).version}\n`);
      return 0;
    case 'complete':
      await (await import('./complete.ts')).completeWords(line.words);
      return 0;
  }
}

async function printHelp(
  { words, isAsked }: { words: readonly string[]; isAsked: boolean },
  { print, stderr }: CommandContext,
): Promise<number> {
  const text = await (await import('./help.ts')).helpText(words);
  if (isAsked) await print(text);
  else stderr.write(text);
  return isAsked ? 0 : 2;
}
