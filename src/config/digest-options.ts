import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { version } from '../lib/version.ts';
import type { Options } from '../model/options.ts';
import { assetFolder } from '../rules/assets.ts';

/** Options that decide nothing of what is found: where the report goes and how it looks, and how fast it comes. */
const irrelevant = new Set<keyof Options>([
  'cwd',
  'paths',
  'stdinPath',
  'gitignore',
  'trackedOnly',
  'listUnusedAllows',
  'format',
  'output',
  'showKnown',
  'exitCode',
  'color',
  'quiet',
  'verbose',
  'progress',
  'jobs',
  'timeout',
  'explain',
  'notices',
]);

/** Options that decide only how what was found is told. */
const telling = new Set<keyof Options>(['baseline', 'redact', 'minConfidence', 'minSeverity', 'ignore', 'inlineAllow']);

/**
 * Stands for the program, its version and build, the rules in force and every option that decides what is found
 * (`read`: what is looked at). Equal digests, equal results.
 */
export function digestOptions(options: Options, part: 'found' | 'read'): string {
  const relevant = Object.entries(options)
    .filter(([key]) => !irrelevant.has(key as keyof Options))
    // Wherever it lies.
    .map(([key, value]) => [key, key === 'baseline' ? (value as Options['baseline'])?.text : value] as const)
    .filter(([key]) => part === 'found' || !telling.has(key as keyof Options))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  // JSON has no word for it.
  const json = JSON.stringify(relevant, (_key, value) => (value === Number.POSITIVE_INFINITY ? 'infinite' : value));
  return createHash('sha256').update(`${version}\n${digestBuild()}\n${json}`).digest('hex');
}

/** Of the files that the program and its rules are in. */
function digestBuild(): string {
  const hash = createHash('sha256');
  const here = import.meta.dirname ?? dirname(fileURLToPath(import.meta.url));
  const assets = assetFolder();
  for (const name of readdirSync(assets).sort()) {
    if (/\.(?:c?js|json|bin)$/.test(name)) hash.update(`${name}\n`).update(readFileSync(join(assets, name)));
  }
  if (!here.startsWith(assets)) for (const stamp of sourceStamps(join(here, '..'))) hash.update(stamp);
  return hash.digest('hex');
}

/** Run from the sources, the program is whatever they are at the moment. */
function sourceStamps(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => `${name} ${statSync(join(folder, name)).mtimeMs}\n`);
}
