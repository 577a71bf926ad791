import { resolve } from 'node:path';
import { mergeBaselines } from '../baseline/merge.ts';
import { parseBaseline } from '../baseline/parse.ts';
import { printBaseline } from '../baseline/print.ts';
import { findTarget, writeBaseline } from '../baseline/write.ts';
import { readSmallFile } from '../lib/read-small-file.ts';
import { UserError } from '../lib/user-error.ts';
import { describeEntry } from './baseline-update.ts';
import type { Command } from './context.ts';

/** In MB. */
const mostSize = 64;

/** `baseline merge-driver %O %A %B`: see gitattributes(5), "Defining a custom merge driver". */
export const baselineMergeDriver: Command = async ({ operands }, { cwd, notice }) => {
  const [base, ours, theirs] = operands as [string, string, string];
  const read = (name: string) => readSmallFile(resolve(cwd, name), name, 'bad-baseline', mostSize);
  const before = read(base);
  const merged = mergeBaselines(
    before.trim() === '' ? undefined : parseBaseline(before, base),
    parseBaseline(read(ours), ours),
    parseBaseline(read(theirs), theirs),
  );
  if (!merged) {
    const advice = 'take one of them by git checkout --ours or --theirs, then: keyturn baseline update --force';
    throw new UserError('bad-baseline', `the two baselines were created apart, under keys of their own: ${advice}`);
  }
  writeBaseline(findTarget(resolve(cwd, ours), ours, cwd), printBaseline(merged.baseline), ours);
  for (const { ours: own, theirs: other } of merged.conflicts) {
    notice(
      `both sides have decided on ${describeEntry(own)}; the other: ${describeEntry(other)}; the newer one is taken`,
    );
  }
  return merged.conflicts.length > 0 ? 1 : 0;
};
