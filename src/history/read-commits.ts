import type { ObjectReader } from '../git/objects.ts';
import { listSelected, type ResolvedSelection } from '../git/selection.ts';
import { listUnreachable } from '../git/unreachable.ts';
import { walkCommits } from '../git/walk-commits.ts';
import { UserError } from '../lib/user-error.ts';
import type { AuditInput } from './audit.ts';
import { createCommitTable, type GrowingCommitTable } from './commit-table.ts';
import type { Problems } from './problems.ts';

/**
 * The commits of a selection. Where git cannot list them, as one is missing or damaged, the others are found without
 * it.
 */
export async function readCommits(
  input: AuditInput,
  reader: ObjectReader,
  problems: Problems,
): Promise<GrowingCommitTable> {
  const commits = await readSelected(input.selection, input, reader, problems);
  if (!input.unreachable || input.signal.aborted) return commits;
  const isKnown = (id: string) => commits.indexOf(id) >= 0;
  const { commits: others, unreadable } = await listUnreachable(input.git, isKnown, ['commit'], input.signal);
  for (const id of unreadable) problems.add({ id, problem: 'damaged', message: 'the object cannot be read' });
  if (others.length === 0) return commits;
  const { selection } = input;
  const all = { ...selection, tips: [...selection.tips, ...others], input: `${others.join('\n')}\n${selection.input}` };
  return await readSelected(all, input, reader, problems);
}

async function readSelected(
  selection: ResolvedSelection,
  input: AuditInput,
  reader: ObjectReader,
  problems: Problems,
): Promise<GrowingCommitTable> {
  try {
    return await listAll(selection, input);
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== 'git-failed') throw error;
    // An interrupt may have ended git as well.
    if (input.signal.aborted) return createCommitTable(input.hexLength);
    return await walkAll(selection, input, reader, problems);
  }
}

async function listAll(
  selection: ResolvedSelection,
  { git, hexLength, signal, onProgress }: AuditInput,
): Promise<GrowingCommitTable> {
  const commits = createCommitTable(hexLength);
  const { firstParent } = selection;
  for await (const { id, parents, time } of listSelected(selection, git, signal)) {
    commits.add(id, firstParent ? parents.slice(0, 1) : parents, time);
    if (commits.count % 4096 === 0) onProgress?.({ phase: 'list', commits: commits.count, expectedCommits: 0 });
  }
  return commits;
}

async function walkAll(
  selection: ResolvedSelection,
  { git, hexLength, shallow, signal }: AuditInput,
  reader: ObjectReader,
  problems: Problems,
): Promise<GrowingCommitTable> {
  const { tips, excluded, firstParent, maxCommits } = selection;
  const { since = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY } = selection;
  const walk = (from: readonly string[]) =>
    walkCommits(from, reader, {
      shallow,
      excluded,
      firstParent,
      signal,
      onProblem: (id, problem, message, children) => problems.add({ id, problem, message }, [id, ...children]),
    });
  let walked = await walk(tips);
  if (selection.isEverything && !signal.aborted) {
    // Nothing leads to what lies behind a commit that cannot be read, but it is still there.
    const found = new Set(walked.map(({ id }) => id));
    const { commits: others } = await listUnreachable(git, (id) => found.has(id), ['commit'], signal);
    if (others.length > 0) walked = await walk([...tips, ...others]);
  }
  let wanted = walked.filter(({ time }) => time >= since && time <= until);
  if (maxCommits !== undefined) {
    const newest = new Set([...wanted].sort((a, b) => b.time - a.time).slice(0, maxCommits));
    wanted = wanted.filter((commit) => newest.has(commit));
  }
  const commits = createCommitTable(hexLength);
  for (const { id, parents, time } of wanted) commits.add(id, parents, time);
  return commits;
}
