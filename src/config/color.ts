/**
 * Whether output is coloured. A flag wins; then FORCE_COLOR (https://force-color.org, `0` and `false` turn it off as
 * in Node), then NO_COLOR (https://no-color.org) and TERM=dumb; else only a terminal gets colours.
 */
export function wantsColor(
  flag: boolean | undefined,
  { env, isTty, hasOutput }: { env: NodeJS.ProcessEnv; isTty: boolean; hasOutput: boolean },
): boolean {
  if (flag !== undefined) return flag;
  if (hasOutput) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  if (env.NO_COLOR || env.TERM === 'dumb') return false;
  return isTty;
}
