import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildResult } from 'esbuild';

/** The licence texts of every package that is part of a bundle. Throws where a package has none. */
export function collectLicences(root: string, results: readonly BuildResult[]): string {
  const packages = new Set<string>();
  for (const { metafile } of results) {
    for (const input of Object.keys(metafile?.inputs ?? {})) {
      const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
      if (found) packages.add(found[1]!);
    }
  }
  return [...packages]
    .sort()
    .map((folder) => describe(join(root, folder)))
    .join(`\n${'-'.repeat(80)}\n\n`);
}

function describe(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^(?:licen[cs]e|copying)(?:\.(?:md|txt))?$/i.test(entry));
  const text =
    file !== undefined && existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : undefined;
  if (text === undefined && license === undefined) throw new Error(`${name} ${version} states no licence`);
  return `${name} ${version} (${license})\n\n${text ?? 'No licence file is shipped with it.'}\n`;
}
