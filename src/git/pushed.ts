import { UserError } from '../lib/user-error.ts';
import type { Push } from '../model/commit-selection.ts';
import { readTypes } from './object-types.ts';
import type { Ref, RefList } from './refs.ts';
import type { GitOptions } from './spawn.ts';

/** A push as ids of commits: what leads to `tips` is sent, but for what leads to those that are excluded. */
export interface ResolvedPush {
  refs: Ref[];
  tips: string[];
  excluded: string[];
}

/** Finds what a push sends that is not there yet. Throws `UserError` for an object that is not here. */
export async function resolvePush(
  { refs, known, remotes }: Push,
  list: RefList,
  git: GitOptions,
): Promise<ResolvedPush> {
  const ids = refs.map(({ id }) => id);
  const [types, peeled, there] = await Promise.all([
    readTypes(ids, git),
    readTypes(
      ids.map((id) => `${id}^{}`),
      git,
    ),
    readTypes(
      known.map((id) => `${id}^{commit}`),
      git,
    ),
  ]);
  const sent = refs.map(({ name, id }, index): Ref => {
    const [found, target] = [types[index]!, peeled[index]!];
    if (found.id === undefined) throw new UserError('unknown-revision', `${name}: ${id} is not in the repository`);
    const isTag = found.type === 'tag' && target.id !== undefined;
    const bytes = Buffer.from(name).toString('latin1');
    return {
      name: bytes,
      id: found.id,
      type: found.type,
      ...(isTag && { peeled: { id: target.id!, type: target.type } }),
    };
  });
  const folders = remotes.map((name) => `refs/remotes/${Buffer.from(name).toString('latin1')}/`);
  const tracked = list.refs.filter(({ name }) => folders.some((folder) => name.startsWith(folder)));
  return {
    refs: sent,
    tips: commitsOf(sent),
    excluded: [...there.flatMap(({ id }) => (id === undefined ? [] : [id])), ...commitsOf(tracked)],
  };
}

/** The commits that refs lead to, through tags. */
export function commitsOf(refs: readonly Ref[]): string[] {
  return refs.flatMap(({ id, type, peeled }) => {
    const target = peeled ?? { id, type };
    return target.type === 'commit' ? [target.id] : [];
  });
}
