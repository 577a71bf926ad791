import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { matchesIdGlob } from '../lib/id-glob.ts';
import { nearest } from '../lib/nearest.ts';
import { UserError } from '../lib/user-error.ts';
import type { CommitSelection } from '../model/commit-selection.ts';
import { readTypes } from './object-types.ts';
import { commitsOf, type ResolvedPush, resolvePush } from './pushed.ts';
import { type Ref, type RefList, readCommonDir } from './refs.ts';
import { type ListedCommit, listCommits } from './rev-list.ts';
import { type GitOptions, runGit } from './spawn.ts';

/** A selection as git and a walk of our own take it: nothing but full ids. */
export interface ResolvedSelection {
  /** For `rev-list`; it then reads `input`. */
  revListArgs: string[];
  input: string;
  /** Ids of commits: what leads to these is meant, but for what leads to those that are excluded. */
  tips: string[];
  excluded: string[];
  /** Whether all is meant that any ref leads to. */
  isEverything: boolean;
  /** Whether it is what a push sends: then the names and texts of its refs are new, whatever they lead to. */
  isPush: boolean;
  /** The refs whose history is meant; with a range, all that there are. */
  refs: readonly Ref[];
  firstParent: boolean;
  /** For `listSelected`, as git's own limits trust that no commit is older than its parents. */
  since?: number;
  until?: number;
  maxCommits?: number;
}

/**
 * Finds the commits that a selection names. Throws `UserError` `unknown-revision` naming the option, the value and
 * the ref that may have been meant; or if git is missing.
 */
export async function resolveSelection(
  selection: CommitSelection,
  list: RefList,
  git: GitOptions,
): Promise<ResolvedSelection> {
  const { range, branches, firstParent, since, until, maxCommits, push } = selection;
  const isEverything = range.length === 0 && branches.length === 0 && !push;
  const { refs, tips, excluded } = push ? await resolvePush(push, list, git) : await resolveNames(selection, list, git);
  if (isEverything && list.head !== undefined) tips.push(list.head);
  const wanted = [...new Set(tips)];
  const hidden = [...new Set(excluded)];
  return {
    revListArgs: ['--stdin', ...(firstParent ? ['--first-parent'] : []), ...limitArgs(selection)],
    input: [...wanted, ...hidden.map((id) => `^${id}`), ''].join('\n'),
    tips: wanted,
    excluded: hidden,
    isEverything: isEverything && !firstParent,
    isPush: push !== undefined,
    refs,
    firstParent,
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
    ...(maxCommits !== undefined && { maxCommits }),
  };
}

async function resolveNames(
  { range, branches }: CommitSelection,
  list: RefList,
  git: GitOptions,
): Promise<ResolvedPush> {
  const refs = branches.length > 0 ? findBranches(branches, list) : list.refs;
  if (range.length > 0) return { refs, ...(await resolveRange(range, list, git)) };
  return { refs, tips: commitsOf(refs), excluded: [] };
}

/** The commits of a selection, parents before children. Throws `UserError` where git fails; see `listCommits`. */
export async function* listSelected(
  selection: ResolvedSelection,
  git: GitOptions,
  signal?: AbortSignal,
): AsyncGenerator<ListedCommit> {
  const { since = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY, maxCommits } = selection;
  const last: ListedCommit[] = [];
  for await (const commit of listCommits(selection.revListArgs, git, selection.input, signal)) {
    if (commit.time < since || commit.time > until) continue;
    if (maxCommits === undefined) yield commit;
    else if (last.push(commit) > 2 * maxCommits) last.splice(0, maxCommits);
  }
  if (maxCommits !== undefined) yield* last.slice(-maxCommits);
}

/** The newest are those that git tells first, in order of date as far as no parent comes before its child. */
function limitArgs({ maxCommits, since, until }: CommitSelection): string[] {
  if (maxCommits === undefined) return [];
  const isDated = since !== undefined || until !== undefined;
  return isDated ? ['--date-order'] : ['--date-order', `--max-count=${maxCommits}`];
}

/** A branch here, on any remote, or on the one that is named; or any ref by its full name. */
function findBranches(patterns: readonly string[], { refs }: RefList): Ref[] {
  const found = new Set<Ref>();
  for (const pattern of patterns) {
    const glob = Buffer.from(pattern).toString('latin1');
    const matches = refs.filter(({ name }) => branchNames(name).some((each) => matchesIdGlob(glob, each)));
    if (matches.length === 0) throw unknownBranch(pattern, glob, refs);
    for (const ref of matches) found.add(ref);
  }
  return [...found];
}

function branchNames(name: string): string[] {
  const [, kind, rest] = /^refs\/(heads|remotes)\/(.+)$/s.exec(name) ?? [];
  if (rest === undefined) return [name];
  return kind === 'heads' ? [name, rest] : [name, rest, rest.replace(/^[^/]+\//, '')];
}

function unknownBranch(pattern: string, glob: string, refs: readonly Ref[]): UserError {
  const isTag = refs.some(({ name }) => name === `refs/tags/${glob}`);
  const hint = isTag
    ? `; that is a tag: --range ${pattern}`
    : didYouMean(
        pattern,
        refs.flatMap(({ name }) => branchNames(name).slice(1)),
      );
  return new UserError(
    'unknown-revision',
    `--branch names no branch of this repository, got ${JSON.stringify(pattern)}${hint}`,
  );
}

async function resolveRange(
  terms: readonly string[],
  list: RefList,
  git: GitOptions,
): Promise<{ tips: string[]; excluded: string[] }> {
  const ids: string[] = [];
  for (const term of terms) ids.push(...(await resolveTerm(term, list, git)));
  const excluded = ids.filter((id) => id.startsWith('^')).map((id) => id.slice(1));
  const tips = ids.filter((id) => !id.startsWith('^'));
  if (tips.length > 0) return { tips, excluded };
  throw new UserError('bad-option', `--range must name a commit to start from, got ${JSON.stringify(terms.join(' '))}`);
}

/** Ids of commits; with `^` those whose history is left out. */
async function resolveTerm(term: string, list: RefList, git: GitOptions): Promise<string[]> {
  let output: string;
  try {
    output = (await runGit(['rev-parse', '--revs-only', withoutNull(term), '--'], git)).toString();
  } catch (error) {
    if (error instanceof UserError && error.code === 'git-failed') throw await unknownRevision(term, list, git);
    throw error;
  }
  const ids = output.match(/^\^?[0-9a-f]+$/gm) ?? [];
  const commits = await readTypes(
    ids.map((id) => `${id.replace('^', '')}^{commit}`),
    git,
  );
  if (commits.some(({ id }) => id === undefined)) throw await unknownRevision(term, list, git);
  return commits.map(({ id }, index) => (ids[index]!.startsWith('^') ? `^${id}` : id!));
}

/** What hooks and CI give for `before` of a branch that is new: everything of it is meant then. */
function withoutNull(term: string): string {
  return term.replace(/^(?:0{40}|0{64})\.{2,3}/, '') || 'HEAD';
}

async function unknownRevision(term: string, list: RefList, git: GitOptions): Promise<UserError> {
  const sides = term
    .split(/\.{2,3}/)
    .map((side) => side.replace(/^\^/, ''))
    .filter(Boolean);
  const types = await readTypes(
    sides.filter((side) => !side.includes('\n')).map((side) => Buffer.from(`${side}^{commit}`).toString('latin1')),
    git,
  );
  const side = sides.find((_, index) => types[index]?.id === undefined) ?? term;
  const name = side.replace(/[~^@{:].*$/s, '');
  const isShallow = existsSync(join(readCommonDir(git.tree.gitDir), 'shallow'));
  const hint =
    didYouMean(
      name,
      list.refs.map((ref) => shortName(ref.name)),
    ) || (isShallow ? '; this is a shallow clone: `git fetch --unshallow` brings the rest of its history' : '');
  const given = side === term ? '' : ` in ${JSON.stringify(term)}`;
  return new UserError(
    'unknown-revision',
    `--range names no commit of this repository, got ${JSON.stringify(side)}${given}${hint}`,
  );
}

function shortName(name: string): string {
  return name.replace(/^refs\/(?:heads|tags|remotes)\//, '');
}

function didYouMean(word: string, names: readonly string[]): string {
  const found = nearest(
    word,
    names.filter((name) => name !== word).map((name) => Buffer.from(name, 'latin1').toString()),
  );
  return found === undefined ? '' : `; did you mean ${JSON.stringify(found)}?`;
}
