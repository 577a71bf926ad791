import type { PlaceKind } from '../model/history.ts';

/** What each kind of place is called in a sentence. */
export const kindWords = {
  file: 'a file',
  'file-name': 'the name of a file',
  message: 'the message of a commit',
  author: 'the author of a commit',
  committer: 'the committer of a commit',
  tag: 'an annotated tag',
  note: 'a note',
  ref: 'the name of a ref',
} satisfies Record<PlaceKind, string>;

/** A commit's id as it is shown to people. */
export function shortCommit(commit: string): string {
  return commit.slice(0, 10);
}

/** The day of an ISO date; empty where the commit has none. */
export function dayOf(date: string): string {
  return date.slice(0, 10);
}
