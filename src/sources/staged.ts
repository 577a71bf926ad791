import { checkGitFiles } from '../git/check-files.ts';
import { readMergeHeads } from '../git/merge-heads.ts';
import { type PatchFile, PatchParser, submoduleMode } from '../git/patch.ts';
import { patchArgs, patchSettings, wholeFile } from '../git/patch-args.ts';
import { type GitOptions, type GitProcess, startGit } from '../git/spawn.ts';
import { findCurrentWorkTree } from '../git/work-tree.ts';
import { UserError } from '../lib/user-error.ts';
import type { Source, SourceSink } from '../model/source.ts';
import type { LineRuns } from './added-lines.ts';
import { emitStaged } from './staged-fragment.ts';
import { type HiddenFile, readHidden } from './staged-hidden.ts';
import { keepNew, oldIdsOf, type Parent, readParent } from './staged-parents.ts';

export interface StagedOptions {
  /** Any folder of the work tree, absolute. */
  cwd: string;
  /** In bytes; Infinity: no limit. */
  maxFileSize: number;
  /** Whether a path, relative to the root, is to be scanned. */
  isIncluded(path: string): boolean;
  /** With what a running hook has set (`GIT_INDEX_FILE`, ...). */
  env?: NodeJS.ProcessEnv;
}

/**
 * What is about to be committed, from the index and never from the work tree: each file with new lines as one
 * fragment, whole; in a merge those lines are new that are in none of the parents. Git is started here and runs while
 * the caller does something else until `read`. Throws `UserError` outside of a work tree, and in one in which git would wait for a pipe.
 */
export function createStagedSource(options: StagedOptions): Source {
  const { cwd, maxFileSize, env } = options;
  const tree = findCurrentWorkTree(cwd, env);
  if (!tree) throw new UserError('not-a-repository', `${cwd} is not in the work tree of a git repository`);
  checkGitFiles(tree);
  const git: GitOptions = { tree, env, keepLocal: true };
  const staged = startDiff(wholeFile, [], maxFileSize, git);
  const merged = readMergeHeads(tree, env).map((commit) => startDiff(0, [commit], maxFileSize, git));
  return {
    root: tree.root,
    async read(sink, signal) {
      const stop = () => {
        for (const each of [staged, ...merged]) each.stop();
      };
      signal.addEventListener('abort', stop);
      try {
        if (signal.aborted) return;
        const parents = await Promise.all(merged.map((each) => readParent(each, signal)));
        const known = parents.filter((parent) => parent !== undefined);
        const hidden = await readStaged(staged, known, options, sink, signal);
        await readHidden(hidden, sink, maxFileSize, git, signal);
      } finally {
        signal.removeEventListener('abort', stop);
        stop();
      }
    },
  };
}

/** Files above the limit are binary to git, so that it does not even load them. */
function startDiff(context: number, commits: readonly string[], maxFileSize: number, git: GitOptions): GitProcess {
  const threshold = Math.max(1, Math.floor(maxFileSize));
  const limit = Number.isFinite(maxFileSize) ? ['-c', `core.bigFileThreshold=${threshold}`] : [];
  return startGit([...limit, ...patchSettings, 'diff', '--cached', ...patchArgs(context), ...commits, '--'], git);
}

/** Hands on the files whose content is in the patch; gives the others. */
async function readStaged(
  git: GitProcess,
  parents: readonly Parent[],
  options: StagedOptions,
  sink: SourceSink,
  signal: AbortSignal,
): Promise<HiddenFile[]> {
  const hidden: HiddenFile[] = [];
  const hide = (file: PatchFile) => {
    const oldIds = oldIdsOf(parents, file);
    if (file.id && oldIds) hidden.push({ path: file.path.toString(), id: file.id, oldIds });
  };
  const show = (file: PatchFile, bytes: Buffer, added: LineRuns) => {
    const lines = keepNew(parents, file, added);
    const isWhollyNew = file.status === 'added' && parents.length === 0;
    if (lines) emitStaged(file.path.toString(), bytes, isWhollyNew ? undefined : lines, sink);
    else hide(file);
  };
  let shown: PatchFile | undefined;
  const parser = new PatchParser({
    hunk(file, { bytes, added }) {
      shown = file;
      if (isWanted(file, options, sink)) show(file, bytes, added);
    },
    fileEnd(file) {
      if (file === shown || !(file.isBinary || file.status === 'added') || !isWanted(file, options, sink)) return;
      if (file.isBinary) hide(file);
      else if (oldIdsOf(parents, file)) emitStaged(file.path.toString(), Buffer.alloc(0), undefined, sink);
    },
    unmerged: (path) => sink.skip(path.toString(), 'unmerged'),
  });
  for await (const chunk of git.output) {
    parser.push(chunk);
    if (signal.aborted) return [];
  }
  if (!signal.aborted) parser.end();
  return hidden;
}

function isWanted(file: PatchFile, options: StagedOptions, sink: SourceSink): boolean {
  if (file.status === 'deleted') return false;
  const path = file.path.toString();
  if (file.mode === submoduleMode) sink.skip(path, 'submodule');
  else if (!options.isIncluded(path)) sink.skip(path, 'excluded');
  else return true;
  return false;
}
