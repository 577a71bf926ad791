import type { ObjectReader } from '../git/objects.ts';
import { listCommits } from '../git/rev-list.ts';
import { type GitOptions, runGit } from '../git/spawn.ts';
import { walkCommits } from '../git/walk-commits.ts';
import { UserError } from '../lib/user-error.ts';
import type { AuditInput } from './audit.ts';
import { createCommitTable, type GrowingCommitTable } from './commit-table.ts';
import type { Problems } from './problems.ts';

/** The commits of a selection. Where git cannot list them, as one is missing or damaged, the others are found without it. */
export async function readCommits(
  input: AuditInput,
  reader: ObjectReader,
  problems: Problems,
): Promise<GrowingCommitTable> {
  try {
    return await listAll(input);
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== 'git-failed') throw error;
    return await walkAll(input, reader, problems);
  }
}

async function listAll({ git, hexLength, selection, onProgress }: AuditInput): Promise<GrowingCommitTable> {
  const commits = createCommitTable(hexLength);
  const isWanted = createDateTest(selection);
  for await (const { id, parents, time } of listCommits(selection.revListArgs, git, selection.input)) {
    if (isWanted(time)) commits.add(id, parents, time);
    if (commits.count % 4096 === 0) onProgress?.({ phase: 'list', commits: commits.count, expectedCommits: 0 });
  }
  return commits;
}

async function walkAll(input: AuditInput, reader: ObjectReader, problems: Problems): Promise<GrowingCommitTable> {
  const { wanted, excluded } = await readTips(input);
  const { shallow } = input;
  const without = await walkCommits(excluded, reader, { shallow, onProblem() {} });
  const known = new Set(without.map(({ id }) => id));
  const walked = await walkCommits(wanted, reader, {
    shallow,
    onProblem: (id, problem, message, children) => problems.add({ id, problem, message }, [id, ...children]),
  });
  const commits = createCommitTable(input.hexLength);
  const isWanted = createDateTest(input.selection);
  for (const { id, parents, time } of walked) if (!known.has(id) && isWanted(time)) commits.add(id, parents, time);
  return commits;
}

function createDateTest({
  since = Number.NEGATIVE_INFINITY,
  until = Number.POSITIVE_INFINITY,
}: AuditInput['selection']) {
  return (time: number) => time >= since && time <= until;
}

/** The ids of the commits from which, and from which not, the selection is to be walked. */
async function readTips({ git, selection }: AuditInput): Promise<{ wanted: string[]; excluded: string[] }> {
  const terms = [...selection.revListArgs, ...selection.input.split('\n')].filter(
    (term) => term !== '' && term !== '--stdin',
  );
  const ids = (await resolveTerms(terms, git)).split('\n').filter(Boolean);
  return {
    wanted: ids.filter((id) => !id.startsWith('^')),
    excluded: ids.filter((id) => id.startsWith('^')).map((id) => id.slice(1)),
  };
}

async function resolveTerms(terms: readonly string[], git: GitOptions): Promise<string> {
  return (await runGit(['rev-parse', '--revs-only', ...terms], git)).toString('latin1');
}
