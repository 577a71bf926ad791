import { existsSync } from 'node:fs';
import type { HooksFolder } from './folder.ts';
import { type HookFile, readHook } from './hook-file.ts';
import { type HookName, hookNames } from './hook-names.ts';
import { hasOurs, huskyFile } from './husky.ts';
import { findMentions } from './managers.ts';
import { programOf } from './script.ts';

/** How it stands with a hook. */
export interface HookStatus {
  name: HookName;
  /** `changed`: ours, and changed since; `other`: there is one that is not ours. */
  state: 'installed' | 'changed' | 'other' | 'none';
  path: string;
  /** The program that it starts does not exist any more: another one is looked for then. */
  missingProgram?: string;
  /** The hook that ours runs first. */
  kept?: string;
}

/** How it stands with the hooks of a repository; `mentions`: files by which another manager starts keyturn. */
export function readHookStatus(folder: HooksFolder, root: string): { hooks: HookStatus[]; mentions: string[] } {
  return { hooks: hookNames.map((name) => statusOf(folder, name)), mentions: findMentions(root) };
}

function statusOf({ path: folder, husky }: HooksFolder, name: HookName): HookStatus {
  if (husky) {
    const path = huskyFile(husky, name);
    const state = hasOurs(path) ? 'installed' : existsSync(path) ? 'other' : 'none';
    return { name, state, path };
  }
  return describe(readHook(folder, name));
}

function describe({ name, path, whose, text, kept }: HookFile): HookStatus {
  const state = whose === 'ours' ? 'installed' : whose;
  const started = whose === 'ours' ? programOf(text) : undefined;
  const missing = started && [started.program, started.node].find((file) => !existsSync(file));
  return {
    name,
    state,
    path,
    ...(missing !== undefined && { missingProgram: missing }),
    ...(kept !== undefined && state === 'installed' && { kept }),
  };
}
