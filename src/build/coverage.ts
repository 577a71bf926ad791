/**
 * Writes what the rule packs cover into the README, between its two markers: `npm run docs`. The tests hold that the
 * README is up to date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { wrapText } from '../lib/wrap-text.ts';
import { readPackFolder } from '../rules/read-pack.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const begin = '<!-- coverage: written by `npm run docs` -->';
const end = '<!-- end of coverage -->';

/** The README with its coverage made anew from the packs. Throws where a marker is missing. */
export async function writeCoverage(readme: string): Promise<string> {
  const [before, rest] = readme.split(begin);
  const [, after] = rest?.split(end) ?? [];
  if (before === undefined || after === undefined) throw new Error(`README.md: no lines ${begin} and ${end}`);
  return [before, begin, '\n', await coverage(), '\n', end, after].join('');
}

async function coverage(): Promise<string> {
  const rules = await readPackFolder(join(root, 'rules'));
  const providers = [...new Set(rules.map(({ provider }) => provider))].sort((a, b) =>
    a.localeCompare(b, 'en', { sensitivity: 'base' }),
  );
  const names = wrapText(`${providers.join(', ')}.`, 140).join('\n');
  return [
    `**${rules.length} rules for the secrets of ${providers.length} services and formats.**`,
    `<details>\n<summary>All of them</summary>\n\n${names}\n\n</details>`,
  ].join('\n\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = join(root, 'README.md');
  writeFileSync(path, await writeCoverage(readFileSync(path, 'utf8')));
}
