import type { CatFileEnd } from './cat-file-process.ts';
import { type GitOptions, readAll, startGit } from './spawn.ts';

/** An object that cannot be read, thrown where it is read in pieces. */
export class ObjectError extends Error {
  readonly id: string;
  readonly problem: 'missing' | 'damaged';

  constructor(id: string, problem: 'missing' | 'damaged', message: string) {
    super(message);
    this.name = 'ObjectError';
    this.id = id;
    this.problem = problem;
  }
}

/** What git said when it ended over an object, without the paths of this machine. */
export function explainEnd(end: Pick<CatFileEnd, 'code' | 'errorText'>, git: GitOptions): string {
  const lines = end.errorText.split('\n');
  const line = lines.findLast((each) => each.startsWith('fatal: ')) ?? lines.find((each) => each.startsWith('error: '));
  if (line) return withoutPaths(line.replace(/^\w+: /, ''), git);
  return end.code === null ? 'git was ended by a signal when it read this' : `git ended with code ${end.code}`;
}

/** Lets git say why it cannot read an object of which it knows that it is there. */
export async function askWhy(git: GitOptions, id: string): Promise<string> {
  try {
    await readAll(startGit(['cat-file', '-t', id], git));
  } catch (error) {
    const reason = /: (?:error|fatal): (.*)/.exec(error instanceof Error ? error.message : '')?.[1];
    if (reason) return withoutPaths(reason, git);
  }
  return 'git cannot read it';
}

/** The same without the folders of this machine. */
export function withoutPaths(line: string, git: GitOptions): string {
  return line.replaceAll(`${git.tree.gitDir}/`, '').replace(/[^\s']*\/(?=objects\/)/g, '');
}
