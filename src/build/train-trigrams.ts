/**
 * Makes `src/engine/generic/trigram-table.ts`: how likely each letter follows two others in the words that people
 * write in code and documentation. Usage: `npx tsx src/build/train-trigrams.ts FOLDER...` (any source trees).
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const letters = 27; // a to z, and the word's edge
const levels = 26; // 'a' (likely) to 'z' (unlikely), a quarter of a bit each beyond the first
const textFile = /\.(?:md|rst|txt|html|rb|py|js|ts|c|h|go|java|rs)$/;

/** In how many files each word stands. */
function countWords(folders: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const folder of folders) {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!textFile.test(name) || name.includes('node_modules')) continue;
      const text = readFileSync(join(folder, name), 'latin1');
      const words = new Set(text.match(/[A-Z]?[a-z]{2,15}/g)?.map((word) => word.toLowerCase()));
      for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  return counts;
}

function code(word: string, index: number): number {
  return index < 0 || index >= word.length ? 26 : word.charCodeAt(index) - 97;
}

function train(counts: ReadonlyMap<string, number>): string {
  const seen = new Float64Array(letters ** 3);
  for (const [word, count] of counts) {
    if (count < 3) continue;
    for (let i = 0; i <= word.length; i++) {
      const at = (code(word, i - 2) * letters + code(word, i - 1)) * letters + code(word, i);
      seen[at] = seen[at]! + Math.log2(1 + count);
    }
  }
  let table = '';
  for (let pair = 0; pair < letters ** 2; pair++) {
    const row = seen.subarray(pair * letters, (pair + 1) * letters);
    const total = row.reduce((sum, value) => sum + value, 0);
    for (const value of row) {
      const bits = -Math.log2((value + 0.5) / (total + 0.5 * letters));
      table += String.fromCharCode(97 + Math.min(levels - 1, Math.round(bits * 3)));
    }
  }
  return table;
}

const table = train(countWords(process.argv.slice(2)));
writeFileSync(
  new URL('../engine/generic/trigram-table.ts', import.meta.url),
  `/** Made by \`src/build/train-trigrams.ts\`; do not edit. Thirds of a bit, 'a' for 0, by first, second and third letter. */
export const trigramTable =
${table
  .replace(/.{110}/g, '$&\n')
  .split('\n')
  .filter(Boolean)
  .map((line) => `  '${line}'`)
  .join(' +\n')};
`,
);
