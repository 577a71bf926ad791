import { basename, dirname } from 'node:path';
import { readSmallFile } from '../lib/read-small-file.ts';
import { type ConfigFile, emptyConfig } from './config-file.ts';
import { findConfig } from './find-config.ts';
import type { ScanContext } from './flags.ts';
import type { ConfigPlace } from './read-config.ts';

const noticeLimit = 20;

/**
 * Finds and reads the configuration file of a run; with none there is, its parsers are never loaded. Throws
 * `UserError` for a file that is missing or wrong.
 */
export async function loadConfig(flag: string | undefined, context: ScanContext): Promise<ConfigFile> {
  const origin = findConfig(flag, context);
  if (!origin) return emptyConfig;
  const { kind, name, path, isTrusted } = origin;
  const text = origin.text ?? readSmallFile(path!, name, 'bad-config');
  const config =
    kind === 'gitleaks'
      ? await readToml(text, { name, cwd: context.cwd })
      : await readYaml(text, { name, folder: packFolder(path!), isTrusted });
  return { ...config, notices: limitNotices([...origin.notices, ...config.notices]) };
}

async function readYaml(text: string, place: ConfigPlace): Promise<ConfigFile> {
  const { readConfig } = await import('./read-config.ts');
  return await readConfig(text, place);
}

async function readToml(text: string, place: { name: string; cwd: string }): Promise<ConfigFile> {
  const { readGitleaksConfig } = await import('./gitleaks/read-gitleaks.ts');
  return await readGitleaksConfig(text, place);
}

function limitNotices(notices: readonly string[]): readonly string[] {
  if (notices.length <= noticeLimit) return notices;
  return [...notices.slice(0, noticeLimit), `and ${notices.length - noticeLimit} more notices of the kind`];
}

/** What the paths of packs are relative to: the file's own folder; for one in `.config`, the folder that holds that. */
export function packFolder(path: string): string {
  const folder = dirname(path);
  return basename(folder) === '.config' ? dirname(folder) : folder;
}
