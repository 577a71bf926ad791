import { nearest } from '../lib/nearest.ts';
import { UserError } from '../lib/user-error.ts';

/** A wrong command line, as a `UserError` `usage`: the problem, and on a second line where the help is. */
export function usageError(problem: string, command = ''): UserError {
  return new UserError('usage', `${problem}\nsee: keyturn ${command ? `${command} ` : ''}--help`);
}

/** `unknown X "word"; did you mean Y?`, the question only where something is near. */
export function unknownWord(what: string, word: string, candidates: readonly string[]): string {
  const guess = nearest(word, candidates);
  return `unknown ${what} ${word}${guess === undefined ? '' : `; did you mean ${guess}?`}`;
}
