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
  if (!input.unreachable) return commits;
  const isKnown = (id: string) => commits.indexOf(id) >= 0;
  const { commits: others, unreadable } = await listUnreachable(input.git, isKnown, ['commit']);
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
    return await walkAll(selection, input, reader, problems);
  }
}

async function listAll(
  selection: ResolvedSelection,
  { git, hexLength, onProgress }: AuditInput,
): Promise<GrowingCommitTable> {
  const commits = createCommitTable(hexLength);
  const { firstParent } = selection;
  for await (const { id, parents, time } of listSelected(selection, git)) {
    commits.add(id, firstParent ? parents.slice(0, 1) : parents, time);
    if (commits.count % 4096 === 0) onProgress?.({ phase: 'list', commits: commits.count, expectedCommits: 0 });
  }
  return commits;
}

async function walkAll(
  { tips, excluded, since = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY, maxCommits }: ResolvedSelection,
  { hexLength, shallow }: AuditInput,
  reader: ObjectReader,
  problems: Problems,
): Promise<GrowingCommitTable> {
  const without = await walkCommits(excluded, reader, { shallow, onProblem() {} });
  const known = new Set(without.map(({ id }) => id));
  const walked = await walkCommits(tips, reader, {
    shallow,
    onProblem: (id, problem, message, children) => problems.add({ id, problem, message }, [id, ...children]),
  });
  const wanted = walked.filter(({ id, time }) => !known.has(id) && time >= since && time <= until);
  const commits = createCommitTable(hexLength);
  for (const { id, parents, time } of wanted.slice(-(maxCommits ?? wanted.length))) commits.add(id, parents, time);
  return commits;
}
