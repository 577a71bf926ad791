import { isUtf8 } from 'node:buffer';
import { join } from 'node:path';
import { UserError } from '../lib/user-error.ts';
import { checkGitFiles } from './check-files.ts';
import type { WorkTree } from './environment.ts';
import { readIndex } from './read-index.ts';
import { type GitOptions, type GitProcess, readAll, startGit } from './spawn.ts';
import { findWorkTree } from './work-tree.ts';

export type { WorkTree } from './environment.ts';
export { findWorkTree } from './work-tree.ts';

/** A name in a work tree. */
export interface ListedPath {
  /** Relative to the root, with `/`. */
  path: string;
  /** The same as bytes, where they are not valid UTF-8: to open the file, join it to the root. */
  rawPath?: Buffer;
}

export interface ListedFile extends ListedPath {
  /** As git has it: 0o100644, 0o100755, 0o120000 (symlink), 0o160000 (submodule); 0 for an untracked file. */
  mode: number;
}

export interface FileList {
  /** Tracked files, each once, then untracked ones that are not ignored. Not all of them need exist on disk. */
  files: ListedFile[];
  /** Folders that hold a repository of their own which git could not list: to be walked. */
  unlisted: ListedPath[];
}

export interface ListOptions {
  /** Files and folders, relative to the root with `/`; absent, empty or `['']`: everything. */
  paths?: readonly string[];
  trackedOnly?: boolean;
  env?: NodeJS.ProcessEnv;
}

/** Command lines end at 32,767 characters on Windows. */
const maxPathspecLength = 24_000;

/** A listing under way: git prints what it tracks at once, and looks for what it does not track on disk meanwhile. */
export interface Listing {
  /** Each file once. */
  tracked: Promise<ListedFile[]>;
  untracked: Promise<FileList>;
  /** Ends it; what is missing then is left out without an error. */
  stop(): void;
}

/**
 * Starts listing the files of a work tree that are tracked, or untracked and not ignored (by `.gitignore`,
 * `info/exclude` and the user's own ignore file). Untracked repositories inside are listed by their own rules. Both
 * promises reject with `UserError` if git is missing or cannot read the index, or would wait for a pipe in it.
 */
export function startListing(tree: WorkTree, options: ListOptions = {}): Listing {
  try {
    checkGitFiles(tree);
  } catch (error) {
    const failed = Promise.reject(error);
    failed.catch(() => {});
    return { tracked: failed, untracked: failed, stop() {} };
  }
  const { paths = [], trackedOnly = false, env = process.env } = options;
  const wanted = paths.includes('') ? [] : paths;
  const isLong = wanted.reduce((total, path) => total + path.length + 3, 0) > maxPathspecLength;
  const pathspecs = isLong || wanted.length === 0 ? [] : ['--', ...wanted];
  const git: GitOptions = { tree, env };
  const isWanted = isLong ? isInside(wanted) : () => true;
  const running: GitProcess[] = [];
  const list = async (args: readonly string[]) => {
    const started = startGit(['ls-files', '-z', ...args, ...pathspecs], git);
    running.push(started);
    return await readAll(started);
  };
  const untracked = trackedOnly
    ? Promise.resolve({ files: [], unlisted: [] })
    : list(['--others', '--exclude-standard']).then((output) =>
        sortUntracked(splitNames(output).filter(isWanted), tree, env),
      );
  const tracked = listTracked(tree, wanted, () => list(['--cached', '--stage'])).then((files) =>
    files.filter(isWanted),
  );
  // Whoever awaits one of them first may never come to the other.
  untracked.catch(() => {});
  const stop = () => {
    for (const each of running) each.stop();
  };
  return { tracked, untracked, stop };
}

/** From the index, where the whole of it is wanted and it can be read as it is; else from git. */
async function listTracked(
  tree: WorkTree,
  wanted: readonly string[],
  list: () => Promise<Buffer>,
): Promise<ListedFile[]> {
  const read = wanted.length === 0 ? readIndex(tree.gitDir) : undefined;
  return read ?? parseTracked(await list());
}

/** The whole listing: tracked files, then untracked ones. */
export async function listFiles(tree: WorkTree, options: ListOptions = {}): Promise<FileList> {
  const { tracked, untracked } = startListing(tree, options);
  const [known, { files, unlisted }] = await Promise.all([tracked, untracked]);
  return { files: [...known, ...files], unlisted };
}

async function sortUntracked(names: readonly ListedPath[], tree: WorkTree, env: NodeJS.ProcessEnv): Promise<FileList> {
  const list: FileList = { files: [], unlisted: [] };
  for (const name of names) {
    if (name.path.endsWith('/')) await addNested(list, tree, name, env);
    else list.files.push({ ...name, mode: 0 });
  }
  return list;
}

/** Adds what an untracked repository holds; its name ends in `/`. */
async function addNested(list: FileList, tree: WorkTree, folder: ListedPath, env: NodeJS.ProcessEnv): Promise<void> {
  const nested = folder.rawPath ? undefined : findWorkTree(join(tree.root, folder.path), {});
  if (nested?.prefix !== '') {
    list.unlisted.push(folder);
    return;
  }
  try {
    const inner = await listFiles(nested, { env });
    for (const file of inner.files) list.files.push({ ...file, ...prefixed(folder, file) });
    for (const path of inner.unlisted) list.unlisted.push(prefixed(folder, path));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    list.unlisted.push(folder);
  }
}

function prefixed(folder: ListedPath, inner: ListedPath): ListedPath {
  const path = folder.path + inner.path;
  return inner.rawPath ? { path, rawPath: Buffer.concat([Buffer.from(folder.path), inner.rawPath]) } : { path };
}

/** Reads `MODE ID STAGE<tab>NAME` records; a conflicted file has up to three in a row. */
function parseTracked(output: Buffer): ListedFile[] {
  const files: ListedFile[] = [];
  let last: string | undefined;
  for (const { path: record, rawPath: raw } of splitNames(output)) {
    const start = record.indexOf('\t') + 1;
    const name = record.slice(start);
    if (name === last && !raw) continue;
    last = name;
    const mode = Number.parseInt(record.slice(0, 6), 8);
    const rawPath = raw?.subarray(start);
    if (!rawPath || isUtf8(rawPath)) files.push({ path: name, mode });
    else if (!files.at(-1)?.rawPath?.equals(rawPath)) files.push({ path: name, rawPath, mode });
  }
  return files;
}

/** Splits at NUL bytes. */
function splitNames(output: Buffer): ListedPath[] {
  if (isUtf8(output)) {
    const names = output.toString().split('\0');
    names.pop();
    return names.map((path) => ({ path }));
  }
  const names: ListedPath[] = [];
  for (let start = 0; start < output.length; ) {
    const end = output.indexOf(0, start);
    // A git that was stopped may leave a part of a name.
    if (end < 0) break;
    const raw = output.subarray(start, end);
    names.push(isUtf8(raw) ? { path: raw.toString() } : { path: raw.toString(), rawPath: raw });
    start = end + 1;
  }
  return names;
}

/** Whether a name is one of the paths or lies under one. */
function isInside(paths: readonly string[]): (name: ListedPath) => boolean {
  const wanted = new Set(paths.map((path) => path.replace(/\/$/, '')));
  return ({ path }) => {
    for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
      if (wanted.has(path.slice(0, end))) return true;
    }
    return false;
  };
}
