/** The hooks of git's that keyturn can be; see https://git-scm.com/docs/githooks. */
export const hookNames = ['pre-commit', 'commit-msg', 'prepare-commit-msg', 'pre-push'] as const;
export type HookName = (typeof hookNames)[number];

/** Whether a word names a hook that keyturn can be. */
export function isHookName(word: string): word is HookName {
  return (hookNames as readonly string[]).includes(word);
}
