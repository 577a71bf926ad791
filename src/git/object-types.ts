import { UserError } from '../lib/user-error.ts';
import type { ObjectType } from './objects.ts';
import { type GitOptions, startGit } from './spawn.ts';

export type TypedObject = { id: string; type: ObjectType } | { id?: undefined; message: string };

/**
 * What names stand for, in their order: ids, `id^{}`, refs, as bytes in latin1 and without newlines. What is missing
 * or damaged has a message. Throws `UserError` where git is missing.
 */
export async function readTypes(names: readonly string[], git: GitOptions): Promise<TypedObject[]> {
  const types: TypedObject[] = [];
  while (types.length < names.length) {
    const failure = await readSome(names.slice(types.length), git, types);
    if (failure !== undefined && types.length < names.length) types.push({ message: failure });
  }
  return types;
}

/** One process; gives git's words where it died, which it did of the first name that has no answer. */
async function readSome(names: readonly string[], git: GitOptions, types: TypedObject[]): Promise<string | undefined> {
  const cat = startGit(['cat-file', '--batch-check=%(objectname) %(objecttype)', '--buffer'], {
    ...git,
    withInput: true,
  });
  cat.input?.end(`${names.join('\n')}\n`, 'latin1');
  let rest = '';
  try {
    for await (const chunk of cat.output) {
      const lines = (rest + chunk.toString('latin1')).split('\n');
      rest = lines.pop()!;
      for (const line of lines) types.push(readAnswer(line));
    }
    return undefined;
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== 'git-failed') throw error;
    return error.message.replace(/^.*?(?:fatal|error): /s, '').replace(/ \(stored in .*?\)/, '');
  }
}

function readAnswer(line: string): TypedObject {
  const [, id, type] = /^([0-9a-f]{40}|[0-9a-f]{64}) (commit|tree|blob|tag)$/.exec(line) ?? [];
  return id ? { id, type: type as ObjectType } : { message: 'the object is not in the repository, or damaged' };
}
