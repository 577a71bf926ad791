import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ScanFlags } from '../../src/config/settle.ts';
import { folder } from './folder.ts';
import { scanIn } from './scan.ts';
import { slackBot } from './secrets.ts';

/** What a scan of one archive tells. */
export interface ArchiveResult {
  /** `path:line`. */
  found: string[];
  skipped?: string[];
  errors?: string[];
}

/** A text with a secret on its second line. */
export function leak(seed = 1): string {
  return `# settings\nSLACK_TOKEN=${slackBot(seed)}\n`;
}

/** Scans a file that is named, and has this content. */
export async function scanArchive(name: string, content: Buffer, flags: ScanFlags = {}): Promise<ArchiveResult> {
  const cwd = folder();
  writeFileSync(join(cwd, name), content);
  return await scanPaths(cwd, { paths: [name], ...flags });
}

/** The same of a folder, or what is named in it. */
export async function scanPaths(cwd: string, flags: ScanFlags = {}): Promise<ArchiveResult> {
  const { findings, errors, scanned } = await scanIn(cwd, flags);
  const skipped = scanned.skipped.map(({ path, reason }) => `${path} ${reason}`);
  return {
    found: findings.map(({ path, startLine }) => `${path}:${startLine}`),
    ...(skipped.length > 0 && { skipped }),
    ...(errors.length > 0 && { errors: errors.map(({ code, message }) => `${code}: ${message}`) }),
  };
}
