import { readConfig } from './config.ts';
import type { WorkTree } from './environment.ts';

/** Who works here, as git would name the committer: `Ada Example <ada@example.com>`; undefined where git does not know. */
export function readIdentity(
  cwd: string,
  tree: Pick<WorkTree, 'root' | 'gitDir'> | undefined,
  env: NodeJS.ProcessEnv,
): string | undefined {
  const values = new Map(readConfig(/^user\.(name|email)$/, { cwd, tree, env }).map(({ key, value }) => [key, value]));
  const name = env.GIT_COMMITTER_NAME || values.get('user.name');
  const email = env.GIT_COMMITTER_EMAIL || values.get('user.email');
  const parts = [...(name ? [name] : []), ...(email ? [`<${email}>`] : [])];
  return parts.length > 0 ? parts.join(' ').slice(0, mostText) : undefined;
}

/** In characters. */
const mostText = 400;
