import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { entryKey } from '../baseline/format.ts';
import { newBaseline } from '../baseline/hash.ts';
import { baselineName } from '../baseline/index.ts';
import { printBaseline } from '../baseline/print.ts';
import { compareBaseline } from '../baseline/update.ts';
import { writeBaseline } from '../baseline/write.ts';
import { escapeControl } from '../lib/escape-control.ts';
import { formatNoun } from '../lib/format-amount.ts';
import { UserError } from '../lib/user-error.ts';
import { createForDetectSecrets } from './baseline-detect-secrets.ts';
import { baselinePath, withLock } from './baseline-file.ts';
import { recordFindings, withoutOutput } from './baseline-run.ts';
import type { Command } from './context.ts';
import { reportErrors } from './report-errors.ts';
import { findRoot } from './scan.ts';

/** `baseline create [paths..]`: all that a scan finds, undecided, in a new file. */
export const baselineCreate: Command = async ({ operands, flags }, context) => {
  const root = findRoot('scan', operands, context);
  const file = baselinePath(flags.output, root, context);
  const { name, path } = file;
  return await withLock(file, context, async () => {
    if (baselinePath(flags.output, root, context).target.exists) {
      const advice = `keyturn baseline update${flags.output === undefined ? '' : ` --baseline ${name}`} adds to it`;
      throw new UserError('baseline-exists', `${name} exists and is left as it is: ${advice}`);
    }
    if (flags.compat !== undefined) return await createForDetectSecrets({ operands, flags, root, file }, context);
    const signal = context.interrupt();
    const empty = newBaseline();
    const given = { root, file: { path, name, text: printBaseline(empty) } };
    const recording = await recordFindings(operands, withoutOutput(flags), given, context, signal);
    if (signal.aborted) return 130;
    const { marks, historyMarks, reports } = recording;
    const historyKeys = new Set([...historyMarks].map(entryKey));
    const { added } = compareBaseline(empty, { marks, historyKeys, isGone: () => false });
    writeBaseline(file.target, printBaseline({ ...empty, entries: added }), name);
    if (flags.quiet !== true) {
      await context.print(
        `${escapeControl(name)}: ${formatNoun(added.length, 'known finding')}, none of them decided yet.\n${mergeHint(root, path)}`,
      );
    }
    return reportErrors(reports, context);
  });
};

/** What has git merge the file whatever two branches add, unless that is settled; nothing outside of a repository. */
function mergeHint(root: string, path: string): string {
  if (path !== join(root, baselineName) || !existsSync(join(root, '.git'))) return '';
  const attributes = join(root, '.gitattributes');
  if (existsSync(attributes) && readFileSync(attributes, 'utf8').includes(baselineName)) return '';
  return `Commit it. So that git merges it always: echo '${baselineName} merge=union' >> .gitattributes\n`;
}
