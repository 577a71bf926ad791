import { UserError } from '../lib/user-error.ts';
import type { Push } from '../model/commit-selection.ts';

const noObject = /^0+$/;

/**
 * Reads what git tells a pre-push hook, `<local ref> <local id> <remote ref> <remote id>` a line; a deletion sends
 * nothing. See https://git-scm.com/docs/githooks#_pre_push. Throws `UserError` for anything else.
 */
export function readPushedRefs(input: string): Omit<Push, 'remotes'> {
  const refs: { name: string; id: string }[] = [];
  const known: string[] = [];
  for (const line of input.split('\n').filter((each) => each !== '')) {
    const [, id, name, there] = /^.+ ([0-9a-f]{40,64}) (\S+) ([0-9a-f]{40,64})$/.exec(line) ?? [];
    if (id === undefined || name === undefined || there === undefined) {
      throw new UserError(
        'hook',
        `pre-push: standard input must be lines of <local ref> <local id> <remote ref> <remote id>, got ${JSON.stringify(line.slice(0, 200))}`,
      );
    }
    if (!noObject.test(id)) refs.push({ name, id });
    if (!noObject.test(there)) known.push(there);
  }
  return { refs, known };
}
