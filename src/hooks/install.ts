import { UserError } from '../lib/user-error.ts';
import type { HooksFolder } from './folder.ts';
import { type HookFile, isSameFile, keepHook, readHook, removeHook, writeHook } from './hook-file.ts';
import { type HookName, hookNames } from './hook-names.ts';
import { addToHusky, hasOurs, huskyFile, removeFromHusky } from './husky.ts';
import { findLefthookFile, refuseLefthook, refuseOldHusky } from './managers.ts';
import { hookScript, type Runner } from './script.ts';

/** What was done with a hook. */
export interface HookChange {
  name: HookName;
  path: string;
  done: 'installed' | 'updated' | 'unchanged' | 'removed';
  /** The hook that was there before: that ours runs first, or that is back. */
  kept?: string;
}

/** Installs hooks; nothing is written if one of them cannot be. Throws `UserError`. */
export function installHooks(
  folder: HooksFolder,
  names: readonly HookName[],
  runner: Runner,
  root: string | undefined,
): HookChange[] {
  const { husky } = folder;
  if (husky)
    return names.map((name) =>
      installInHusky(huskyFile(husky, name), name, () => addToHusky(husky, name, huskyCommand(runner))),
    );
  const lefthook = root === undefined ? undefined : findLefthookFile(root);
  if (lefthook !== undefined) throw refuseLefthook(lefthook, names);
  const files = names.map((name) => readHook(folder.path, name));
  for (const file of files) check(file, names);
  return files.map((file) => install(file, runner));
}

function huskyCommand({ local }: Runner): string {
  return local === undefined ? 'keyturn' : quoteWord(local);
}

function quoteWord(word: string): string {
  return /^[\w./@-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function installInHusky(path: string, name: HookName, add: () => void): HookChange {
  const done = hasOurs(path) ? 'updated' : 'installed';
  add();
  return { name, path, done };
}

function check({ path, whose, manager, kept }: HookFile, names: readonly HookName[]): void {
  if (whose === 'changed') throw changedError(path);
  if (manager === 'husky') throw refuseOldHusky(names);
  if (manager === 'lefthook') throw refuseLefthook('lefthook.yml', names);
  if (whose === 'other' && kept !== undefined && !isSameFile(path, kept)) {
    throw new UserError('hook', `${kept} is there already: move it away, then install again`);
  }
}

function install(file: HookFile, runner: Runner): HookChange {
  const { name, path, whose, text } = file;
  const kept = whose === 'other' ? keepHook(file) : file.kept;
  const isFramework = whose === 'other' ? file.manager === 'pre-commit' : text.includes('PRE_COMMIT_RUNNING_LEGACY');
  const chained = kept === undefined ? 'no' : isFramework ? 'unless-run-by-framework' : 'yes';
  const script = hookScript(name, runner, chained);
  if (script !== text) writeHook(path, script);
  const done = whose === 'ours' ? (script === text ? 'unchanged' : 'updated') : 'installed';
  return { name, path, done, ...(kept !== undefined && { kept }) };
}

/** Takes our hooks away and puts those back that were there before. Throws `UserError` for one that was changed. */
export function uninstallHooks(folder: HooksFolder, names: readonly HookName[] = hookNames): HookChange[] {
  const { husky } = folder;
  if (husky) {
    const ours = names.filter((name) => hasOurs(huskyFile(husky, name)));
    for (const name of ours) removeFromHusky(husky, name);
    return ours.map((name) => ({ name, path: huskyFile(husky, name), done: 'removed' }));
  }
  const files = names.map((name) => readHook(folder.path, name));
  for (const { whose, path } of files) if (whose === 'changed') throw changedError(path);
  return files.filter(({ whose }) => whose === 'ours').map(uninstall);
}

/** Where the framework has written its hook anew since, the older one of its own is of no use. */
function uninstall({ name, path, kept, text }: HookFile): HookChange {
  const isReplaced = path.endsWith('.legacy') && text.includes('PRE_COMMIT_RUNNING_LEGACY');
  removeHook(path, isReplaced ? undefined : kept);
  if (isReplaced && kept !== undefined) removeHook(kept, undefined);
  return { name, path, done: 'removed', ...(kept !== undefined && !isReplaced && { kept }) };
}

function changedError(path: string): UserError {
  return new UserError('hook', `${path} was changed since keyturn wrote it: take your lines out, or the file away`);
}
