import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readTypes, type TypedObject } from './object-types.ts';
import type { ObjectType } from './objects.ts';
import { type GitOptions, readAll, startGit } from './spawn.ts';

/** A name that leads to an object. */
export interface Ref {
  /** In full, bytes as latin1: `refs/heads/main`, `refs/stash@{1}`, `HEAD`, `worktrees/NAME/HEAD`. */
  name: string;
  id: string;
  type: ObjectType;
  /** Of an annotated tag: what it tags, through tags of tags. */
  peeled?: { id: string; type: ObjectType };
}

export interface RefProblem {
  name: string;
  /** Where it leads, if that much can be told. */
  id?: string;
  message: string;
}

export interface RefList {
  /** In order of name. Symbolic refs are left out, and each `HEAD` that is where some ref is. */
  refs: Ref[];
  /** Commit that is checked out; absent before the first one. */
  head?: string;
  problems: RefProblem[];
}

interface Name {
  name: string;
  id: string;
}

/**
 * All refs of a repository: branches, tags, those of remotes, notes, every entry of the stash, pull requests, and
 * what is checked out here and in other work trees. Broken ones are told. Throws `UserError` if git is missing or
 * cannot read the list.
 */
export async function listRefs(git: GitOptions): Promise<RefList> {
  const problems: RefProblem[] = [];
  const commonDir = readCommonDir(git.tree.gitDir);
  const worktrees = listFolder(join(commonDir, 'worktrees'));
  const names = await listNames(git, '', [], problems);
  names.push(...listStash(commonDir, names));
  for (const worktree of worktrees) names.push(...(await listOwnRefs(git, commonDir, worktree, problems)));
  const heads = headsOf(worktrees);
  const known = await readTargets(heads, names, git);
  const { head, detached } = findHeads(git, heads, names, known, problems);
  const refs = await addTypes([...names, ...detached], git, known, problems);
  refs.sort((a, b) => (a.name < b.name ? -1 : 1));
  return { refs, problems, ...(head !== undefined && { head }) };
}

/** The repository that a linked work tree's own folder belongs to; see gitrepository-layout. */
export function readCommonDir(gitDir: string): string {
  const name = readText(join(gitDir, 'commondir'));
  return name === undefined ? gitDir : resolve(gitDir, name.trimEnd());
}

async function listNames(git: GitOptions, prefix: string, patterns: string[], problems: RefProblem[]): Promise<Name[]> {
  const list = startGit(['for-each-ref', '--format=%(objectname) %(symref) %(refname)', ...patterns], git);
  const output = (await readAll(list)).toString('latin1');
  for (const [, name] of list.errorText().matchAll(/^warning: ignoring broken ref (.+)$/gm)) {
    problems.push({ name: prefix + Buffer.from(name!).toString('latin1'), message: 'the ref cannot be read' });
  }
  return output.split('\n').flatMap((line) => {
    const [id, symref, name] = line.split(' ');
    return id && name && !symref ? [{ id, name: prefix + name }] : [];
  });
}

/** Older entries of the stash: only the newest is a ref, the others stand in its log. */
function listStash(commonDir: string, names: readonly Name[]): Name[] {
  const log = names.some(({ name }) => name === 'refs/stash') && readText(join(commonDir, 'logs/refs/stash'));
  if (!log) return [];
  const ids = [...log.matchAll(/^[0-9a-f]+ ([0-9a-f]{40}|[0-9a-f]{64}) /gm)].map(([, id]) => id!).reverse();
  return ids.map((id, index) => ({ id, name: `refs/stash@{${index}}` })).slice(1);
}

/** The refs that every work tree has for itself. */
const ownRefs = ['refs/bisect', 'refs/rewritten', 'refs/worktree'];

async function listOwnRefs(git: GitOptions, commonDir: string, name: string, problems: RefProblem[]): Promise<Name[]> {
  const gitDir = join(commonDir, 'worktrees', name);
  if (gitDir === git.tree.gitDir || !ownRefs.some((folder) => existsSync(join(gitDir, folder)))) return [];
  const other = { ...git, tree: { root: gitDir, gitDir } };
  return listNames(other, `worktrees/${Buffer.from(name).toString('latin1')}/`, ownRefs, problems);
}

/** What is checked out here and in other work trees. */
function headsOf(worktrees: readonly string[]): string[] {
  const others = worktrees
    .filter((name) => !name.includes('\n'))
    .map((name) => `worktrees/${Buffer.from(name).toString('latin1')}/HEAD`);
  return ['HEAD', 'main-worktree/HEAD', ...others];
}

/** What names stand for. */
type Targets = Map<string, TypedObject>;

/** Asks for all at once, as each git takes its time to start: also for what tags are likely to tag. */
async function readTargets(heads: readonly string[], names: readonly Name[], git: GitOptions): Promise<Targets> {
  const ids = names.flatMap(({ name, id }) => (name.startsWith('refs/tags/') ? [id, `${id}^{}`] : [id]));
  const asked = [...heads, ...new Set(ids)];
  const types = await readTypes(asked, git);
  return new Map(asked.map((name, index) => [name, types[index]!]));
}

function findHeads(
  git: GitOptions,
  heads: readonly string[],
  names: readonly Name[],
  targets: Targets,
  problems: RefProblem[],
): { head: string | undefined; detached: Name[] } {
  const known = new Set(names.map(({ id }) => id));
  const detached = heads.flatMap((name) => {
    const target = targets.get(name)!;
    if (target.id === undefined || known.has(target.id)) return [];
    known.add(target.id);
    targets.set(target.id, target);
    return [{ id: target.id, name }];
  });
  const head = targets.get('HEAD')!.id;
  const broken = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.exec(readText(join(git.tree.gitDir, 'HEAD'))?.trimEnd() ?? '')?.[0];
  if (broken && !head) {
    problems.push({ name: 'HEAD', id: broken, message: 'the object is not in the repository, or damaged' });
  }
  return { head, detached };
}

/** What the names lead to; what leads nowhere goes to the problems. */
async function addTypes(
  names: readonly Name[],
  git: GitOptions,
  targets: Targets,
  problems: RefProblem[],
): Promise<Ref[]> {
  const refs: Ref[] = [];
  for (const { name, id } of names) {
    const found = targets.get(id)!;
    if (found.id === undefined) problems.push({ name, id, message: found.message });
    else refs.push({ name, id, type: found.type });
  }
  const tags = refs.filter(({ type }) => type === 'tag');
  const missing = [...new Set(tags.map(({ id }) => `${id}^{}`))].filter((name) => !targets.has(name));
  const others = missing.length > 0 ? await readTypes(missing, git) : [];
  for (const [index, name] of missing.entries()) targets.set(name, others[index]!);
  for (const tag of tags) {
    const target = targets.get(`${tag.id}^{}`)!;
    if (target.id === undefined)
      problems.push({ name: tag.name, id: tag.id, message: `what it tags: ${target.message}` });
    else tag.peeled = { id: target.id, type: target.type };
  }
  return refs;
}

function listFolder(path: string): string[] {
  try {
    return readdirSync(path).sort();
  } catch {
    return [];
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
