import type { ObjectReader } from '../git/objects.ts';
import { type Identity, parseCommit } from '../git/parse-commit.ts';
import type { CommitFacts } from '../model/history.ts';
import type { CommitTable } from './types.ts';

export interface CommitDescription extends CommitFacts {
  /** The first line of the message. */
  message: string;
}

const longestMessage = 200;

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
      const parsed = parseCommit((answer.problem === undefined && answer.content) || Buffer.alloc(0));
      const decode = createDecoder(parsed.encoding);
      const name = (part: Buffer | undefined) => hide(decode(part ?? Buffer.alloc(0)).trim());
      const subject = decode(parsed.message).trimStart().split('\n', 1)[0]!;
      const description: CommitDescription = {
        commit: id,
        author: name(parsed.author?.name),
        email: name(parsed.author?.email),
        date: dateOf(parsed.author),
        message: hide(subject).slice(0, longestMessage),
      };
      return [commit, description] as const;
    }),
  );
  return new Map(described);
}

function dateOf(author: Identity | undefined): string {
  return new Date((author?.time ?? 0) * 1000).toISOString().replace('.000Z', 'Z');
}

function createDecoder(encoding: string | undefined): (bytes: Buffer) => string {
  try {
    const decoder = new TextDecoder(encoding ?? 'utf-8');
    return (bytes) => decoder.decode(bytes);
  } catch {
    return (bytes) => bytes.toString();
  }
}
