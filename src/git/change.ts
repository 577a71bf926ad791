import type { WorkTree } from './environment.ts';
import { runGit } from './spawn.ts';

interface Place {
  tree: Pick<WorkTree, 'root' | 'gitDir'>;
  env: NodeJS.ProcessEnv;
}

/** Takes a file out of the index and leaves it on disk. Throws `UserError` where git refuses, as for staged changes. */
export async function untrackFile(path: string, place: Place): Promise<void> {
  await runGit(['rm', '--cached', '--quiet', '--', path], place);
}

/** Gives a remote another address. Throws `UserError` where git refuses. */
export async function setRemoteAddress(remote: string, address: string, place: Place): Promise<void> {
  await runGit(['remote', 'set-url', '--', remote, address], place);
}
