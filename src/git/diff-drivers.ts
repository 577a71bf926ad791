import { isUtf8 } from 'node:buffer';
import { UserError } from '../lib/user-error.ts';
import { type GitOptions, runGit } from './spawn.ts';

/** Environments have room for many more, but no honest configuration comes near. */
const mostDrivers = 500;

/**
 * The same options, but for git to compare files by, whatever the configuration names and however large they are: contents
 * come and go, and the C library is told to keep the memory, where it is the GNU one (mallopt(3)); git would load new
 * files of any size, and now dies of one that is too large. Throws `UserError` as `withoutHunkPatterns`.
 */
export async function forComparing(git: GitOptions): Promise<GitOptions> {
  const safe = await withoutHunkPatterns(git);
  return { ...safe, env: { ...(safe.env ?? process.env), ...memoryRules } };
}

const memoryRules = {
  MALLOC_MMAP_THRESHOLD_: '67108864',
  MALLOC_TRIM_THRESHOLD_: '268435456',
  GIT_ALLOC_LIMIT: '256m',
};

/**
 * The same options, but for git to compare files by: a configuration can name patterns for the lines that hunks are
 * headed with, and those may run for ever. Here they match at once, and nothing. Throws `UserError` where that cannot be had.
 */
export async function withoutHunkPatterns(git: GitOptions): Promise<GitOptions> {
  const drivers = await listDrivers(git);
  if (drivers.length === 0) return git;
  const env: NodeJS.ProcessEnv = { ...(git.env ?? process.env) };
  // Settings of the user that came in this way stay: https://git-scm.com/docs/git-config (GIT_CONFIG_COUNT)
  const first = Number(env.GIT_CONFIG_COUNT ?? 0) || 0;
  drivers.forEach((driver, index) => {
    env[`GIT_CONFIG_KEY_${first + index}`] = `${driver}.xfuncname`;
    env[`GIT_CONFIG_VALUE_${first + index}`] = '^';
  });
  env.GIT_CONFIG_COUNT = String(first + drivers.length);
  return { ...git, env };
}

/** As `diff.NAME`, those with a pattern of their own. */
async function listDrivers(git: GitOptions): Promise<string[]> {
  let names: Buffer;
  try {
    names = await runGit(['config', '-z', '--name-only', '--get-regexp', String.raw`^diff\..*\.x?funcname$`], git);
  } catch (error) {
    // Also the answer where there is none.
    if (error instanceof UserError && error.code === 'git-failed') return [];
    throw error;
  }
  const drivers = new Set(
    names
      .toString()
      .split('\0')
      .filter(Boolean)
      .map((name) => name.replace(/\.x?funcname$/, '')),
  );
  if (drivers.size <= mostDrivers && isUtf8(names)) return [...drivers];
  throw new UserError(
    'git-config',
    "the repository's configuration has too many or unreadable diff.*.xfuncname settings",
  );
}
