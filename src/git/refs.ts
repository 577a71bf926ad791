import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readTypes } from './object-types.ts';
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
  const { head, detached } = await listHeads(git, worktrees, names, problems);
  const refs = await addTypes([...names, ...detached], git, problems);
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

async function listHeads(
  git: GitOptions,
  worktrees: readonly string[],
  names: readonly Name[],
  problems: RefProblem[],
): Promise<{ head: string | undefined; detached: Name[] }> {
  const others = worktrees
    .filter((name) => !name.includes('\n'))
    .map((name) => `worktrees/${Buffer.from(name).toString('latin1')}/HEAD`);
  const heads = ['HEAD', 'main-worktree/HEAD', ...others];
  const found = await readTypes(heads, git);
  const known = new Set(names.map(({ id }) => id));
  const detached = found.flatMap(({ id }, index) => {
    if (id === undefined || known.has(id)) return [];
    known.add(id);
    return [{ id, name: heads[index]! }];
  });
  const broken = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.exec(readText(join(git.tree.gitDir, 'HEAD'))?.trimEnd() ?? '')?.[0];
  if (broken && !found[0]!.id) {
    problems.push({ name: 'HEAD', id: broken, message: 'the object is not in the repository, or damaged' });
  }
  return { head: found[0]!.id, detached };
}

/** Asks what the names lead to; what leads nowhere goes to the problems. */
async function addTypes(names: readonly Name[], git: GitOptions, problems: RefProblem[]): Promise<Ref[]> {
  const types = await readTypes(
    names.map(({ id }) => id),
    git,
  );
  const refs: Ref[] = [];
  names.forEach(({ name, id }, index) => {
    const found = types[index]!;
    if (found.id === undefined) problems.push({ name, id, message: found.message });
    else refs.push({ name, id, type: found.type });
  });
  const tags = refs.filter(({ type }) => type === 'tag');
  const targets = await readTypes(
    tags.map(({ id }) => `${id}^{}`),
    git,
  );
  tags.forEach((tag, index) => {
    const target = targets[index]!;
    if (target.id === undefined)
      problems.push({ name: tag.name, id: tag.id, message: `what it tags: ${target.message}` });
    else tag.peeled = { id: target.id, type: target.type };
  });
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
