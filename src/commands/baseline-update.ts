import { type Entry, entryKey } from '../baseline/format.ts';
import { parseBaseline } from '../baseline/parse.ts';
import { printBaseline } from '../baseline/print.ts';
import { type Changes, compareBaseline } from '../baseline/update.ts';
import { writeBaseline } from '../baseline/write.ts';
import { escapeControl } from '../lib/escape-control.ts';
import { formatNoun } from '../lib/format-amount.ts';
import { isOfDetectSecrets, updateForDetectSecrets } from './baseline-detect-secrets.ts';
import { baselinePath, readBaseline, refuseUnstaged, withLock } from './baseline-file.ts';
import { recordFindings, withoutOutput } from './baseline-run.ts';
import type { Command, CommandContext } from './context.ts';
import type { removeUnused } from './remove-unused.ts';
import { reportErrors } from './report-errors.ts';
import { findRoot } from './scan.ts';
import { usageError } from './usage-error.ts';

const mostListed = 20;

/** `baseline update [paths..]`: adds what is new, takes out what is gone, follows renamed files. */
export const baselineUpdate: Command = async ({ operands, flags }, context) => {
  const root = findRoot('scan', operands, context);
  const source = baselinePath(flags.baseline ?? flags.output, root, context);
  const file = flags.output === undefined ? source : baselinePath(flags.output, root, context);
  return await withLock(file, context, async () => {
    const text = readBaseline(source);
    // First, as other lines move up with it, which some baselines number.
    const removed = await removeWanted(
      { operands, flags, root, file: { path: source.path, name: source.name, text } },
      context,
    );
    if (removed === 130) return removed;
    if (isOfDetectSecrets(text)) {
      return (await updateForDetectSecrets({ operands, flags, root, file, text }, context)) || removed;
    }
    const baseline = parseBaseline(text, source.name);
    const signal = context.interrupt();
    const given = { root, file: { path: source.path, name: source.name, text } };
    const recording = await recordFindings(operands, withoutOutput(flags), given, context, signal);
    if (signal.aborted) return 130;
    const { marks, historyMarks, isGone, reports } = recording;
    const historyKeys = new Set([...historyMarks].map(entryKey));
    const changes = compareBaseline(baseline, { marks, historyKeys, isGone });
    const entries = [...changes.kept, ...changes.moved.map(({ to }) => to), ...(flags.pruneOnly ? [] : changes.added)];
    const next = printBaseline({ ...baseline, entries: markHistory(entries, historyKeys) });
    if (next !== text || file !== source) {
      if (!flags.force && file.target.exists) await refuseUnstaged(file, context.env);
      writeBaseline(file.target, next, file.name);
    }
    if (!flags.quiet) await context.print(describeChanges(changes, file.name, flags));
    return reportErrors(reports, context) || removed;
  });
};

async function removeWanted(given: Parameters<typeof removeUnused>[0], context: CommandContext): Promise<number> {
  if (given.flags.removeUnused) return await (await import('./remove-unused.ts')).removeUnused(given, context);
  if (given.flags.yes) throw usageError('--yes goes with --remove-unused only', 'baseline update');
  return 0;
}

/** What the history was found to hold stays known to it. */
function markHistory(entries: readonly Entry[], historyKeys: ReadonlySet<string>): Entry[] {
  return entries.map((entry) => (historyKeys.has(entryKey(entry)) ? { ...entry, history: true } : entry));
}

function describeChanges(
  { added, moved, stale, kept }: Changes,
  name: string,
  { pruneOnly, verbose }: { pruneOnly?: boolean; verbose?: boolean },
): string {
  const lists = [
    ...(pruneOnly ? [] : [list('Added', added.map(describeEntry), verbose)]),
    list(
      'Moved',
      moved.map(({ from, to }) => `${describeEntry(from)} -> ${escapeControl(to.path)}`),
      verbose,
    ),
    list('Gone', stale.map(describeEntry), verbose),
  ];
  const notAdded = pruneOnly && added.length > 0 ? `; ${added.length} new not added` : '';
  const total = kept.length + moved.length + (pruneOnly ? 0 : added.length);
  return `${lists.join('')}${escapeControl(name)}: ${formatNoun(total, 'known finding')}${notAdded}.\n`;
}

function list(title: string, lines: readonly string[], verbose = false): string {
  if (lines.length === 0) return '';
  const shown = verbose ? lines : lines.slice(0, mostListed);
  const more = lines.length > shown.length ? [`and ${lines.length - shown.length} more; --verbose lists them all`] : [];
  return `${title} (${lines.length}):\n${[...shown, ...more].map((line) => `  ${line}\n`).join('')}`;
}

/** `src/app.ts  github-pat (false-alarm: the vendor's example)`. */
export function describeEntry({ path, ruleId, decision, reason }: Entry): string {
  const why = reason === undefined ? '' : `: ${reason}`;
  const decided = decision === 'undecided' ? '' : ` (${decision}${why})`;
  return escapeControl(`${path}  ${ruleId}${decided}`);
}
