import { openAudit } from '../baseline/audit-file.ts';
import { findBaseline } from '../config/find-baseline.ts';
import { UserError } from '../lib/user-error.ts';
import type { Command, CommandContext } from './context.ts';
import { type Adviser, printKnownJson, printKnownMarkdown, printKnownText, toKnownReport } from './known-report.ts';
import { findRoot } from './scan.ts';
import { usageError } from './usage-error.ts';

const printers = { terminal: printKnownText, json: printKnownJson, markdown: printKnownMarkdown };

/** `baseline report`: what is known, real secrets first with what to do; who decided what, when, why and until when. */
export const baselineReport: Command = async ({ flags }, context) => {
  const { cwd, print } = context;
  const printer = choosePrinter(flags.format);
  const root = findRoot('scan', [], context);
  const file = findBaseline(flags, { cwd, root });
  if (!file) throw new UserError('baseline-missing', 'there is no .secrets.baseline: keyturn baseline create makes it');
  const { entries } = openAudit(file.text, file.name);
  const adviser = entries.some(({ decision }) => decision === 'real') ? await loadAdviser(root, context) : noAdvice;
  await print(printer(toKnownReport(file.name, entries, adviser)));
  return 0;
};

function choosePrinter(format = 'terminal') {
  const printer = Object.entries(printers).find(([name]) => name === format)?.[1];
  if (printer) return printer;
  const names = Object.keys(printers).join(', ');
  throw usageError(`--format must be one of ${names}, got ${JSON.stringify(format)}`, 'baseline report');
}

const noAdvice: Adviser = () => ({ advice: '' });

/** What the rules say of how to turn a key; those of the configuration too. */
async function loadAdviser(root: string, { cwd, env }: CommandContext): Promise<Adviser> {
  const { settleOptions } = await import('../config/settle.ts');
  const { readBuiltInDetails } = await import('../rules/built-in.ts');
  const { defaultAdvice } = await import('../findings/default-advice.ts');
  const { rules } = await settleOptions({ useBaseline: false }, { cwd, root, env, isTty: false });
  const builtIn = readBuiltInDetails();
  return (ruleId) => {
    const details = rules.addedDetails.find(({ id }) => id === ruleId) ?? builtIn(ruleId);
    const { advice = defaultAdvice, url } = details?.rotation ?? {};
    return { advice, ...(url !== undefined && { adviceUrl: url }) };
  };
}
