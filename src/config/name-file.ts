import { UserError } from '../lib/user-error.ts';

/** Runs `compile`; a `UserError` that it throws gets the file's name in front of its message. */
export function nameFile<Result>(file: string, compile: () => Result): Result {
  try {
    return compile();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(error.code, `${file}: ${error.message}`, { cause: error });
  }
}
