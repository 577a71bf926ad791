import type { Assignment } from '../assignment/read-assignment.ts';
import type { NameKind } from './name.ts';

const vectors =
  /(?:^|\/)(?:test[-_]?vectors?|vectors|wycheproof|cavp|kats?)\/|(?:^|[._/-])(?:test[-_]?vectors?|wycheproof|vectors|kat)[._-][^/]{0,60}$|\.rsp$/i;

/** Whether a file holds test vectors of a cryptographic standard, by its path. */
export function isVectorsPath(path: string): boolean {
  return vectors.test(path);
}

/** Says why what stands where a secret would is none, by what is round it; undefined where nothing speaks against it. */
export function doubtfulPlaceReason(assignment: Assignment, kind: NameKind, path: string): string | undefined {
  const { text, nameStart } = assignment;
  if (/\barn:aws[\w:-]{0,80}:$/.test(text.slice(Math.max(0, nameStart - 100), nameStart))) {
    return 'a reference to a secret store';
  }
  return kind !== 'password' && kind !== 'token' && isVectorsPath(path) ? 'a test vector' : undefined;
}
