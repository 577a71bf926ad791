import type { ObjectReader } from '../git/objects.ts';
import type { CommitFacts } from '../model/history.ts';
import { summariseCommit } from './commit-facts.ts';
import type { CommitTable } from './types.ts';

export interface CommitDescription extends CommitFacts {
  /** The first line of the message. */
  message: string;
}

/** For what belongs to no commit. */
export const noCommit: CommitDescription = { commit: '', author: '', email: '', date: '', message: '' };

/** What a report says of commits, by number; `hide` takes secrets out of a text. */
export async function describeCommits(
  wanted: Iterable<number>,
  commits: CommitTable,
  reader: ObjectReader,
  hide: (text: string) => string,
): Promise<Map<number, CommitDescription>> {
  const described = await Promise.all(
    [...wanted].map(async (commit) => {
      const id = commits.idOf(commit);
      const answer = await reader.read(id);
      const content = answer.problem === undefined ? answer.content : undefined;
      const { author, email, date, subject } = summariseCommit(id, content ?? Buffer.alloc(0));
      const shown = { commit: id, author: hide(author), email: hide(email), date, message: hide(subject) };
      return [commit, shown] as const;
    }),
  );
  return new Map(described);
}
