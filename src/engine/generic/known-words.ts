import { wordList } from './word-list.ts';

let known: ReadonlySet<string> | undefined;

const shortest = 3;
const longest = 14;

/**
 * Whether the letters of a text are words that many projects write, one or several in a row: `dbAdminUser2`.
 * So are texts without letters, and none that have but one or two in a row.
 */
export function isMadeOfWords(text: string): boolean {
  known ??= new Set(wordList.split(' '));
  const runs = text
    .slice(0, 100)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .match(/[a-z]+/g);
  if (runs === null) return true;
  const long = runs.filter((run) => run.length >= shortest);
  return long.length > 0 && long.every((run) => known!.has(run) || splits(run, known!));
}

/** Whether known words, one after the other, make the whole run. */
function splits(run: string, words: ReadonlySet<string>): boolean {
  const reached = new Uint8Array(run.length + 1);
  reached[0] = 1;
  for (let from = 0; from <= run.length - shortest; from++) {
    if (reached[from] === 0) continue;
    for (let length = shortest; length <= longest && from + length <= run.length; length++) {
      if (reached[from + length] === 0 && words.has(run.slice(from, from + length))) reached[from + length] = 1;
    }
  }
  return reached[run.length] === 1;
}
