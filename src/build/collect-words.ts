/**
 * Makes `src/engine/generic/word-list.ts`: the words that people of many projects write in code and documentation.
 * Usage: `npx tsx src/build/collect-words.ts FOLDER...`, each the tree of another project.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const textFile = /\.(?:md|rst|txt|html|rb|py|js|ts|c|h|go|java|rs|cs|php|kt|ex|swift)$/;
/** A word of fewer projects may be a name, or a made-up password of their tests. */
const leastProjects = 5;
const leastFiles = 12;
const shortest = 3;
const longest = 14;

interface Count {
  projects: number;
  files: number;
}

function countWords(folders: readonly string[]): Map<string, Count> {
  const counts = new Map<string, Count>();
  for (const folder of folders) {
    const files = new Map<string, number>();
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!textFile.test(name) || name.includes('node_modules')) continue;
      for (const word of wordsOf(readFileSync(join(folder, name), 'latin1')))
        files.set(word, (files.get(word) ?? 0) + 1);
    }
    for (const [word, count] of files) {
      const { projects, files: others } = counts.get(word) ?? { projects: 0, files: 0 };
      counts.set(word, { projects: projects + 1, files: others + count });
    }
  }
  return counts;
}

/** Each word of a text once, in small letters. Long runs of letters and digits, as keys are, have none. */
function wordsOf(text: string): Set<string> {
  const plain = text.replace(/[A-Za-z0-9+/=]{25,}/g, ' ');
  return new Set(plain.match(/(?<![A-Za-z])[A-Z]?[a-z]{3,14}(?![a-z])/g)?.map((word) => word.toLowerCase()));
}

const words = [...countWords(process.argv.slice(2))]
  .filter(([word, { projects, files }]) => projects >= leastProjects && files >= leastFiles && word.length <= longest)
  .map(([word]) => word)
  .filter((word) => word.length >= shortest)
  .sort();
process.stdout.write(`${words.length} words\n`);
writeFileSync(
  new URL('../engine/generic/word-list.ts', import.meta.url),
  `/** Made by \`src/build/collect-words.ts\`; do not edit. */
export const wordList =
${words
  .join(' ')
  .replace(/.{105}\S*(?: |$)/g, '$&\n')
  .split('\n')
  .filter(Boolean)
  .map((line) => `  '${line}'`)
  .join(' +\n')};
`,
);
