import { type Dirent, readdirSync, readFileSync, type Stats, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '../lib/user-error.ts';
import type { WorkTree } from './environment.ts';

/** What git opens in every repository, whatever it is asked: https://git-scm.com/docs/gitrepository-layout */
const names = [
  ...['HEAD', 'MERGE_HEAD', 'config', 'config.worktree', 'gitdir', 'index', 'packed-refs', 'shallow'],
  ...['info/attributes', 'info/exclude', 'info/grafts', 'info/sparse-checkout'],
  ...['objects/info/alternates', 'objects/info/commit-graph', 'objects/info/commit-graphs/commit-graph-chain'],
];

/** Configuration is included up to so many files deep; git's own limit. */
const mostIncludes = 10;

/**
 * Refuses a repository in which git would wait for ever: a named pipe or a device (but `/dev/null`) where it opens a
 * file, as in a repository that was unpacked from an archive. Looks at what git always opens and at what the
 * repository's own configuration names; `isWhole`: at every file of the repository. Throws `UserError`.
 */
export function checkGitFiles({ root, gitDir }: Pick<WorkTree, 'root' | 'gitDir'>, isWhole = false): void {
  const named = join(gitDir, 'commondir');
  refuseSpecial(named);
  const commonDir = resolve(gitDir, readText(named)?.trimEnd() ?? '');
  for (const folder of new Set([gitDir, commonDir])) {
    for (const name of names) refuseSpecial(join(folder, name));
    for (const name of ['config', 'config.worktree']) checkConfig(join(folder, name), root, mostIncludes);
    const head = /^ref: (.+)/.exec(readText(join(folder, 'HEAD')) ?? '')?.[1];
    if (head !== undefined) refuseSpecial(join(commonDir, head.trimEnd()));
    if (isWhole) checkFolder(folder);
    else for (const entry of listFolder(join(folder, 'objects/pack'))) checkEntry(join(folder, 'objects/pack'), entry);
  }
  if (root === gitDir) return;
  for (const name of ['.gitattributes', '.gitignore']) refuseSpecial(join(root, name));
}

/** The files that a configuration includes, and the ignore file that it names. */
function checkConfig(path: string, root: string, depth: number): void {
  const text = readText(path);
  if (text === undefined) return;
  for (const [, key, value] of text.matchAll(/(?:^|[\]\s])(path|excludesfile)[ \t]*=[ \t]*(.+)/gi)) {
    const isInclude = key!.toLowerCase() === 'path';
    const name = value!
      .replace(/[ \t]+[#;].*$/, '')
      .replaceAll('"', '')
      .trim();
    const named = resolve(isInclude ? dirname(path) : root, name.replace(/^~(?=\/)/, homedir()));
    refuseSpecial(named);
    if (isInclude && depth > 0) checkConfig(named, root, depth - 1);
  }
}

function checkFolder(folder: string): void {
  for (const entry of listFolder(folder)) {
    if (entry.isDirectory()) checkFolder(join(folder, entry.name));
    else checkEntry(folder, entry);
  }
}

function checkEntry(folder: string, entry: Dirent): void {
  if (!entry.isFile()) refuseSpecial(join(folder, entry.name));
}

function listFolder(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function refuseSpecial(path: string): void {
  const stat = statOf(path);
  if (stat === undefined || stat.isFile() || stat.isDirectory() || stat.isSocket()) return;
  if (stat.isCharacterDevice() && stat.rdev === statOf('/dev/null')?.rdev) return;
  const kind = stat.isFIFO() ? 'a named pipe' : 'a device';
  throw new UserError('special-file', `${path} is ${kind}, for which git would wait: it must be a regular file`);
}

/** Largest configuration that is looked into. */
const mostText = 1 << 20;

function readText(path: string): string | undefined {
  const stat = statOf(path);
  if (!stat?.isFile() || stat.size > mostText) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
