import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCommonDir } from './refs.ts';
import { type GitOptions, runGit } from './spawn.ts';

/** What the reader of a report should know of a repository. */
export interface RepositoryFacts {
  objectFormat: 'sha1' | 'sha256';
  /** Commits beyond a depth were left behind when it was cloned. */
  isShallow: boolean;
  /** Those at which it ends: their parents are not here. */
  shallowCommits: ReadonlySet<string>;
  /** Objects were left behind when it was cloned, to be fetched when they are needed. */
  isPartial: boolean;
  /** Objects that `refs/replace/` puts others in the place of; what they stand for is read. */
  replacedCount: number;
  /** Commits that `info/grafts` gives other parents; it is not read. */
  graftCount: number;
  /** The same in words, for the report. */
  notes: string[];
}

/** Reads them. Throws `UserError` if git is missing or cannot open the repository. */
export async function readRepositoryFacts(git: GitOptions): Promise<RepositoryFacts> {
  const [answers, replaced] = await Promise.all([
    runGit(['rev-parse', '--is-shallow-repository', '--show-object-format'], git),
    runGit(['for-each-ref', '--format=%(refname)', 'refs/replace/'], git),
  ]);
  const [isShallow, objectFormat] = answers.toString().split('\n');
  const commonDir = readCommonDir(git.tree.gitDir);
  const facts = {
    objectFormat: objectFormat === 'sha256' ? ('sha256' as const) : ('sha1' as const),
    isShallow: isShallow === 'true',
    shallowCommits: readShallow(join(commonDir, 'shallow')),
    isPartial: hasPromisorPack(join(commonDir, 'objects/pack')),
    replacedCount: replaced.toString('latin1').split('\n').length - 1,
    graftCount: countGrafts(join(commonDir, 'info/grafts')),
  };
  return { ...facts, notes: describe(facts) };
}

/** See `git help partial-clone` in git's technical documentation: what came from the remote is marked so. */
function hasPromisorPack(folder: string): boolean {
  try {
    return readdirSync(folder).some((name) => name.endsWith('.promisor'));
  } catch {
    return false;
  }
}

function readShallow(path: string): Set<string> {
  try {
    return new Set(readFileSync(path, 'latin1').match(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/gm));
  } catch {
    return new Set();
  }
}

function countGrafts(path: string): number {
  try {
    return readFileSync(path, 'latin1').match(/^[0-9a-f]{40}/gm)?.length ?? 0;
  } catch {
    return 0;
  }
}

function describe(facts: Omit<RepositoryFacts, 'notes'>): string[] {
  const { isShallow, isPartial, replacedCount, graftCount } = facts;
  return [
    isShallow && 'shallow clone: older commits are not here; `git fetch --unshallow` brings them',
    isPartial && 'partial clone: what was never fetched is not here, and was not fetched',
    replacedCount > 0 &&
      `${count(replacedCount, 'replaced object')} read as committed; git itself shows the replacement`,
    graftCount > 0 && `${count(graftCount, 'graft')} ignored`,
  ].filter((note) => note !== false);
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}
