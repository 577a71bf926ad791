import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDetectSecrets, updateDetectSecrets, writeDetectSecrets } from '../baseline/detect-secrets/index.ts';
import type { Entry } from '../baseline/format.ts';
import { writeBaseline } from '../baseline/write.ts';
import { escapeControl } from '../lib/escape-control.ts';
import { formatNoun } from '../lib/format-amount.ts';
import { UserError } from '../lib/user-error.ts';
import type { KnownMark } from '../model/known.ts';
import { type BaselinePath, refuseUnstaged } from './baseline-file.ts';
import { type Recording, recordFindings, withoutOutput } from './baseline-run.ts';
import type { CommandContext } from './context.ts';
import type { Flags } from './options.ts';
import { reportErrors } from './report-errors.ts';

/** What to scan for a baseline of detect-secrets, and where that is. */
export interface DetectSecretsJob {
  operands: readonly string[];
  flags: Flags;
  root: string;
  file: BaselinePath;
}

/** In bytes: of a file whose lines are searched again. */
const mostSize = 1 << 26;

/** Whether a text is a baseline of detect-secrets; a damaged one is not. */
export function isOfDetectSecrets(text: string): boolean {
  try {
    return isDetectSecrets(JSON.parse(text.replace(/^\ufeff/, '')));
  } catch {
    return false;
  }
}

/** Writes all that a scan finds as detect-secrets would. */
export async function createForDetectSecrets(job: DetectSecretsJob, context: CommandContext): Promise<number> {
  const { file, flags } = job;
  if (flags.compat !== 'detect-secrets') {
    throw new UserError('bad-option', `--compat must be detect-secrets, got ${JSON.stringify(flags.compat)}`);
  }
  const now = new Date();
  const recording = await record(job, writeDetectSecrets([], now), context);
  if (recording === undefined) return 130;
  const rows = recording.marks.flatMap((mark) => (mark.rows ? [mark.rows] : []));
  writeBaseline(file.target, writeDetectSecrets(rows, now), file.name);
  if (!flags.quiet) {
    const { name } = file;
    await context.print(
      `${escapeControl(name)}: ${formatNoun(rows.length, 'known finding')}, for detect-secrets. Its hashes have no key and no salt: ` +
        'whoever can read the file can look weak passwords up.\n',
    );
  }
  return reportErrors(recording.reports, context);
}

/** Updates a baseline of detect-secrets in place. */
export async function updateForDetectSecrets(
  job: DetectSecretsJob & { text: string },
  context: CommandContext,
): Promise<number> {
  const { file, flags, root, text } = job;
  const recording = await record(job, text, context);
  if (recording === undefined) return 130;
  const fresh = recording.marks.filter(({ known }) => known === undefined);
  const changes = updateDetectSecrets(text, file.name, {
    findings: flags.pruneOnly ? [] : fresh.flatMap(({ rows }) => (rows ? [rows] : [])),
    used: new Set(recording.marks.flatMap(entriesOf)),
    isScanned: (path) => isScanned(recording, root, path),
    readText: (path) => readText(root, path),
    now: new Date(),
  });
  if (changes.text !== text || !file.target.exists) {
    if (!flags.force && file.target.exists) await refuseUnstaged(file, context.env);
    writeBaseline(file.target, changes.text, file.name);
  }
  if (!flags.quiet) {
    const { added, moved, removed } = changes;
    const counts = [`${formatNoun(added.length, 'row')} added`, `${moved.length} moved`, `${removed.length} gone`];
    await context.print(`${escapeControl(file.name)}: ${counts.join(', ')}; it stays in detect-secrets' form.\n`);
  }
  return reportErrors(recording.reports, context);
}

function entriesOf({ known }: KnownMark): number[] {
  return known ? [known.entry, ...(known.otherEntries ?? [])] : [];
}

/** Scans with a baseline of detect-secrets in hand; undefined where that was interrupted. */
async function record(
  { operands, flags, root, file: { path, name } }: DetectSecretsJob,
  text: string,
  context: CommandContext,
): Promise<Recording | undefined> {
  if (flags.withHistory) throw new UserError('bad-option', '--history: a baseline of detect-secrets knows files only');
  const signal = context.interrupt();
  const given = { root, file: { path, name, text } };
  const recording = await recordFindings(operands, withoutOutput(flags), given, context, signal);
  return signal.aborted ? undefined : recording;
}

/** Whether a file was read, or is no more in what was to be scanned. */
function isScanned({ isGone }: Recording, root: string, path: string): boolean {
  const row: Entry = { path, ruleId: 'detect-secrets', hash: '', decision: 'undecided' };
  return isGone(row) && (lstatSync(join(root, path), { throwIfNoEntry: false })?.size ?? 0) <= mostSize;
}

function readText(root: string, path: string): string | undefined {
  const file = join(root, path);
  return lstatSync(file, { throwIfNoEntry: false })?.isFile() ? readFileSync(file, 'utf8') : undefined;
}
