/**
 * Hooks of git's: where they lie, how ours are written among those of others, and what git tells them. Whether there is
 * a secret in what they are about is for the stages that the commands join to them.
 */
export { findHooksFolder, type HooksFolder } from './folder.ts';
export { type HookName, hookNames, isHookName } from './hook-names.ts';
export { type HookChange, installHooks, uninstallHooks } from './install.ts';
export type { Runner } from './script.ts';
export { type HookStatus, readHookStatus } from './status.ts';
